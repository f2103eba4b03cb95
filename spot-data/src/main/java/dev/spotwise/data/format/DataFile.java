package dev.spotwise.data.format;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files as readers meet them: perhaps absent, perhaps a folder, perhaps compressed. */
final class DataFile {

  private static final int HEAD = 4096;
  private static final int LOOKED_AT = 8;
  private static final List<String> JSON = List.of(".json", ".json.gz", ".json.zst");
  private static final List<String> EVENTS =
      List.of(".json", ".json.gz", ".json.zst", ".jsonl", ".jsonl.gz", ".jsonl.zst");
  private static final List<String> TEXT = List.of(".txt", ".txt.gz", ".txt.zst");

  private DataFile() {}

  /**
   * The file of a location.
   *
   * @throws MarketDataException if there is none, or a folder, a pipe or a device is there
   */
  static Path require(SourceLocation at) {
    return require(at.path());
  }

  static Path require(Path file) {
    requireAny(file);
    if (Files.isDirectory(file)) {
      throw new MarketDataException("source must be a file but is a folder: " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw new MarketDataException("source must be a file but is a pipe or a device: " + file);
    }
    return file;
  }

  /**
   * The JSON files of a location: itself, or those in the folder, sorted by name.
   *
   * @throws MarketDataException if there are none
   */
  static List<Path> requireJson(SourceLocation at) {
    return requireAny(at, JSON);
  }

  /** The files {@code *.txt} of a location, as {@link #requireJson}. */
  static List<Path> requireText(SourceLocation at) {
    return requireAny(at, TEXT);
  }

  /** The files {@code *.json} and {@code *.jsonl} of a location, as {@link #requireJson}. */
  static List<Path> requireEvents(SourceLocation at) {
    return requireAny(at, EVENTS);
  }

  /** The files {@code *.json} and {@code *.jsonl} of a folder, as {@link #jsonFiles}. */
  static List<Path> eventFiles(Path folder) {
    return files(folder, EVENTS);
  }

  /** The JSON files of a folder, sorted by name; none if it is not a folder. */
  static List<Path> jsonFiles(Path folder) {
    return files(folder, JSON);
  }

  /** The files {@code *.txt} of a folder, as {@link #jsonFiles}. */
  static List<Path> textFiles(Path folder) {
    return files(folder, TEXT);
  }

  /** Whether one of the first files begins with a text, at most 4,096 characters, that fits. */
  static boolean anyBegins(List<Path> files, Predicate<String> fits) {
    return files.stream().limit(LOOKED_AT).anyMatch(file -> fits.test(head(file)));
  }

  private static String head(Path file) {
    try (InputStream content = TextFile.open(file)) {
      return new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static MarketDataException unreadable(Path file, Exception cause) {
    return new MarketDataException(
        String.format(Locale.ROOT, "can't read %s: %s", file, reason(cause)), cause);
  }

  /** What went wrong, in one line. */
  static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : Shown.of(message);
  }

  private static List<Path> requireAny(SourceLocation at, List<String> endings) {
    Path path = requireAny(at.path());
    List<Path> files = Files.isDirectory(path) ? files(path, endings) : List.of(path);
    if (files.isEmpty()) {
      throw new MarketDataException(
          "folder must hold *" + String.join(", *", endings) + " files: " + path);
    }
    return files;
  }

  private static Path requireAny(Path path) {
    if (!Files.exists(path)) {
      throw new MarketDataException("no such file or folder: " + path);
    }
    return path;
  }

  private static List<Path> files(Path folder, List<String> endings) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> endings.stream().anyMatch(file.getFileName().toString()::endsWith))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }
}
