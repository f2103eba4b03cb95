package dev.spotwise.cli.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 195s}, {@code 5m}, {@code 1h}, {@code 7d}. */
public final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*([smhd])");

  private static final Pattern ISO =
      Pattern.compile(
          "(?<![^\\s(\\[])PT(?=\\d)(?:\\d{1,9}H)?(?:\\d{1,9}M)?(?:\\d{1,9}S)?(?=[\\s,;:)\\]]|$)");

  private static final Duration LONGEST = Duration.ofDays(3660);

  private Durations() {}

  /**
   * Reads a number with a unit, or ISO 8601 ({@code PT1H}).
   *
   * @throws IllegalArgumentException if the text is neither, negative, or longer than ten years
   */
  public static Duration parse(String text) {
    Duration duration = any(text);
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "must be at most " + show(LONGEST) + " but was '" + Shown.of(text) + "'");
    }
    return duration;
  }

  /** A duration as people write it, in the largest unit that it is a whole number of. */
  public static String show(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** A message with durations as people write them; what a user wrote, in quotes, stays. */
  public static String shorten(String message) {
    return ISO.matcher(message).replaceAll(found -> show(Duration.parse(found.group())));
  }

  private static Duration any(String text) {
    Matcher matcher = SHORT.matcher(text.strip());
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      Duration duration = Duration.parse(text.strip());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      throw malformed(text, e);
    }
    throw malformed(text, null);
  }

  private static IllegalArgumentException malformed(String text, Throwable cause) {
    return new IllegalArgumentException(
        "must be a duration such as 5m, 1h or 7d but was '" + Shown.of(text) + "'", cause);
  }
}
