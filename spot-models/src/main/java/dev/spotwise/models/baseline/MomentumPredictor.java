package dev.spotwise.models.baseline;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.util.Locale;

/**
 * The price goes on as it went: {@code last x exp(c x ln(last / price one horizon ago))}, with one
 * coefficient c per horizon for all pools.
 *
 * <p>c is fitted by least squares without intercept on the training rows whose last, past and
 * future prices are all known: {@code sum(x y) / sum(x x)}, where x is the log change over the
 * horizon before the origin and y that over the horizon after it. It is limited to [-1, 1], so that
 * a change is at most repeated or undone, and is 0 where no training row has a change. A row whose
 * price one horizon ago is not known keeps its last price. Horizons are rounded to whole steps.
 *
 * <p>Immutable and thread-safe. The coefficient of changes on the changes before them is a
 * first-order autoregression without intercept (Box and Jenkins, Time Series Analysis, 1970).
 */
public final class MomentumPredictor extends PastPricePredictor {

  /** The id of this predictor. */
  public static final String ID = "momentum";

  private final double[] coefficients;

  /**
   * Momentum of known coefficients.
   *
   * @param like card whose schema, horizons and window to take over
   * @param coefficients one per horizon, each in [-1, 1]; copied
   */
  public MomentumPredictor(ModelCard like, double[] coefficients) {
    super(ID, like);
    this.coefficients = coefficients.clone();
    if (coefficients.length != like.horizons().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there must be a coefficient per horizon %s but were %d",
              like.horizons(),
              coefficients.length));
    }
    for (double coefficient : coefficients) {
      if (!(coefficient >= -1 && coefficient <= 1)) {
        throw new IllegalArgumentException("coefficient must be in [-1, 1] but was " + coefficient);
      }
    }
  }

  /**
   * Momentum fitted on the training rows of a set.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public static MomentumPredictor of(LearningSet set, ModelCard like) {
    double[] coefficients = new double[like.horizons().size()];
    for (int horizon = 0; horizon < coefficients.length; horizon++) {
      Labels labels = set.labels(Split.TRAIN, like.horizons().get(horizon));
      coefficients[horizon] = fit(set.features(), labels, wholeSteps(like).get(horizon));
    }
    return new MomentumPredictor(like, coefficients);
  }

  private static double fit(FeatureMatrix features, Labels labels, Duration lag) {
    double sumXy = 0;
    double sumXx = 0;
    for (int row = 0; row < labels.rows(); row++) {
      long before = features.microUsdBefore(row, lag);
      long last = features.lastMicroUsd(row);
      long future = labels.futureMicroUsd(row);
      boolean known =
          before != MicroUsd.UNKNOWN && last != MicroUsd.UNKNOWN && future != MicroUsd.UNKNOWN;
      if (known && last != before) {
        double change = StrictMath.log((double) last / before);
        sumXx += change * change;
        sumXy += change * StrictMath.log((double) future / last);
      }
    }
    return sumXx > 0 ? Math.max(-1, Math.min(1, sumXy / sumXx)) : 0;
  }

  /** The coefficient of a horizon, in [-1, 1]. */
  public double coefficient(int horizon) {
    return coefficients[horizon];
  }

  @Override
  Duration lag(int horizon) {
    return wholeSteps(horizon);
  }

  @Override
  double forecast(int horizon, double lastUsd, double beforeUsd) {
    double change = StrictMath.log(lastUsd / beforeUsd);
    return lastUsd * StrictMath.exp(coefficients[horizon] * change);
  }
}
