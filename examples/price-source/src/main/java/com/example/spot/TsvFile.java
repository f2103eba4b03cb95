package com.example.spot;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of tab-separated lines: local time, zone, instance type, value. A line that begins with
 * {@code #} is a comment; the first one says what the file holds.
 */
record TsvFile(Path path, ZoneOffset offset) {

  static final List<SourceOption> OPTIONS =
      List.of(
          SourceOption.optional("offset", "UTC offset of the times, such as +01:00; Z by default"));

  private static final int KEPT = 20;

  /** Takes what stands in a line; an IllegalArgumentException says that the value is wrong. */
  @FunctionalInterface
  interface Line {
    void read(CapacityPool pool, long epochSecond, String value);
  }

  /** Checks what can be checked before reading. */
  static TsvFile open(SourceLocation at, SourceOptions options) {
    if (!Files.isRegularFile(at.path())) {
      throw new MarketDataException("no such file: " + at.path());
    }
    String offset = options.find("offset").orElse("Z");
    try {
      return new TsvFile(at.path(), ZoneOffset.of(offset));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("offset must be like +01:00 but was '" + offset + "'", e);
    }
  }

  /** Whether a file begins with {@code #spot prices}, or what else it may hold. */
  static boolean begins(String head, String what) {
    return head.startsWith("#spot " + what);
  }

  /** Reads line by line; the sink says whether bad lines are left out. */
  void read(RowSink sink, Line line) {
    List<String> problems = new ArrayList<>();
    long more = 0;
    long number = 0;
    Map<String, CapacityPool> pools = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        try {
          if (!text.startsWith("#")) {
            read(text, pools, line);
          }
        } catch (IllegalArgumentException | DateTimeException e) {
          String problem = e.getMessage() + " (" + path + ":" + number + ")";
          if (sink.skips(problem)) {
            continue;
          }
          if (problems.size() < KEPT) {
            problems.add(problem);
          } else {
            more++;
          }
        }
      }
    } catch (IOException e) {
      throw new MarketDataException("can't read " + path + " after line " + number, e);
    }
    if (!problems.isEmpty()) {
      throw new MarketDataException(problems, more);
    }
  }

  private void read(String text, Map<String, CapacityPool> pools, Line line) {
    String[] fields = text.split("\t", -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("line must have 4 fields but had " + fields.length);
    }
    CapacityPool pool =
        pools.computeIfAbsent(
            fields[1] + "\t" + fields[2], unused -> CapacityPool.of(fields[1], fields[2]));
    line.read(pool, LocalDateTime.parse(fields[0]).toEpochSecond(offset), fields[3]);
  }
}
