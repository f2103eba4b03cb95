package dev.spotwise.charts;

import dev.spotwise.backtest.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them, the same in every locale. NaN is {@value #UNKNOWN}. */
final class Numbers {

  static final String UNKNOWN = "unknown";

  private static final double NOTHING = 1e-12;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** A number with a fixed count of decimals; never "-0.0". */
  static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /**
   * A number rounded to some significant digits, without an exponent. What rounding leaves of a
   * difference of nothing, less than {@value #NOTHING}, is 0.
   */
  static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    if (Math.abs(value) < NOTHING) {
      return "0";
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }

  /** USD with cents. */
  static String usd(double value) {
    return fixed(value, 2);
  }

  /** A percentage with one decimal and its sign, such as {@code 61.5 %}. */
  static String percent(double value) {
    return Double.isFinite(value) ? fixed(value, 1) + " %" : UNKNOWN;
  }

  /** Decimals of a percentage with its interval: small ones are told apart by their second. */
  static int decimals(Interval percent) {
    double upper = percent.isKnown() ? percent.high() : percent.value();
    return Math.abs(upper) < 10 ? 2 : 1;
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count and its noun, such as {@code 1 move} or {@code 0 moves}. */
  static String counted(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** A span as {@code 7 d}, {@code 6 h} or {@code 195 s}: the largest unit that divides it. */
  static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds >= 2 * 86_400 && seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /** An instant to the minute, UTC. */
  static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  /** A half-open window by its first and its last day, UTC. */
  static String days(Instant from, Instant to) {
    String first = DAY.format(from);
    String last = DAY.format(to.isAfter(from) ? to.minusSeconds(1) : to);
    return first.equals(last) ? first : first + " to " + last;
  }
}
