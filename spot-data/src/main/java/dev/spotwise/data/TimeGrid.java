package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Equally spaced instants: tick {@code i} is {@code start + i x step}.
 *
 * @param start instant of tick 0, whole seconds
 * @param step distance between ticks, whole seconds, in [30 s, 1 d]
 * @param length number of ticks, &gt;= 1
 */
public record TimeGrid(Instant start, Duration step, int length) {

  /** Checks the ranges. */
  public TimeGrid {
    requireNonNull(start, "start");
    requireNonNull(step, "step");
    if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("start must be whole seconds but was " + start);
    }
    if (!step.equals(step.truncatedTo(ChronoUnit.SECONDS))
        || step.toSeconds() < 30
        || step.toSeconds() > 86_400) {
      throw new IllegalArgumentException(
          "step must be whole seconds in [30 s, 1 d] but was " + step);
    }
    if (length < 1) {
      throw new IllegalArgumentException("length must be >= 1 but was " + length);
    }
  }

  /** The ticks of a window: every {@code step} from its beginning, the end excluded. */
  public static TimeGrid over(TimeWindow window, Duration step) {
    long seconds = window.toEpochSecond() - window.fromEpochSecond();
    long ticks = (seconds + step.toSeconds() - 1) / Math.max(1, step.toSeconds());
    if (ticks > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "window must have at most " + Integer.MAX_VALUE + " steps but had " + ticks);
    }
    return new TimeGrid(window.from(), step, (int) ticks);
  }

  /**
   * Reads a step: seconds ({@code 300}), a number with {@code s}, {@code m}, {@code h} or {@code d}
   * ({@code 5m}), or ISO-8601 ({@code PT5M}).
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Duration parseStep(String text) {
    String value = text.strip();
    try {
      if (value.matches("[0-9]{1,9}[smhd]?")) {
        int digits = value.replaceAll("[smhd]", "").length();
        long count = Long.parseLong(value.substring(0, digits));
        return switch (value.substring(digits)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofSeconds(count);
        };
      }
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "step must be seconds or a duration, such as 300, 5m or PT5M, but was '" + text + "'", e);
    }
  }

  /** Length of a step in seconds. */
  public long stepSeconds() {
    return step.toSeconds();
  }

  /** Epoch second of tick {@code index}; the index may lie outside the grid. */
  public long epochSecond(int index) {
    return start.getEpochSecond() + index * step.toSeconds();
  }

  /** Instant of tick {@code index}; the index may lie outside the grid. */
  public Instant instant(int index) {
    return Instant.ofEpochSecond(epochSecond(index));
  }

  /** The first tick at or after an instant, clamped to {@code [0, length]}. */
  public int indexAtOrAfter(Instant instant) {
    long second = instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
    return indexAtOrAfter(second);
  }

  /** The first tick at or after an epoch second, clamped to {@code [0, length]}. */
  public int indexAtOrAfter(long epochSecond) {
    long offset = epochSecond - start.getEpochSecond();
    long index = -Math.floorDiv(-offset, step.toSeconds());
    return (int) Math.max(0, Math.min(length, index));
  }

  /** A span in steps: the nearest whole number, at least 1 (1 h of 195 s steps is 18). */
  public int steps(Duration span) {
    long half = step.toSeconds() / 2;
    return Math.max(1, Math.toIntExact((span.toSeconds() + half) / step.toSeconds()));
  }

  /** The instant after the last tick's step. */
  public Instant end() {
    return instant(length);
  }
}
