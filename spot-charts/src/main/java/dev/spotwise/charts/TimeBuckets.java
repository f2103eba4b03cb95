package dev.spotwise.charts;

import java.time.Instant;

/**
 * Equal spans of time that a window is cut into, so that a line or a bar stays readable.
 *
 * @param from epoch second at which the first begins, a whole hour or day in UTC
 * @param seconds length of each, &gt; 0
 * @param count how many, &gt;= 1
 */
record TimeBuckets(long from, long seconds, int count) {

  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final long[] SIZES = {
    HOUR, 3 * HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY
  };

  /** The shortest spans of which at most {@code most} cover {@code [from, to)}. */
  static TimeBuckets covering(Instant from, Instant to, int most) {
    long begin = from.getEpochSecond();
    long end = Math.max(begin + 1, to.getEpochSecond());
    for (long size : SIZES) {
      TimeBuckets buckets = of(begin, end, size);
      if (buckets.count() <= most) {
        return buckets;
      }
    }
    return of(begin, end, SIZES[SIZES.length - 1]);
  }

  private static TimeBuckets of(long begin, long end, long size) {
    long from = begin - Math.floorMod(begin, Math.min(size, DAY));
    return new TimeBuckets(from, size, Math.toIntExact((end - from + size - 1) / size));
  }

  /** The span that an epoch second lies in, clamped to those that there are. */
  int index(long epochSecond) {
    long index = Math.floorDiv(epochSecond - from, seconds);
    return (int) Math.max(0, Math.min(count - 1L, index));
  }

  /** Middle of a span, epoch milliseconds. */
  double middleMillis(int bucket) {
    return 1000.0 * (from + bucket * seconds) + 500.0 * seconds;
  }

  /** What one span is called: {@code hour}, {@code 6 h}, {@code day}, {@code week}, ... */
  String name() {
    if (seconds == HOUR) {
      return "hour";
    }
    if (seconds == DAY) {
      return "day";
    }
    if (seconds == 7 * DAY) {
      return "week";
    }
    return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
  }

  /** The same as an adjective: {@code hourly}, {@code daily}, {@code weekly}, {@code 30 d}. */
  String adjective() {
    return switch (name()) {
      case "day" -> "daily";
      case "hour", "week" -> name() + "ly";
      default -> name();
    };
  }
}
