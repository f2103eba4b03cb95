package dev.spotwise.data;

import java.util.Arrays;

/**
 * The interruptions of one pool: the moments at which a running instance was reclaimed, as pool
 * events. Interruptions within three minutes of the one before them belong to its event.
 *
 * <p>Immutable. An empty series says that the pool was watched and nothing happened; a pool that
 * nobody watched has no series at all.
 */
public final class InterruptionSeries {

  /** Interruptions closer together than this are one pool event: 180 seconds. */
  public static final long EVENT_SECONDS = 180;

  private static final InterruptionSeries NONE = new InterruptionSeries(new long[0]);

  private final long[] epochSeconds;

  private InterruptionSeries(long[] epochSeconds) {
    this.epochSeconds = epochSeconds;
  }

  /** A watched pool without interruptions. */
  public static InterruptionSeries none() {
    return NONE;
  }

  /**
   * Makes pool events of single interruptions.
   *
   * @param epochSeconds times in any order; copied
   */
  public static InterruptionSeries of(long... epochSeconds) {
    long[] sorted = epochSeconds.clone();
    Arrays.sort(sorted);
    int kept = 0;
    long last = 0;
    for (int i = 0; i < sorted.length; i++) {
      long time = sorted[i];
      if (i == 0 || time - last > EVENT_SECONDS) {
        sorted[kept++] = time;
      }
      last = time;
    }
    return new InterruptionSeries(Arrays.copyOf(sorted, kept));
  }

  /** Number of pool events. */
  public int size() {
    return epochSeconds.length;
  }

  /** Epoch second at which event {@code index} began. */
  public long epochSecond(int index) {
    return epochSeconds[index];
  }

  /** Whether an event began in {@code (after, until]}, both epoch seconds. */
  public boolean anyWithin(long after, long until) {
    int at = Arrays.binarySearch(epochSeconds, after);
    int next = at >= 0 ? at + 1 : -at - 1;
    return next < epochSeconds.length && epochSeconds[next] <= until;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InterruptionSeries that
        && Arrays.equals(epochSeconds, that.epochSeconds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(epochSeconds);
  }

  @Override
  public String toString() {
    return "InterruptionSeries[" + size() + " events]";
  }
}
