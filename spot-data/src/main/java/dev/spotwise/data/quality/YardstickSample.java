package dev.spotwise.data.quality;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.TimeWindow;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * What {@link Yardsticks} are measured on: the prices of many pools over a window, and perhaps
 * their on-demand prices and interruptions.
 *
 * <p>Immutable and thread-safe.
 */
public final class YardstickSample {

  private final TimeWindow window;
  private final SortedMap<CapacityPool, PriceSeries> prices;
  private final Map<CapacityPool, Long> onDemand;
  private final SortedMap<CapacityPool, long[]> interruptions;

  private YardstickSample(
      TimeWindow window,
      SortedMap<CapacityPool, PriceSeries> prices,
      Map<CapacityPool, Long> onDemand,
      SortedMap<CapacityPool, long[]> interruptions) {
    this.window = requireNonNull(window, "window");
    this.prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    this.onDemand = Map.copyOf(onDemand);
    this.interruptions = interruptions;
  }

  /**
   * Prices alone.
   *
   * @param window what is measured; its whole hours count
   * @param prices series by pool
   */
  public static YardstickSample of(TimeWindow window, SortedMap<CapacityPool, PriceSeries> prices) {
    return new YardstickSample(window, prices, Map.of(), new TreeMap<>());
  }

  /** Reads prices over the query's window. */
  public static YardstickSample read(PriceSource source, PriceQuery query) {
    return of(query.window(), PriceHistory.read(source, query).series());
  }

  /** This sample with on-demand prices; pools of types without one have no discount. */
  public YardstickSample with(OnDemandPrices onDemandPrices) {
    return withOnDemand(pool -> onDemandPrices.microUsd(pool.instanceType()));
  }

  /** This sample with the on-demand prices of the window's beginning. */
  public YardstickSample with(OnDemandHistory onDemandHistory) {
    return withOnDemand(pool -> onDemandHistory.microUsdAt(pool, window.from()));
  }

  /**
   * This sample with on-demand prices.
   *
   * @param microUsd micro-USD per instance-hour of a pool; {@link MicroUsd#UNKNOWN} if none is
   *     known
   */
  public YardstickSample withOnDemand(ToLongFunction<CapacityPool> microUsd) {
    Map<CapacityPool, Long> known = new TreeMap<>();
    prices.keySet().forEach(pool -> known.put(pool, microUsd.applyAsLong(pool)));
    return new YardstickSample(window, prices, known, interruptions);
  }

  /**
   * This sample with the interruptions of watched pools.
   *
   * @param times epoch seconds of every interruption of a single instance by pool, in any order;
   *     copied. A pool without interruptions was watched and nothing happened
   */
  public YardstickSample withInterruptions(Map<CapacityPool, long[]> times) {
    SortedMap<CapacityPool, long[]> sorted = new TreeMap<>();
    times.forEach(
        (pool, seconds) -> {
          long[] copy = seconds.clone();
          Arrays.sort(copy);
          sorted.put(pool, copy);
        });
    return new YardstickSample(window, prices, onDemand, sorted);
  }

  /** This sample with the interruptions that a source holds for a query. */
  public YardstickSample withInterruptions(InterruptionSource source, PriceQuery query) {
    Times times = new Times();
    source.read(query, times);
    Map<CapacityPool, long[]> built = new TreeMap<>();
    times.byPool.forEach((pool, seconds) -> built.put(pool, seconds.build().toArray()));
    return withInterruptions(built);
  }

  TimeWindow window() {
    return window;
  }

  SortedMap<CapacityPool, PriceSeries> prices() {
    return prices;
  }

  /** Micro-USD per instance-hour; {@link MicroUsd#UNKNOWN} if none is known. */
  long onDemand(CapacityPool pool) {
    return onDemand.getOrDefault(pool, MicroUsd.UNKNOWN);
  }

  /** Ascending times by pool; the arrays are not to be written to. */
  SortedMap<CapacityPool, long[]> interruptions() {
    return interruptions;
  }

  private static final class Times implements InterruptionSink {

    private final SortedMap<CapacityPool, LongStream.Builder> byPool = new TreeMap<>();

    @Override
    public void watched(CapacityPool pool) {
      byPool.computeIfAbsent(pool, unused -> LongStream.builder());
    }

    @Override
    public void accept(CapacityPool pool, long epochSecond) {
      byPool.computeIfAbsent(pool, unused -> LongStream.builder()).accept(epochSecond);
    }
  }
}
