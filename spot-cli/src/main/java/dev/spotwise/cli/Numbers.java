package dev.spotwise.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: what isn't known is -, and nothing is minus zero. */
final class Numbers {

  private Numbers() {}

  /** With so many decimals. */
  static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-[0.]+") ? text.substring(1) : text;
  }

  /** US dollars. */
  static String usd(double value) {
    return fixed(value, 4);
  }

  /** With so many significant digits, none of them a zero at the end. */
  static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
