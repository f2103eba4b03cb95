package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.quality.Yardsticks.Interruptions;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Counts interruptions and pool events over the whole hours of a sample. */
final class InterruptionCount {

  private static final int FEWEST_POOLS = 3;

  private final HourlyPrices hourly;
  private final SortedMap<String, Long> eventsByType = new TreeMap<>();
  private final SortedMap<String, Long> poolsByType = new TreeMap<>();
  private final SortedMap<CapacityPool, Long> eventsByPool = new TreeMap<>();
  private long within3Minutes;
  private long withinHour;

  InterruptionCount(YardstickSample sample, HourlyPrices hourly) {
    this.hourly = hourly;
    sample.interruptions().forEach(this::add);
  }

  private void add(CapacityPool pool, long[] times) {
    InterruptionSeries series = InterruptionSeries.of(times);
    long events = 0;
    for (int i = 0; i < series.size(); i++) {
      events += isInside(series.epochSecond(i)) ? 1 : 0;
    }
    eventsByPool.put(pool, events);
    eventsByType.merge(pool.instanceType(), events, Long::sum);
    poolsByType.merge(pool.instanceType(), 1L, Long::sum);
    for (int i = 0; i < times.length; i++) {
      if (isInside(times[i])) {
        addNearest(nearest(times, i));
      }
    }
  }

  private boolean isInside(long second) {
    return second >= hourly.epochSecond(0) && second < hourly.epochSecond(hourly.length());
  }

  private void addNearest(long distance) {
    withinHour += distance <= HourlyPrices.HOUR ? 1 : 0;
    within3Minutes += distance <= InterruptionSeries.EVENT_SECONDS ? 1 : 0;
  }

  private static long nearest(long[] times, int i) {
    long before = i == 0 ? Long.MAX_VALUE : times[i] - times[i - 1];
    long after = i + 1 == times.length ? Long.MAX_VALUE : times[i + 1] - times[i];
    return Math.min(before, after);
  }

  /**
   * The result.
   *
   * @param volatility standard deviation of hourly log returns by pool
   */
  Interruptions result(SortedMap<CapacityPool, Double> volatility) {
    SortedMap<String, Double> rates = new TreeMap<>();
    eventsByType.forEach(
        (type, events) ->
            rates.put(type, 100.0 * events / (poolsByType.get(type) * (double) hourly.length())));
    return new Interruptions(rates, correlation(volatility), coInterruptions());
  }

  /** Of pool events alone, which never lie that close, nothing can be told. */
  private double coInterruptions() {
    return within3Minutes == 0 ? Double.NaN : 100.0 * within3Minutes / withinHour;
  }

  private double correlation(SortedMap<CapacityPool, Double> volatility) {
    DoubleStream.Builder moves = DoubleStream.builder();
    DoubleStream.Builder rates = DoubleStream.builder();
    volatility.forEach(
        (pool, deviation) -> {
          Long events = eventsByPool.get(pool);
          if (events != null && !Double.isNaN(deviation)) {
            moves.accept(deviation);
            rates.accept(events);
          }
        });
    double[] x = moves.build().toArray();
    return x.length < FEWEST_POOLS
        ? Double.NaN
        : new SpearmansCorrelation().correlation(x, rates.build().toArray());
  }
}
