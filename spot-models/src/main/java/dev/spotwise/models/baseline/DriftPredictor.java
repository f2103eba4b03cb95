package dev.spotwise.models.baseline;

import dev.spotwise.models.ModelCard;
import java.time.Duration;

/**
 * The price moves on at its mean pace of the last seven days: {@code last + horizon x (last - price
 * seven days ago) / 7 d}, and never falls below 0.
 *
 * <p>The drift method (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed.,
 * 2021, section 5.2) with the pool's own pace over {@link #WINDOW} in place of all of its history,
 * so that nothing has to be fitted. A row whose price seven days ago is not known keeps its last
 * price. Horizons are rounded to whole steps. Immutable and thread-safe.
 */
public final class DriftPredictor extends PastPricePredictor {

  /** The id of this predictor. */
  public static final String ID = "drift";

  /** The span before the origin that the pace is measured over. */
  public static final Duration WINDOW = Duration.ofDays(7);

  /**
   * Drift in place of another model.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public DriftPredictor(ModelCard like) {
    super(ID, like);
  }

  @Override
  Duration lag(int horizon) {
    return WINDOW;
  }

  @Override
  double forecast(int horizon, double lastUsd, double beforeUsd) {
    double windows = (double) wholeSteps(horizon).toSeconds() / WINDOW.toSeconds();
    return Math.max(0, lastUsd + windows * (lastUsd - beforeUsd));
  }
}
