package dev.spotwise.cli.pipeline;

import dev.spotwise.data.RowSink;
import dev.spotwise.data.SkippedRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of rows that can't be read: refused, or left out and listed by source. */
final class BadRows {

  private final boolean lenient;
  private final Map<String, SkippedRows> bySource = new LinkedHashMap<>();

  BadRows(boolean lenient) {
    this.lenient = lenient;
  }

  /** Whom a source asks about its bad rows. */
  RowSink of(String source) {
    return lenient
        ? bySource.computeIfAbsent(source, unused -> new SkippedRows())
        : new RowSink() {};
  }

  /** How many rows of each source were left out, and the first of them. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    bySource.forEach(
        (source, skipped) -> {
          if (skipped.count() > 0) {
            notes.add(source + ": " + count(skipped));
            skipped.first().forEach(problem -> notes.add(source + ": left out, as " + problem));
          }
        });
    return notes;
  }

  private static String count(SkippedRows skipped) {
    if (skipped.count() == 1) {
      return "1 row that can't be read is left out";
    }
    String rows = skipped.count() + " rows that can't be read are left out";
    int shown = skipped.first().size();
    return shown < skipped.count() ? rows + "; the first " + shown + ":" : rows;
  }
}
