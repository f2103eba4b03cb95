package dev.spotwise.data.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Instants as files spell them: ISO-8601 with {@code Z} or an offset, {@code -07:00} or {@code
 * -0700}, of the years 1970 to 2100.
 */
final class Timestamps {

  private static final long DAY = 86_400;
  private static final long FIRST = 0;

  /** The last second accepted. */
  static final long LAST = LocalDate.of(2101, 1, 1).toEpochDay() * DAY - 1;

  private static final int LENGTH = "2024-01-01T00:00:00".length();
  private static final int MAX_FRACTION = 9;
  private static final int MAX_OFFSET_MINUTES = 18 * 60;
  private static final int NONE = Integer.MIN_VALUE;
  private static final Pattern LOCAL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d([.]\\d+)?)?");
  private static final Pattern EPOCH = Pattern.compile("\\d{9,10}|\\d{12,13}");

  private Timestamps() {}

  /**
   * The epoch second of an instant; a fraction of a second is cut off.
   *
   * @throws IllegalArgumentException if the text has another form, no zone, or lies outside the
   *     years accepted
   */
  static long parse(String text) {
    int length = text.length();
    if (length > LENGTH) {
      boolean plain = length == LENGTH + 1 && text.charAt(LENGTH) == 'Z';
      int offset = plain ? 0 : offsetSeconds(text);
      long local = offset == NONE ? -1 : parseLocal(text);
      if (local >= 0) {
        return offset == 0 ? local : checked(local - offset, text);
      }
    }
    return parseAny(text);
  }

  /**
   * An epoch second as it is.
   *
   * @throws IllegalArgumentException if it lies outside the years accepted
   */
  static long checked(long epochSecond, Object shown) {
    if (epochSecond < FIRST || epochSecond > LAST) {
      throw new IllegalArgumentException(
          "timestamp must lie in the years 1970 to 2100 but was '" + shown + "'");
    }
    return epochSecond;
  }

  private static long parseAny(String text) {
    long second;
    try {
      second = OffsetDateTime.parse(text).toEpochSecond();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timestamp must be ISO-8601 with Z or an offset, such as 2024-01-01T00:05:00Z, but was '"
              + Shown.of(text)
              + "'"
              + hint(text),
          e);
    }
    return checked(second, text);
  }

  /** What is missing, where that can be told. */
  private static String hint(String text) {
    if (LOCAL.matcher(text).matches()) {
      return ", a local time, of which an hour occurs twice where clocks are turned back;"
          + " write its offset, or Z if it is UTC";
    }
    if (EPOCH.matcher(text).matches()) {
      long number = Long.parseLong(text);
      Instant instant =
          text.length() > 10 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
      return "; write " + instant + " if it counts from 1970";
    }
    return "";
  }

  /** The offset behind the local time, and behind a fraction; {@link #NONE} if it is no offset. */
  private static int offsetSeconds(String text) {
    int length = text.length();
    int at = LENGTH;
    if (text.charAt(at) == '.') {
      do {
        at++;
      } while (at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9');
      if (at == LENGTH + 1 || at > LENGTH + 1 + MAX_FRACTION || at == length) {
        return NONE;
      }
    }
    char sign = text.charAt(at);
    if (sign == 'Z' && at + 1 == length) {
      return 0;
    }
    int colon = length - at == 6 && text.charAt(at + 3) == ':' ? 1 : 0;
    if ((sign != '+' && sign != '-') || length - at != 5 + colon) {
      return NONE;
    }
    int hours = twoDigits(text, at + 1);
    int minutes = twoDigits(text, at + 3 + colon);
    int offset = 60 * hours + minutes;
    if (hours < 0 || minutes < 0 || minutes > 59 || offset > MAX_OFFSET_MINUTES) {
      return NONE;
    }
    return sign == '+' ? 60 * offset : -60 * offset;
  }

  /** The epoch second of {@code YYYY-MM-DDTHH:MM:SS} in UTC; -1 if the text is anything else. */
  private static long parseLocal(String text) {
    boolean separated =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    int year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
    int month = twoDigits(text, 5);
    int day = twoDigits(text, 8);
    int hour = twoDigits(text, 11);
    int minute = twoDigits(text, 14);
    int second = twoDigits(text, 17);
    boolean inRange =
        year >= 1970 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && hour >= 0;
    if (!separated || !inRange || minute < 0 || second < 0) {
      return -1;
    }
    if (day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) {
      return -1;
    }
    return epochDay(year, month, day) * DAY + hour * 3600L + minute * 60L + second;
  }

  /** Two digits as a number; far below 0 if they are none, so that no sum with them is in range. */
  private static int twoDigits(String text, int at) {
    int tens = text.charAt(at) - '0';
    int ones = text.charAt(at + 1) - '0';
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits ? 10 * tens + ones : -100_000;
  }

  private static int daysInMonth(int year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Days since 1970-01-01 (Hinnant 2013, "chrono-compatible low-level date algorithms"). */
  private static long epochDay(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = shifted / 400;
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
