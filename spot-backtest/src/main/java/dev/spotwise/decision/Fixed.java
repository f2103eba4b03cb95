package dev.spotwise.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in reasons, rounded the same way on every platform. */
final class Fixed {

  private Fixed() {}

  /** One decimal, half up; {@code unknown} for NaN. */
  static String one(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(1, RoundingMode.HALF_UP).toPlainString()
        : "unknown";
  }

  /** As short as it can be without an exponent: {@code 10}, {@code 2.5}. */
  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
