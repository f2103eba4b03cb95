package dev.spotwise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs {@code spot} in this process, and looks at what it left behind. */
final class SpotProgram {

  /** Two types in two zones over 20 days with few small trees: a second or so. */
  static final String SMALL =
      """
      data: {types: [t3.large, m5.large], zones: [us-east-1a, us-east-1b], step: 30m}
      period: {train: 2024-01-01/2024-01-16, backtest: 2024-01-16/2024-01-20}
      models:
        origin-interval: 3h
        price: {trees: 4, depth: 6}
        stability: {trees: 6, depth: 3}
      threads: 1
      """;

  private SpotProgram() {}

  /** What a command said and how it ended. */
  record Ended(int code, String out, String err) {}

  static Ended run(String... args) {
    return run(Terminal.NONE, args);
  }

  static Ended run(Terminal terminal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), terminal, args);
    return new Ended(code, out.toString(), err.toString());
  }

  /** Runs a command that must succeed. */
  static Ended done(String... args) {
    Ended ended = run(args);
    if (ended.code() != 0) {
      throw new AssertionError(String.join(" ", args) + "\n" + ended.err());
    }
    return ended;
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of every file below a folder, by path. */
  static SortedMap<String, String> digests(Path folder) {
    SortedMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        digests.put(
            folder.relativize(file).toString().replace('\\', '/'),
            HexFormat.of().formatHex(digest));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return digests;
  }

  static String[] args(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
