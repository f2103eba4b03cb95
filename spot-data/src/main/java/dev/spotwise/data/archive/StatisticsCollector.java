package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Makes {@link PoolStatistics} of rows that come region by region, of each pool in order of time.
 * Memory follows the different prices of one region.
 */
final class StatisticsCollector implements PriceSink {

  private static final int MEDIAN = 50;
  private static final int HIGH = 95;

  private final long gapSeconds;
  private final OptionalLong budget;
  private final List<PoolStatistics> finished = new ArrayList<>();
  private final Map<CapacityPool, Collected> collecting = new HashMap<>();
  private String region = "";
  private CapacityPool lastPool;
  private Collected last;

  StatisticsCollector(Duration gap, OptionalLong budget) {
    if (gap.isZero() || gap.isNegative()) {
      throw new IllegalArgumentException("gap must be > 0 but was " + gap);
    }
    this.gapSeconds = gap.toSeconds();
    this.budget = budget;
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
    if (!pool.equals(lastPool)) {
      if (!pool.region().equals(region)) {
        finishRegion();
        region = pool.region();
      }
      lastPool = pool;
      last = collecting.computeIfAbsent(pool, unused -> new Collected());
    }
    last.add(epochSecond, microUsdPerHour);
  }

  /** The statistics of all pools, sorted. */
  List<PoolStatistics> finish() {
    finishRegion();
    finished.sort(Comparator.comparing(PoolStatistics::pool));
    return List.copyOf(finished);
  }

  private void finishRegion() {
    collecting.forEach((pool, collected) -> finished.add(collected.finish(pool)));
    collecting.clear();
  }

  private final class Collected {

    private final PriceTimes times = new PriceTimes();
    private long observations;
    private long changes;
    private long gaps;
    private long longestGap;
    private long firstSecond;
    private long lastSecond;
    private long lastPrice;

    void add(long second, long price) {
      if (observations == 0) {
        firstSecond = second;
      } else {
        long held = second - lastSecond;
        times.add(lastPrice, held);
        if (held > gapSeconds) {
          gaps++;
          longestGap = Math.max(longestGap, held);
        }
        changes += price == lastPrice ? 0 : 1;
      }
      observations++;
      lastSecond = second;
      lastPrice = price;
    }

    PoolStatistics finish(CapacityPool pool) {
      if (times.isEmpty()) {
        times.add(lastPrice, 1);
      }
      return new PoolStatistics(
          pool,
          Instant.ofEpochSecond(firstSecond),
          Instant.ofEpochSecond(lastSecond),
          observations,
          changes,
          gaps,
          gaps == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(longestGap)),
          times.quantile(MEDIAN),
          times.quantile(HIGH),
          times.volatility(),
          budget.isPresent()
              ? OptionalDouble.of(times.shareUpTo(budget.getAsLong()))
              : OptionalDouble.empty());
    }
  }
}
