package dev.spotwise.data;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Prices in micro-USD per instance-hour, the unit of every price inside the library.
 *
 * <p>AWS prints at most six decimals, so nothing is lost, sums are exact and every format agrees
 * bit for bit.
 */
public final class MicroUsd {

  /** Marks an unknown price; unknown is never 0. */
  public static final long UNKNOWN = -1;

  /** The highest price accepted: 1,000,000 USD per hour. */
  public static final long MAX = 1_000_000_000_000L;

  private static final int PLACES = 6;
  private static final int MAX_PLAIN = 12;
  private static final int MAX_TEXT = 64;

  private MicroUsd() {}

  /**
   * Rounds a price to micro-USD, half up.
   *
   * @param usdPerHour price in USD per instance-hour
   * @throws IllegalArgumentException if it is not finite, not &gt; 0, rounds to 0 or exceeds {@link
   *     #MAX}
   */
  public static long ofUsd(double usdPerHour) {
    if (!(usdPerHour > 0) || Double.isInfinite(usdPerHour)) {
      throw new IllegalArgumentException("price must be finite and > 0 but was " + usdPerHour);
    }
    return checked(Math.round(Math.min(usdPerHour, 2e6) * 1e6), Double.toString(usdPerHour));
  }

  /**
   * Reads a decimal price, such as {@code 0.0416} or {@code 4.16e-2}, in USD per instance-hour,
   * rounded half up. Plain decimals of at most six places are read without allocation.
   *
   * @throws IllegalArgumentException if the text is no decimal number, not &gt; 0 or out of range
   */
  public static long parse(CharSequence text) {
    long plain = plain(text);
    return plain > 0 ? plain : parseAny(text.toString().strip());
  }

  /** The price if it is digits, perhaps a point and up to six digits more; 0 if anything else. */
  private static long plain(CharSequence text) {
    int length = text.length();
    if (length > MAX_PLAIN) {
      return 0;
    }
    long value = 0;
    int point = -1;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        value = 10 * value + (c - '0');
      } else if (c == '.' && point < 0 && i > 0) {
        point = i;
      } else {
        return 0;
      }
    }
    int places = point < 0 ? 0 : length - point - 1;
    if (places > PLACES || (places == 0 && point >= 0)) {
      return 0;
    }
    for (int i = places; i < PLACES; i++) {
      value *= 10;
    }
    return value <= MAX ? value : 0;
  }

  private static long parseAny(String trimmed) {
    BigDecimal usd;
    try {
      if (trimmed.length() > MAX_TEXT) {
        throw new NumberFormatException();
      }
      usd = new BigDecimal(trimmed);
    } catch (NumberFormatException e) {
      String constraint =
          trimmed.indexOf(',') < 0
              ? "be finite and > 0"
              : "be a number with a decimal point, no comma,";
      throw new IllegalArgumentException(
          "price must " + constraint + " but was '" + abbreviate(trimmed) + "'", e);
    }
    if (usd.signum() <= 0) {
      throw new IllegalArgumentException("price must be finite and > 0 but was " + trimmed);
    }
    long integerDigits = (long) usd.precision() - usd.scale();
    if (integerDigits > 7 || integerDigits < -PLACES) {
      throw new IllegalArgumentException(outOfRange(trimmed));
    }
    long micro = usd.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
    return checked(micro, trimmed);
  }

  /** The price in USD per instance-hour; NaN for {@link #UNKNOWN}. */
  public static double toUsd(long microUsdPerHour) {
    return microUsdPerHour == UNKNOWN ? Double.NaN : microUsdPerHour / 1e6;
  }

  /** The price as a plain decimal, such as {@code 0.0416}, without trailing zeros. */
  public static String format(long microUsdPerHour) {
    return BigDecimal.valueOf(microUsdPerHour, 6).stripTrailingZeros().toPlainString();
  }

  /**
   * The discount of a spot price against the on-demand price, in percent: {@code 100 x (1 - spot /
   * on-demand)}; negative where spot is dearer, NaN where a price is unknown.
   */
  public static double discountPercent(long spotMicroUsd, long onDemandMicroUsd) {
    if (spotMicroUsd == UNKNOWN || onDemandMicroUsd == UNKNOWN) {
      return Double.NaN;
    }
    return 100.0 * (1.0 - (double) spotMicroUsd / onDemandMicroUsd);
  }

  private static long checked(long micro, String text) {
    if (micro < 1 || micro > MAX) {
      throw new IllegalArgumentException(outOfRange(text));
    }
    return micro;
  }

  private static String outOfRange(String text) {
    return "price must be in [0.000001, 1000000] USD per hour but was " + abbreviate(text);
  }

  private static String abbreviate(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
