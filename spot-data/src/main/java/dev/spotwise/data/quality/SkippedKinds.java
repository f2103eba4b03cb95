package dev.spotwise.data.quality;

import dev.spotwise.data.RowSink;
import dev.spotwise.data.SkippedRows;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Has unreadable rows left out and counts them by kind: the name of what is wrong, which is what
 * stands before "must" in its message.
 */
final class SkippedKinds implements RowSink {

  private static final int MAX_KINDS = 50;
  private static final int MAX_NAME = 40;
  private static final String MUST = " must ";
  private static final String OTHER = "other";

  private final SkippedRows rows = new SkippedRows();
  private final SortedMap<String, Long> kinds = new TreeMap<>();

  @Override
  public boolean skips(String problem) {
    int end = problem.indexOf(MUST);
    String kind = end < 1 || end > MAX_NAME ? OTHER : problem.substring(0, end);
    if (!kinds.containsKey(kind) && kinds.size() >= MAX_KINDS) {
      kind = OTHER;
    }
    kinds.merge(kind, 1L, Long::sum);
    return rows.skips(problem);
  }

  long count() {
    return rows.count();
  }

  /** Adds what is said of skipped rows to a report. */
  void addTo(QualityReport.Builder report) {
    if (count() > 0) {
      report.add("skipped_by_kind", "skipped by kind", new Figure.Counts(kinds));
    }
    report.findIf(
        count() > 0,
        "skipped",
        String.format(Locale.ROOT, "%,d rows can't be read and were skipped", count()));
    List<String> first = rows.first();
    first.forEach(problem -> report.note("skipped: " + problem));
    if (count() > first.size()) {
      report.note(String.format(Locale.ROOT, "... and %,d more", count() - first.size()));
    }
  }
}
