package dev.spotwise.models.hazard;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * How likely a pool is lost, going by its own recent losses alone: a rate with a gamma prior, seen
 * through counts that fade (West and Harrison 1997, Bayesian Forecasting and Dynamic Models, on
 * discounting), so that the time to the next loss has the tail of Lomax (1954,
 * doi:10.1080/01621459.1954.10501239).
 *
 * <p>{@code S(h) = ((b + V) / (b + V + h))^(b lambda + E)}: {@code E} the losses of the pool and
 * {@code V} its hours up, each weighted by {@code 2^(-age / 6 h)}, {@code lambda} the rate per hour
 * of all pools together, {@code b} one hour. Both are read from counts and shares over windows:
 * what lies in one window and not in the next shorter one counts with the mean weight of that
 * stretch; nothing older than three days does. A pool whose state is unknown counts as up, and of a
 * pool that nobody watches nothing is known but {@code lambda}. Immutable.
 */
final class RenewalPrior {

  private static final double HALF_LIFE = 6;
  private static final double PRIOR_HOURS = 1;
  private static final double RARE = 1e-4;
  private static final double RATE_LOSSES = 0.5;
  private static final double RATE_HOURS = 10;
  private static final double MEAN_LIFE = HALF_LIFE / StrictMath.log(2);
  private static final Duration MEMORY = Duration.ofSeconds(Math.round(3600 * MEAN_LIFE));

  private static final double[] LOSS_HOURS = {1, 3, 6, 12, 24, 72};
  private static final String[] LOSSES = {"1h", "3h", "6h", "12h", "24h", "3d"};
  private static final double[] UP_HOURS = {0.5, 1, 2, 3, 6, 12, 24, 48, 72};
  private static final String[] UP = {"30m", "1h", "2h", "3h", "6h", "12h", "24h", "2d", "3d"};
  private static final double[] LOSS_WEIGHTS = weights(LOSS_HOURS);
  private static final double[] UP_WEIGHTS = weights(UP_HOURS);

  private final double ratePerHour;
  private final int[] losses;
  private final int[] upShares;

  /**
   * A prior.
   *
   * @param schema of the rows that it reads
   * @param ratePerHour of all pools together, finite and &gt; 0
   */
  RenewalPrior(FeatureSchema schema, double ratePerHour) {
    this.ratePerHour = ratePerHour;
    this.losses = columns(schema, "interruptions_", LOSSES);
    this.upShares = columns(schema, "up_share_", UP);
  }

  private static int[] columns(FeatureSchema schema, String what, String[] spans) {
    int[] columns = new int[spans.length];
    for (int i = 0; i < spans.length; i++) {
      columns[i] = schema.indexOf(what + spans[i]);
    }
    return columns;
  }

  /** Mean of {@code 2^(-age / 6 h)} between the ends of each window and the one before. */
  private static double[] weights(double[] hours) {
    double[] weights = new double[hours.length];
    double from = 0;
    for (int i = 0; i < hours.length; i++) {
      double faded =
          StrictMath.pow(2, -from / HALF_LIFE) - StrictMath.pow(2, -hours[i] / HALF_LIFE);
      weights[i] = MEAN_LIFE * faded / (hours[i] - from);
      from = hours[i];
    }
    return weights;
  }

  /**
   * The prior of the training rows: {@code lambda} is {@code (losses + 0.5) / (hours up + 10)} over
   * all of them, what several rows remember counting once.
   */
  static RenewalPrior of(LearningSet set) {
    FeatureMatrix x = set.features();
    RenewalPrior any = new RenewalPrior(x.schema(), 1);
    double share = StabilityRows.uniqueness(set, MEMORY);
    double losses = RATE_LOSSES;
    double hours = RATE_HOURS;
    for (int row = 0; row < set.firstRow(Split.TEST); row++) {
      losses += share * any.losses(x, row);
      hours += share * any.hoursUp(x, row);
    }
    return new RenewalPrior(x.schema(), losses / hours);
  }

  /** Losses per hour of all pools together, &gt; 0. */
  double ratePerHour() {
    return ratePerHour;
  }

  /** {@code E}: losses of a row's pool, faded, &gt;= 0; 0 if nobody watches. */
  double losses(FeatureMatrix x, int row) {
    double sum = 0;
    double shorter = 0;
    for (int i = 0; i < losses.length; i++) {
      double count = at(x, row, losses[i]);
      if (count > shorter) {
        sum += LOSS_WEIGHTS[i] * (count - shorter);
        shorter = count;
      }
    }
    return sum;
  }

  /** {@code V}: hours up of a row's pool, faded, &gt;= 0; 0 if nobody watches. */
  double hoursUp(FeatureMatrix x, int row) {
    if (Double.isNaN(at(x, row, losses[0]))) {
      return 0;
    }
    double sum = 0;
    double shorter = 0;
    double from = 0;
    for (int i = 0; i < upShares.length; i++) {
      double share = at(x, row, upShares[i]);
      double stretch = UP_HOURS[i] - from;
      double hours = Double.isNaN(share) ? shorter + stretch : share * UP_HOURS[i];
      double more = Math.max(0, Math.min(stretch, hours - shorter));
      sum += UP_WEIGHTS[i] * more;
      shorter = hours;
      from = UP_HOURS[i];
    }
    return sum;
  }

  private static double at(FeatureMatrix x, int row, int column) {
    return column < 0 ? Double.NaN : x.get(row, column);
  }

  /**
   * Log-odds of a loss within a horizon; the probability is kept in [0.0001, 0.9999].
   *
   * @param hours of the horizon, &gt; 0
   */
  double logOdds(FeatureMatrix x, int row, double hours) {
    double up = PRIOR_HOURS + hoursUp(x, row);
    double shape = PRIOR_HOURS * ratePerHour + losses(x, row);
    double survival = StrictMath.exp(-shape * StrictMath.log1p(hours / up));
    double loss = Math.max(RARE, Math.min(1 - RARE, 1 - survival));
    return StrictMath.log(loss / (1 - loss));
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(ratePerHour);
  }

  static RenewalPrior read(DataInput in, FeatureSchema schema) throws IOException {
    double rate = in.readDouble();
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IOException("rate must be finite and > 0 but was " + rate);
    }
    return new RenewalPrior(schema, rate);
  }
}
