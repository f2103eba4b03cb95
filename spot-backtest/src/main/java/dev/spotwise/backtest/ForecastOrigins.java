package dev.spotwise.backtest;

import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The ticks of a window at which a decision can fall: the scheduled ones, and those at which some
 * pool is interrupted, goes down or comes up. They depend on the market alone, so that forecasts
 * made for them serve every policy.
 */
public final class ForecastOrigins {

  private ForecastOrigins() {}

  /**
   * The origins.
   *
   * @param interval distance of scheduled decisions, rounded to whole steps
   * @return ticks of the market's grid, strictly ascending
   */
  public static int[] of(Market market, TimeWindow window, Duration interval) {
    TimeGrid grid = market.grid();
    int from = grid.indexAtOrAfter(window.from());
    int to = grid.indexAtOrAfter(window.to());
    TreeSet<Integer> ticks = new TreeSet<>();
    for (int tick = from; tick < to; tick += grid.steps(interval)) {
      ticks.add(tick);
    }
    for (int pool = 0; pool < market.shape().poolCount(); pool++) {
      Optional<InterruptionSeries> events = market.interruptions(pool);
      for (int i = 0; events.isPresent() && i < events.get().size(); i++) {
        ticks.add(grid.indexAtOrAfter(events.get().epochSecond(i)));
      }
      Optional<AvailabilitySeries> states = market.availability(pool);
      for (int i = 0; states.isPresent() && i < states.get().size(); i++) {
        ticks.add(grid.indexAtOrAfter(states.get().epochSecond(i)));
      }
    }
    return ticks.subSet(from, to).stream().mapToInt(Integer::intValue).toArray();
  }
}
