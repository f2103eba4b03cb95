package dev.spotwise.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers in reasons, rounded the same way on every platform. */
final class Fixed {

  private Fixed() {}

  /** One decimal, half up; {@code unknown} for NaN. */
  static String one(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(1, RoundingMode.HALF_UP).toPlainString()
        : "unknown";
  }

  /** Hours with one decimal, half up: {@code 1.5 h}. */
  static String hours(Duration span) {
    return one(span.toSeconds() / 3600.0) + " h";
  }

  /** Dollars with four decimals, half up. */
  static String usd(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(4, RoundingMode.HALF_UP).toPlainString()
        : "unknown";
  }

  /** As short as it can be without an exponent: {@code 10}, {@code 2.5}. */
  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
