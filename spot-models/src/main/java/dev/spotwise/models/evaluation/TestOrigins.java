package dev.spotwise.models.evaluation;

import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import java.time.Duration;
import java.util.List;

/**
 * The origins of all test windows, one after another, and the rows at them: row {@code o x pools +
 * p} is origin {@code o} of pool {@code p}.
 */
final class TestOrigins {

  private static final int HOUR = 3600;

  private final Market market;
  private final TimeWindow window;
  private final int[] ticks;
  private final int[] foldStarts;
  private final int stepsApart;

  /** The origins of folds that follow one another without a gap, an interval apart. */
  TestOrigins(Market market, TimeWindow window, List<Fold> folds, Duration interval) {
    this.market = market;
    this.window = window;
    TimeGrid grid = market.grid();
    this.stepsApart = grid.steps(interval);
    this.foldStarts = new int[folds.size() + 1];
    TimeWindow all =
        new TimeWindow(folds.get(0).test().from(), folds.get(folds.size() - 1).test().to());
    this.ticks = LearningSet.originsOf(grid, all, interval);
    for (int fold = 0; fold < folds.size(); fold++) {
      foldStarts[fold + 1] =
          foldStarts[fold] + LearningSet.originsOf(grid, folds.get(fold).test(), interval).length;
    }
  }

  Market market() {
    return market;
  }

  int pools() {
    return market.shape().poolCount();
  }

  int folds() {
    return foldStarts.length - 1;
  }

  /** Number of origins. */
  int size() {
    return ticks.length;
  }

  int[] ticks() {
    return ticks.clone();
  }

  int rows() {
    return Math.multiplyExact(ticks.length, pools());
  }

  /** The first origin of a fold; of the fold after the last, the number of origins. */
  int foldStart(int fold) {
    return foldStarts[fold];
  }

  /** What came after each origin, up to the end of the whole window. */
  Labels labels(Duration horizon) {
    return Labels.of(market, ticks, horizon, window);
  }

  /** A horizon in origins, rounded up, at least one: over so many do forecasts overlap. */
  int lag(Duration horizon) {
    return (market.grid().steps(horizon) + stepsApart - 1) / stepsApart;
  }

  /** Mean price of each pool over the hours of the window at which it is known, USD, or NaN. */
  double[] meanPrices() {
    long from = market.grid().epochSecond(market.grid().indexAtOrAfter(window.from()));
    long to = Math.min(window.toEpochSecond(), market.grid().end().getEpochSecond());
    double[] means = new double[pools()];
    for (int pool = 0; pool < means.length; pool++) {
      double sum = 0;
      int known = 0;
      for (long second = from; second < to; second += HOUR) {
        long price = market.prices(pool).microUsdAt(second);
        if (price != MicroUsd.UNKNOWN) {
          sum += MicroUsd.toUsd(price);
          known++;
        }
      }
      means[pool] = sum / known;
    }
    return means;
  }
}
