package dev.spotwise.data.format;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.RowSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a source, so that it is reported together: the first 20 in full. The
 * sink may have single rows left out; what is wrong with a whole file always counts.
 */
final class Problems {

  private static final int KEPT = 20;

  private final RowSink sink;
  private final List<String> first = new ArrayList<>();
  private long more;

  /** Problems of a source that is read into a sink. */
  Problems(RowSink sink) {
    this.sink = sink;
  }

  /** Problems of a source in which no row may be left out. */
  static Problems strict() {
    return new Problems(new RowSink() {});
  }

  /**
   * Adds what is wrong with one row, unless the sink has it left out.
   *
   * @param what value and constraint
   * @param where file and line
   */
  void addRow(String what, String where) {
    String problem = problem(what, where);
    if (!sink.skips(problem)) {
      keep(problem);
    }
  }

  /** Adds what is wrong with a whole file, or with what is left of it. */
  void addFile(String what, String where) {
    keep(problem(what, where));
  }

  /** Throws if there is a problem. */
  void throwIfAny() {
    if (!first.isEmpty()) {
      throw new MarketDataException(first, more);
    }
  }

  private static String problem(String what, String where) {
    return Shown.line(what) + " (" + where + ")";
  }

  private void keep(String problem) {
    if (first.size() < KEPT) {
      first.add(problem);
    } else {
      more++;
    }
  }
}
