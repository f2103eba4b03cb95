package dev.spotwise.features;

import java.time.Duration;

/** Spans of time in column names. */
final class Spans {

  private static final int DAY_HOURS = 24;

  private Spans() {}

  /** Minutes below an hour, hours up to a day, then days: {@code 30m}, {@code 24h}, {@code 7d}. */
  static String name(Duration span) {
    if (span.toHours() == 0) {
      return span.toMinutes() + "m";
    }
    return span.toHours() <= DAY_HOURS ? span.toHours() + "h" : span.toDays() + "d";
  }
}
