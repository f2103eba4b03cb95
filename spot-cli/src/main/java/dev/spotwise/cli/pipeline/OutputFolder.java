package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that the steps hand their results through, and the names in it.
 *
 * @param root the folder; made by the first step that writes
 */
public record OutputFolder(Path root) {

  /** Market data. */
  public Path data() {
    return root.resolve("data");
  }

  /** Trained models. */
  public Path models() {
    return root.resolve("models");
  }

  /** What the backtest found. */
  public Path results() {
    return models().resolve("backtest_results.json");
  }

  /** Figures. */
  public Path figures() {
    return root.resolve("analysis_graphs");
  }

  /** The report. */
  public Path report() {
    return root.resolve("report.html");
  }

  /**
   * Refuses a place where no folder can be made or written to, before any work is done.
   *
   * @throws ConfigException if that is so
   */
  public void requireWritable() {
    Path existing = root.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new ConfigException(
          List.of("out must be a folder that can be written to but was " + root));
    }
  }
}
