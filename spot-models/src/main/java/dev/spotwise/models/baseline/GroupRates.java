package dev.spotwise.models.baseline;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.Split;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Share of rows without an interruption per group of rows and horizon, drawn towards the share of
 * all rows where a group has few.
 *
 * <p>{@code (survived + PRIOR_ROWS x base) / (rows + PRIOR_ROWS)}, where base is the share of all
 * rows: the posterior mean under a beta distribution worth {@link #PRIOR_ROWS} rows at the base
 * rate. Rows whose price or outcome is not known don't count. The shares lie in [0, 1]. Immutable.
 */
final class GroupRates {

  /** As many rows at the base rate are added to each group. */
  static final int PRIOR_ROWS = 100;

  private static final int MOST_GROUPS = 1 << 20;
  private static final int FIRST_GROUPS = 64;

  private final double[] base;
  private final double[][] survival;

  private GroupRates(double[] base, double[][] survival) {
    this.base = base;
    this.survival = survival;
  }

  /**
   * The rates of the training rows of a set.
   *
   * @param groups number of groups
   * @param groupOfRow group of a training row, in [0, groups)
   */
  static GroupRates of(
      LearningSet set, List<Duration> horizons, int groups, IntUnaryOperator groupOfRow) {
    double[] base = new double[horizons.size()];
    double[][] survival = new double[groups][horizons.size()];
    for (int horizon = 0; horizon < base.length; horizon++) {
      Labels labels = set.labels(Split.TRAIN, horizons.get(horizon));
      long[] known = new long[groups];
      long[] survived = new long[groups];
      for (int row = 0; row < labels.rows(); row++) {
        boolean counts =
            labels.outcome(row) != Labels.Outcome.UNKNOWN
                && set.features().lastMicroUsd(row) != MicroUsd.UNKNOWN;
        if (counts) {
          int group = groupOfRow.applyAsInt(row);
          known[group]++;
          survived[group] += labels.outcome(row) == Labels.Outcome.SURVIVED ? 1 : 0;
        }
      }
      base[horizon] = (double) Arrays.stream(survived).sum() / Arrays.stream(known).sum();
      for (int group = 0; group < groups; group++) {
        survival[group][horizon] = shrunk(survived[group], known[group], base[horizon]);
      }
    }
    return new GroupRates(base, survival);
  }

  private static double shrunk(long survived, long rows, double base) {
    return rows == 0 ? base : (survived + PRIOR_ROWS * base) / (rows + PRIOR_ROWS);
  }

  /** Share of all rows, in [0, 1]; NaN without a row. */
  double base(int horizon) {
    return base[horizon];
  }

  /** Share of a group, in [0, 1]; NaN without a row in any group. */
  double survival(int group, int horizon) {
    return survival[group][horizon];
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(survival.length);
    write(out, base);
    for (double[] group : survival) {
      write(out, group);
    }
  }

  private static void write(DataOutput out, double[] shares) throws IOException {
    for (double share : shares) {
      out.writeDouble(share);
    }
  }

  static GroupRates read(DataInput in, int horizons) throws IOException {
    int groups = in.readInt();
    if (groups < 0 || groups > MOST_GROUPS) {
      throw new IOException("groups must be in [0, " + MOST_GROUPS + "] but were " + groups);
    }
    double[] base = readShares(in, horizons);
    double[][] survival = new double[Math.min(groups, FIRST_GROUPS)][];
    for (int group = 0; group < groups; group++) {
      if (group == survival.length) {
        survival = Arrays.copyOf(survival, Math.min(groups, 2 * group));
      }
      survival[group] = readShares(in, horizons);
      for (int horizon = 0; horizon < horizons; horizon++) {
        if (Double.isNaN(survival[group][horizon]) != Double.isNaN(base[horizon])) {
          throw new IOException(
              "survival must be known where the base rate is but was " + survival[group][horizon]);
        }
      }
    }
    return new GroupRates(base, survival);
  }

  private static double[] readShares(DataInput in, int horizons) throws IOException {
    double[] shares = new double[horizons];
    for (int horizon = 0; horizon < horizons; horizon++) {
      shares[horizon] = in.readDouble();
      if (shares[horizon] < 0 || shares[horizon] > 1) {
        throw new IOException("survival must be in [0, 1] but was " + shares[horizon]);
      }
    }
    return shares;
  }

  int groups() {
    return survival.length;
  }
}
