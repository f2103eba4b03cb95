package dev.spotwise.data.format;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms of files that stand beside sources: told by their content. */
public enum ReferenceForm {
  /** On-demand prices, {@link OnDemandCsv}. */
  ON_DEMAND,
  /** The feed of the Spot Instance Advisor, {@link AdvisorJson}. */
  ADVISOR,
  /** Events as EventBridge delivers them, {@link EventBridgeEvents}; a file or a folder. */
  EVENTS;

  private static final int HEAD = 4096;

  /** The name in messages and tables: {@code on-demand}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The form of what is at a path; empty if it is none of these.
   *
   * @throws MarketDataException if nothing is there or it can't be read
   */
  public static Optional<ReferenceForm> of(Path path) {
    if (!Files.exists(path)) {
      throw new MarketDataException("no such file or folder: " + path);
    }
    return Stream.of(values()).filter(form -> form.recognises(path, head(path))).findFirst();
  }

  private boolean recognises(Path path, String head) {
    return switch (this) {
      case ON_DEMAND -> OnDemandCsv.isHeader(CsvTable.Header.ofHead(head));
      case ADVISOR -> head.contains("\"ram_gb\"") || head.contains("\"spot_advisor\"");
      case EVENTS -> new EventBridgeInterruptions().recognises(path, head);
    };
  }

  private static String head(Path path) {
    if (Files.isDirectory(path)) {
      return "";
    }
    try (InputStream content = TextFile.open(path)) {
      return new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw DataFile.unreadable(path, e);
    }
  }
}
