package dev.spotwise.models.evaluation;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.Labels;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.PriceStatistic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the forecasts that decisions were made with came out: their probabilities of an interruption
 * beside what happened in all pools, and their price intervals beside the prices of one pool.
 * Outcomes after the window count for nothing. Immutable.
 *
 * @param window the window in which the forecasts were made
 * @param pool whose price intervals are shown
 * @param stability one per survival horizon, ascending; empty if no interruptions are known
 * @param price one per price horizon, ascending
 */
public record ForecastReview(
    TimeWindow window, CapacityPool pool, List<Reliability> stability, List<Fan> price) {

  /** Bins of the probabilities of an interruption. */
  public static final int BINS = 50;

  /** At most so many points are kept per fan. */
  public static final int MOST_POINTS = 1000;

  /** Checks and freezes. */
  public ForecastReview {
    requireNonNull(window, "window");
    requireNonNull(pool, "pool");
    stability = List.copyOf(stability);
    price = List.copyOf(price);
  }

  /**
   * Probabilities of an interruption beside what happened, pool by pool and origin by origin.
   *
   * @param horizon how far ahead
   * @param table probabilities in {@value #BINS} bins
   * @param brierScore mean squared error of the probabilities, in [0, 1]; NaN without rows
   */
  public record Reliability(Duration horizon, ReliabilityTable table, double brierScore) {

    /** Refuses null. */
    public Reliability {
      requireNonNull(horizon, "horizon");
      requireNonNull(table, "table");
    }

    /** Share of the rows in which an interruption happened, in [0, 1]; NaN without rows. */
    public double baseRate() {
      double positives = 0;
      for (ReliabilityTable.Bin bin : table.bins()) {
        positives += bin.count() == 0 ? 0 : bin.count() * bin.observedShare();
      }
      return positives / table.rows();
    }
  }

  /**
   * Prediction intervals of the price beside the price that came.
   *
   * @param horizon how far ahead
   * @param coverage share of the rows of all pools whose price lay within the 90 % interval, ends
   *     included, in [0, 1]; NaN without rows
   * @param rows how many those were
   * @param points those of the one pool, oldest first; every k-th of them where there are more than
   *     {@value #MOST_POINTS}
   */
  public record Fan(Duration horizon, double coverage, long rows, List<Point> points) {

    /** Freezes. */
    public Fan {
      requireNonNull(horizon, "horizon");
      points = List.copyOf(points);
    }
  }

  /**
   * One forecast and what came. Prices are USD per instance-hour, NaN where unknown.
   *
   * @param origin when it was made; it is about {@code origin + horizon}
   * @param lowUsd the 0.05 quantile
   * @param medianUsd the median
   * @param highUsd the 0.95 quantile
   * @param actualUsd the price that came
   */
  public record Point(
      Instant origin, double lowUsd, double medianUsd, double highUsd, double actualUsd) {}

  /**
   * Reviews forecasts.
   *
   * @param window origins and outcomes lie in it
   * @param interval distance of the origins that are reviewed, rounded to whole steps
   * @param pool whose price intervals are shown; one of the market's
   */
  public static ForecastReview of(
      Market market, Forecasts forecasts, TimeWindow window, Duration interval, CapacityPool pool) {
    Review review = new Review(market, forecasts, window, interval);
    List<Reliability> stability = new ArrayList<>();
    List<Duration> horizons = forecasts.survivalHorizons();
    for (int i = 0; i < horizons.size() && market.knowsInterruptions(); i++) {
      stability.add(review.reliability(horizons.get(i), i));
    }
    List<Fan> price = new ArrayList<>();
    for (int i = 0; i < forecasts.priceHorizons().size(); i++) {
      price.add(review.fan(forecasts.priceHorizons().get(i), i, market.shape().indexOf(pool)));
    }
    return new ForecastReview(window, pool, stability, price);
  }

  /** One review in progress. */
  private static final class Review {

    private final Market market;
    private final Forecasts forecasts;
    private final TimeWindow window;
    private final int[] ticks;
    private final int pools;

    Review(Market market, Forecasts forecasts, TimeWindow window, Duration interval) {
      this.market = market;
      this.forecasts = forecasts;
      this.window = window;
      this.pools = market.shape().poolCount();
      int from = market.grid().indexAtOrAfter(window.from());
      int to = market.grid().indexAtOrAfter(window.to());
      int every = market.grid().steps(interval);
      int[] all = new int[Math.max(0, (to - from + every - 1) / every)];
      int count = 0;
      for (int tick = from; tick < to; tick += every) {
        if (forecasts.originAt(tick) >= 0) {
          all[count++] = tick;
        }
      }
      this.ticks = Arrays.copyOf(all, count);
    }

    Reliability reliability(Duration horizon, int place) {
      Labels labels = Labels.of(market, ticks, horizon, window);
      double[] probability = new double[labels.rows()];
      boolean[] positive = new boolean[labels.rows()];
      double squares = 0;
      int rows = 0;
      for (int row = 0; row < labels.rows(); row++) {
        double survival = forecasts.survival(origin(row), row % pools, place);
        if (labels.outcome(row) != Labels.Outcome.UNKNOWN && !Double.isNaN(survival)) {
          probability[rows] = 1 - survival;
          positive[rows] = labels.outcome(row) == Labels.Outcome.INTERRUPTED;
          double error = probability[rows] - (positive[rows] ? 1 : 0);
          squares += error * error;
          rows++;
        }
      }
      ReliabilityTable table =
          ReliabilityTable.of(
              Arrays.copyOf(probability, rows), Arrays.copyOf(positive, rows), BINS);
      return new Reliability(horizon, table, squares / rows);
    }

    Fan fan(Duration horizon, int place, int shown) {
      Labels labels = Labels.of(market, ticks, horizon, window);
      int every = (ticks.length + MOST_POINTS - 1) / MOST_POINTS;
      List<Point> points = new ArrayList<>();
      long rows = 0;
      long covered = 0;
      for (int row = 0; row < labels.rows(); row++) {
        int pool = row % pools;
        long future = labels.futureMicroUsd(row);
        double actual = future == MicroUsd.UNKNOWN ? Double.NaN : MicroUsd.toUsd(future);
        double low = usd(row, place, PriceStatistic.LOW);
        double high = usd(row, place, PriceStatistic.HIGH);
        if (!Double.isNaN(actual) && !Double.isNaN(low) && !Double.isNaN(high)) {
          rows++;
          covered += actual >= low && actual <= high ? 1 : 0;
        }
        if (pool == shown && Math.floorDiv(row, pools) % every == 0) {
          points.add(
              new Point(
                  market.grid().instant(ticks[row / pools]),
                  low,
                  usd(row, place, PriceStatistic.MEDIAN),
                  high,
                  actual));
        }
      }
      return new Fan(horizon, (double) covered / rows, rows, points);
    }

    private double usd(int row, int horizon, PriceStatistic statistic) {
      return forecasts.price(origin(row), row % pools, horizon, statistic);
    }

    private int origin(int row) {
      return forecasts.originAt(ticks[row / pools]);
    }
  }
}
