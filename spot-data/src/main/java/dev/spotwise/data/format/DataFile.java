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
import java.util.stream.Stream;

/** Files as readers meet them: perhaps absent, perhaps a folder, perhaps compressed. */
final class DataFile {

  private static final int HEAD = 4096;
  private static final List<String> JSON_ENDINGS = List.of(".json", ".json.gz", ".json.zst");

  private DataFile() {}

  /**
   * The file of a location.
   *
   * @throws MarketDataException if there is none, or a folder is there
   */
  static Path require(SourceLocation at) {
    return require(at.path());
  }

  static Path require(Path file) {
    requireAny(file);
    if (Files.isDirectory(file)) {
      throw new MarketDataException("source must be a file but is a folder: " + file);
    }
    return file;
  }

  /**
   * The JSON files of a location: itself, or those in the folder, sorted by name.
   *
   * @throws MarketDataException if there are none
   */
  static List<Path> requireJson(SourceLocation at) {
    Path path = requireAny(at.path());
    List<Path> files = Files.isDirectory(path) ? jsonFiles(path) : List.of(path);
    if (files.isEmpty()) {
      throw new MarketDataException(
          "folder must hold *.json, *.json.gz or *.json.zst files: " + path);
    }
    return files;
  }

  /** Whether the first JSON file of a folder begins with a text that contains the marker. */
  static boolean folderHolds(Path path, String marker) {
    if (!Files.isDirectory(path)) {
      return false;
    }
    List<Path> files = jsonFiles(path);
    if (files.isEmpty()) {
      return false;
    }
    try (InputStream content = TextFile.open(files.get(0))) {
      return new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1).contains(marker);
    } catch (IOException e) {
      throw unreadable(files.get(0), e);
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

  private static Path requireAny(Path path) {
    if (!Files.exists(path)) {
      throw new MarketDataException("no such file or folder: " + path);
    }
    return path;
  }

  private static List<Path> jsonFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(DataFile::isJson).filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static boolean isJson(Path file) {
    String name = file.getFileName().toString();
    return JSON_ENDINGS.stream().anyMatch(name::endsWith);
  }
}
