package dev.spotwise.data.quality;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time in the words of a report. */
final class Spans {

  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;

  private Spans() {}

  /** {@code 45 s}, {@code 5 min}, {@code 26 h}, {@code 3.25 h}, {@code 90.0 d}. */
  static String text(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < MINUTE || (seconds < HOUR && seconds % MINUTE != 0)) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min";
    }
    if (seconds < 3 * DAY) {
      return seconds % HOUR == 0
          ? seconds / HOUR + " h"
          : String.format(Locale.ROOT, "%.2f h", (double) seconds / HOUR);
    }
    return String.format(Locale.ROOT, "%.1f d", (double) seconds / DAY);
  }
}
