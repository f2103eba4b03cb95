package dev.spotwise.data.quality;

import java.util.Locale;

/** In which direction of time the rows of each pool come. */
final class ArrivalOrder {

  /** A share of rows against the direction of the others up to which they may be file seams. */
  private static final double SEAMS = 0.01;

  private long ascending;
  private long descending;

  void add(long before, long epochSecond) {
    if (epochSecond > before) {
      ascending++;
    } else if (epochSecond < before) {
      descending++;
    }
  }

  /** Rows later than the one before of their pool, percent; NaN without two times. */
  double ascendingPercent() {
    return 100.0 * ascending / (ascending + descending);
  }

  boolean isMixed() {
    return Math.min(ascending, descending) > SEAMS * (ascending + descending);
  }

  String describe() {
    if (ascending + descending == 0) {
      return "unknown";
    }
    if (isMixed()) {
      return String.format(Locale.ROOT, "mixed: %.1f %% ascending", ascendingPercent());
    }
    String name = ascending > descending ? "oldest first" : "newest first";
    long seams = Math.min(ascending, descending);
    return seams == 0 ? name : String.format(Locale.ROOT, "%s, %,d rows against it", name, seams);
  }
}
