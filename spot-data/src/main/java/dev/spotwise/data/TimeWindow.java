package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * A half-open span of time, {@code [from, to)}.
 *
 * @param from first instant inside
 * @param to first instant after; later than {@code from}
 */
public record TimeWindow(Instant from, Instant to) {

  /** Checks the order. */
  public TimeWindow {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "window must end after it begins but was " + from + "/" + to);
    }
  }

  /**
   * Reads {@code FROM/TO}, each a date ({@code 2024-01-01}, midnight UTC) or an instant with a zone
   * ({@code 2024-01-01T06:00:00Z}).
   *
   * @throws IllegalArgumentException if the text has another form or the window is empty
   */
  public static TimeWindow parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || slash != text.lastIndexOf('/')) {
      throw new IllegalArgumentException(
          "window must be FROM/TO, such as 2024-01-01/2025-01-01, but was '" + text + "'");
    }
    return new TimeWindow(
        parseInstant(text.substring(0, slash).strip()),
        parseInstant(text.substring(slash + 1).strip()));
  }

  /**
   * Reads a date (midnight UTC) or an instant with {@code Z} or an offset.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Instant parseInstant(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "time must be a date or an instant in UTC, such as 2024-01-01T06:00:00Z, but was '"
              + text
              + "'",
          e);
    }
  }

  /** Whether the instant lies inside. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  /** The first epoch second inside. */
  public long fromEpochSecond() {
    return secondAtOrAfter(from);
  }

  /** The first epoch second after. */
  public long toEpochSecond() {
    return secondAtOrAfter(to);
  }

  private static long secondAtOrAfter(Instant instant) {
    return instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
  }

  /** Length of the window. */
  public Duration length() {
    return Duration.between(from, to);
  }

  @Override
  public String toString() {
    return from + "/" + to;
  }
}
