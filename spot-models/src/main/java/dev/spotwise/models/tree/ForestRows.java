package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * What the forest of one horizon learns from: rows whose price is known now and at the end of the
 * horizon, with the log change between, in units of its standard deviation, as the target.
 *
 * @param rows at most as many as asked for
 * @param spread what a target of 1 is
 * @param intervals the horizon in mean distances of two rows of a pool
 * @param horizon the horizon, seconds
 */
record ForestRows(TreeRows rows, double spread, double intervals, long horizon) {

  private static final EnumSet<FeatureFamily> FAMILIES =
      EnumSet.of(FeatureFamily.CALENDAR, FeatureFamily.PRICE, FeatureFamily.PRICE_CHANGE);

  /**
   * Training rows of a set, of more than {@code maxRows} as many, equally far apart within each
   * pool.
   *
   * @throws IllegalArgumentException if there is no row
   */
  static ForestRows of(LearningSet set, Duration horizon, int maxRows) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TRAIN, horizon);
    int[] known =
        IntStream.range(0, labels.rows())
            .filter(row -> labels.futureMicroUsd(row) != MicroUsd.UNKNOWN)
            .filter(row -> x.lastMicroUsd(row) != MicroUsd.UNKNOWN)
            .toArray();
    if (known.length == 0) {
      throw new IllegalArgumentException(
          "training window must hold a price " + horizon + " ahead but holds none");
    }
    int[] chosen = chosen(x, known, maxRows);
    double[] changes =
        IntStream.of(chosen)
            .mapToDouble(
                row ->
                    StrictMath.log((double) labels.futureMicroUsd(row))
                        - StrictMath.log((double) x.lastMicroUsd(row)))
            .toArray();
    double deviation = new StandardDeviation(false).evaluate(changes);
    double spread = deviation > 0 ? deviation : 1;
    double[] targets = Arrays.stream(changes).map(change -> change / spread).toArray();
    double apart = originSeconds(x) * ((double) known.length / chosen.length);
    return new ForestRows(
        new TreeRows(x, chosen, targets).withColumns(StandardFeatures.columns(FAMILIES)),
        spread,
        horizon.toSeconds() / apart,
        horizon.toSeconds());
  }

  /** Distance of the first two origins; the horizon's own if there is but one. */
  private static double originSeconds(FeatureMatrix x) {
    int pools = x.pools().size();
    return x.originSecond(pools) - x.originSecond(0);
  }

  /** Counts pool by pool, so that every pool keeps its share and all hours of the day. */
  private static int[] chosen(FeatureMatrix x, int[] known, int most) {
    if (known.length <= most) {
      return known;
    }
    int[] nextOfPool = new int[x.pools().size() + 1];
    for (int row : known) {
      nextOfPool[x.pool(row) + 1]++;
    }
    for (int pool = 1; pool < nextOfPool.length; pool++) {
      nextOfPool[pool] += nextOfPool[pool - 1];
    }
    return IntStream.of(known)
        .filter(row -> isChosen(nextOfPool[x.pool(row)]++, known.length, most))
        .toArray();
  }

  /** Whether a place is one of {@code most} equally spaced ones among {@code count}. */
  private static boolean isChosen(long place, int count, int most) {
    return (place + 1) * most / count > place * most / count;
  }

  /** Places of the rows whose label ends before an instant, epoch seconds. */
  int[] before(long second) {
    return places(place -> origin(place) + horizon < second);
  }

  /** Places of the rows whose origin is at an instant, epoch seconds, or later. */
  int[] from(long second) {
    return places(place -> origin(place) >= second);
  }

  private int[] places(IntPredicate wanted) {
    return IntStream.range(0, rows.size()).filter(wanted).toArray();
  }

  private long origin(int place) {
    return rows.features().originSecond(rows.row(place));
  }
}
