package dev.spotwise.charts;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.List;

/** Small markets, made by hand. */
final class Markets {

  static final long ON_DEMAND = 100_000;

  private Markets() {}

  static TimeGrid grid(String window) {
    return TimeGrid.over(TimeWindow.parse(window), Duration.ofMinutes(5));
  }

  static InstanceType type(String name) {
    return new InstanceType(name, 2, 8);
  }

  /** A price that changes by a tenth every six hours, from 30 % of on-demand on. */
  static PriceSeries steps(TimeGrid grid, int shift) {
    int changes = grid.length() / 72 + 1;
    long[] times = new long[changes];
    long[] prices = new long[changes];
    for (int i = 0; i < changes; i++) {
      times[i] = grid.epochSecond(72 * i);
      prices[i] = 30_000 + 1000L * shift + 3_000L * ((i + shift) % 5);
    }
    return PriceSeries.of(times, prices);
  }

  /** A market of all types in all zones, interruptions every so many ticks; 0 for unknown ones. */
  static Market of(String window, List<String> types, List<String> zones, int every) {
    TimeGrid grid = grid(window);
    Market.Builder market = Market.over(grid);
    int shift = 0;
    for (String zone : zones) {
      for (String name : types) {
        CapacityPool pool = CapacityPool.of(zone, name);
        market.pool(pool, type(name), ON_DEMAND, steps(grid, shift++ % 20));
        if (every > 0) {
          long[] events = new long[grid.length() / every];
          for (int i = 0; i < events.length; i++) {
            events[i] = grid.epochSecond((i + 1) * every - 1);
          }
          market.interruptions(pool, InterruptionSeries.of(events));
        }
      }
    }
    return market.build();
  }

  static Market usual() {
    return of(
        "2024-12-01/2025-02-01",
        List.of("c5.large", "m5.large", "t3.large"),
        List.of("us-east-1a", "us-east-1b"),
        500);
  }

  /** One pool, up for twelve hours, then down for twelve, over four days. */
  static Market traced() {
    TimeGrid grid = grid("2025-01-01/2025-01-05");
    CapacityPool pool = CapacityPool.of("us-east-1a", "m5.large");
    AvailabilitySeries.Builder states = new AvailabilitySeries.Builder();
    for (int tick = 0; tick < grid.length(); tick += 144) {
      states.add(grid.epochSecond(tick), tick % 288 == 0 ? Availability.UP : Availability.DOWN);
    }
    return Market.over(grid)
        .pool(pool, type("m5.large"), ON_DEMAND, steps(grid, 0))
        .availability(pool, states.build())
        .build();
  }
}
