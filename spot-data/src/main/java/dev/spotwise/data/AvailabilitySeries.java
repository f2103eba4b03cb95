package dev.spotwise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The availability of one pool as a right-continuous step function; {@link Availability#UNKNOWN}
 * before the first change.
 *
 * <p>Immutable. Times are epoch seconds UTC, strictly ascending; no two neighbours have the same
 * state.
 */
public final class AvailabilitySeries {

  private final long[] epochSeconds;
  private final Availability[] states;

  private AvailabilitySeries(long[] epochSeconds, Availability[] states) {
    this.epochSeconds = epochSeconds;
    this.states = states;
  }

  /** Collects observations, oldest first. */
  public static final class Builder {

    private final List<Long> times = new ArrayList<>();
    private final List<Availability> states = new ArrayList<>();

    /**
     * Adds an observation; one in an unchanged state is dropped.
     *
     * @throws IllegalArgumentException if it is not later than the one before
     */
    public Builder add(long epochSecond, Availability state) {
      int last = times.size() - 1;
      if (last >= 0 && epochSecond <= times.get(last)) {
        throw new IllegalArgumentException(
            "time must be later than " + times.get(last) + " but was " + epochSecond);
      }
      if (last < 0 ? state != Availability.UNKNOWN : state != states.get(last)) {
        times.add(epochSecond);
        states.add(state);
      }
      return this;
    }

    /** The series of what was added. */
    public AvailabilitySeries build() {
      return new AvailabilitySeries(
          times.stream().mapToLong(Long::longValue).toArray(), states.toArray(Availability[]::new));
    }
  }

  /** Number of changes. */
  public int size() {
    return epochSeconds.length;
  }

  /** Epoch second of change {@code index}. */
  public long epochSecond(int index) {
    return epochSeconds[index];
  }

  /** State from change {@code index} on. */
  public Availability state(int index) {
    return states[index];
  }

  /** The state at an epoch second. */
  public Availability at(long epochSecond) {
    int at = Arrays.binarySearch(epochSeconds, epochSecond);
    int index = at >= 0 ? at : -at - 2;
    return index < 0 ? Availability.UNKNOWN : states[index];
  }

  /** Whether the pool went into a state in {@code (after, until]}, both epoch seconds. */
  public boolean hasWithin(Availability state, long after, long until) {
    int at = Arrays.binarySearch(epochSeconds, after);
    for (int i = at >= 0 ? at + 1 : -at - 1; i < states.length; i++) {
      if (epochSeconds[i] > until) {
        return false;
      }
      if (states[i] == state) {
        return true;
      }
    }
    return false;
  }

  /** The moments at which the pool went from {@code UP} to {@code DOWN}. */
  public InterruptionSeries interruptions() {
    List<Long> moments = new ArrayList<>();
    for (int i = 1; i < states.length; i++) {
      if (states[i] == Availability.DOWN && states[i - 1] == Availability.UP) {
        moments.add(epochSeconds[i]);
      }
    }
    return InterruptionSeries.of(moments.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AvailabilitySeries that
        && Arrays.equals(epochSeconds, that.epochSeconds)
        && Arrays.equals(states, that.states);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(epochSeconds) + Arrays.hashCode(states);
  }

  @Override
  public String toString() {
    return "AvailabilitySeries[" + size() + " changes]";
  }
}
