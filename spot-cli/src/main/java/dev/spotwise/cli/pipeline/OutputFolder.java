package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.sweep.SweepJson;
import dev.spotwise.charts.Figures;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.data.format.MarketFiles;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.evaluation.EvaluationJson;
import dev.spotwise.models.evaluation.ForecastReviewJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** All that happened in the backtest, as JSON lines. */
  public Path events() {
    return models().resolve("backtest_events.jsonl");
  }

  /** The same as Parquet. */
  public Path eventTable() {
    return models().resolve("backtest_events.parquet");
  }

  /** How the forecasts of the backtest came out. */
  public Path review() {
    return models().resolve(ForecastReviewJson.FILE);
  }

  /** What a search for a policy's numbers found. */
  public Path sweep() {
    return models().resolve(SweepJson.FILE);
  }

  /** What an evaluation found. */
  public Path evaluation() {
    return models().resolve(EvaluationJson.FILE);
  }

  /** Figures. */
  public Path figures() {
    return root.resolve("analysis_graphs");
  }

  /** The report. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** All that the market step writes. */
  List<Path> marketFiles() {
    return List.of(
        data().resolve(MarketFiles.SPOT_PRICES_CSV),
        data().resolve(MarketFiles.SPOT_PRICES_PARQUET),
        data().resolve(MarketFiles.INTERRUPTIONS_CSV),
        data().resolve(MarketFiles.INTERRUPTIONS_PARQUET),
        data().resolve(MarketFiles.AVAILABILITY_PARQUET),
        data().resolve(SourceFile.NAME));
  }

  /** All that the training writes. */
  List<Path> modelFiles() {
    return ModelBundle.FILES.stream().map(models()::resolve).toList();
  }

  /** All that the backtest writes. */
  List<Path> backtestFiles() {
    return List.of(results(), events(), eventTable(), review());
  }

  /** All that figures and report are. */
  List<Path> reportFiles() {
    List<Path> files = new ArrayList<>();
    for (String name : Figures.NAMES) {
      files.add(figures().resolve(name));
      files.add(figures().resolve(Figures.svgName(name)));
    }
    files.add(report());
    return files;
  }

  /**
   * Refuses a place where no folder can be made or written to, before any work is done.
   *
   * @throws ConfigException if that is so
   */
  public void requireWritable() {
    for (Path folder : List.of(root, data(), models(), figures())) {
      Path existing = folder.toAbsolutePath();
      while (existing != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
        throw new ConfigException(
            List.of("out must be a folder that can be written to but was " + folder));
      }
    }
  }

  /** Removes the market's mark of being whole, and all that was made from it. */
  void discardMarket() {
    discard(data().resolve(SourceFile.NAME));
    discard(evaluation());
    discardModels();
    List.of(data(), models(), figures(), root).forEach(OutputFolder::discardParts);
  }

  /** Removes what a killed run had begun to write. */
  private static void discardParts(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
      parts.forEach(OutputFolder::discard);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + folder + ": " + e, e);
    }
  }

  /** Removes models and all that was made with them. */
  void discardModels() {
    modelFiles().forEach(OutputFolder::discard);
    discardResults();
  }

  /** Removes the results, a sweep under the same rules, and the figures and the report of them. */
  void discardResults() {
    discard(sweep());
    backtestFiles().forEach(OutputFolder::discard);
    reportFiles().forEach(OutputFolder::discard);
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't remove the outdated " + file + ": " + e, e);
    }
  }
}
