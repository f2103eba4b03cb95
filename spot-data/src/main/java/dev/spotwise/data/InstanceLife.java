package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of an instance, from its launch until it was terminated, stopped or hibernated.
 *
 * @param instanceId the instance, {@code i-1234567890abcdef0}; at most 128 characters, no white
 *     space
 * @param pool the pool it ran in
 * @param launchedAt when it was launched
 * @param endedAt when it ended, not before {@code launchedAt}; empty while it runs
 */
public record InstanceLife(
    String instanceId, CapacityPool pool, Instant launchedAt, Optional<Instant> endedAt) {

  private static final int MAX_NAME = 128;

  /** Checks the id and the order. */
  public InstanceLife {
    requireName("instance_id", instanceId);
    requireNonNull(pool, "pool");
    requireNonNull(launchedAt, "launchedAt");
    if (endedAt.isPresent() && endedAt.get().isBefore(launchedAt)) {
      throw new IllegalArgumentException(
          "ended_at must not be before launched_at, "
              + launchedAt
              + ", but was "
              + endedAt.get()
              + " for "
              + instanceId);
    }
  }

  /** Whether an instant lies in {@code [launchedAt, endedAt]}, both ends included. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(launchedAt) && (endedAt.isEmpty() || !instant.isAfter(endedAt.get()));
  }

  /** How long it ran inside a window; an instance that has not ended ran to the window's end. */
  public Duration within(TimeWindow window) {
    Instant from = launchedAt.isAfter(window.from()) ? launchedAt : window.from();
    Instant to = endedAt.filter(end -> end.isBefore(window.to())).orElse(window.to());
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  /** Whether two runs share more than an end. */
  boolean overlaps(InstanceLife other) {
    return (endedAt.isEmpty() || other.launchedAt.isBefore(endedAt.get()))
        && (other.endedAt.isEmpty() || launchedAt.isBefore(other.endedAt.get()));
  }

  static void requireName(String what, String name) {
    requireNonNull(name, what);
    if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be a name of at most %d characters without white space but was '%s'",
              what,
              MAX_NAME,
              name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "..."));
    }
  }
}
