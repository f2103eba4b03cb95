package dev.spotwise.features;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What came after each origin, for one horizon: the price at its end, and whether an instance was
 * reclaimed within {@code (origin, origin + horizon]}. The origin's own instant never counts.
 *
 * <p>Rows as in {@link FeatureMatrix#of}. A label that reaches past its window is unknown, so that
 * nothing is learnt or judged from beyond it. Immutable.
 */
public final class Labels {

  private final long[] futureMicroUsd;
  private final Outcome[] outcomes;

  private Labels(long[] futureMicroUsd, Outcome[] outcomes) {
    this.futureMicroUsd = futureMicroUsd;
    this.outcomes = outcomes;
  }

  /** Whether an instance that ran at the origin was reclaimed within the horizon. */
  public enum Outcome {
    /** It was. */
    INTERRUPTED,
    /** It was not. */
    SURVIVED,
    /**
     * Nobody watched, the pool was not known to be up at the origin, sight of it was lost before
     * anything happened, or the horizon ends outside the window.
     */
    UNKNOWN
  }

  /**
   * Looks the labels up.
   *
   * @param market where to look
   * @param originTicks origins, ticks of the market's grid
   * @param horizon how far ahead, &gt; 0, rounded to whole steps
   * @param window a label must end before this window and the grid do
   */
  public static Labels of(Market market, int[] originTicks, Duration horizon, TimeWindow window) {
    if (horizon.isNegative() || horizon.isZero()) {
      throw new IllegalArgumentException("horizon must be > 0 but was " + horizon);
    }
    TimeGrid grid = market.grid();
    int pools = market.shape().poolCount();
    int steps = grid.steps(horizon);
    int lastTick = Math.min(grid.length(), grid.indexAtOrAfter(window.to())) - 1;
    long[] future = new long[Math.multiplyExact(originTicks.length, pools)];
    Outcome[] outcomes = new Outcome[future.length];
    Arrays.fill(future, MicroUsd.UNKNOWN);
    Arrays.fill(outcomes, Outcome.UNKNOWN);
    for (int i = 0; i < originTicks.length; i++) {
      int origin = originTicks[i];
      if (origin < 0 || origin >= grid.length()) {
        throw new IllegalArgumentException(
            "an origin must be in [0, " + grid.length() + ") but was " + origin);
      }
      if (steps > lastTick - origin) {
        continue;
      }
      long originSecond = grid.epochSecond(origin);
      long endSecond = grid.epochSecond(origin + steps);
      for (int pool = 0; pool < pools; pool++) {
        future[i * pools + pool] = market.prices(pool).microUsdAt(endSecond);
        outcomes[i * pools + pool] = outcome(market, pool, originSecond, endSecond);
      }
    }
    return new Labels(future, outcomes);
  }

  private static Outcome outcome(Market market, int pool, long origin, long end) {
    Optional<InterruptionSeries> events = market.interruptions(pool);
    if (events.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    Optional<AvailabilitySeries> states = market.availability(pool);
    if (states.isPresent() && states.get().at(origin) != Availability.UP) {
      return Outcome.UNKNOWN;
    }
    if (events.get().anyWithin(origin, end)) {
      return Outcome.INTERRUPTED;
    }
    boolean lostSight =
        states.isPresent() && states.get().hasWithin(Availability.UNKNOWN, origin, end);
    return lostSight ? Outcome.UNKNOWN : Outcome.SURVIVED;
  }

  /** Number of labels. */
  public int rows() {
    return outcomes.length;
  }

  /** The price at the end of the horizon, micro-USD, or {@link MicroUsd#UNKNOWN}. */
  public long futureMicroUsd(int row) {
    return futureMicroUsd[row];
  }

  /** What happened within the horizon. */
  public Outcome outcome(int row) {
    return outcomes[row];
  }
}
