package dev.spotwise.models.baseline;

import dev.spotwise.models.ModelCard;
import java.time.Duration;

/**
 * The price is what it was one season before the instant that is forecast: the price at {@code
 * origin + horizon - k x season}, with the least whole k of 1 or more at which that is not after
 * the origin.
 *
 * <p>The seasonal naive method (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * 3rd ed., 2021, section 5.2). At a horizon of whole seasons it is persistence. A row whose price
 * then is not known keeps its last price. Horizons are rounded to whole steps, seasons are not.
 * Immutable and thread-safe.
 */
public final class SeasonalNaivePredictor extends PastPricePredictor {

  /** The id of this predictor with a season of 24 hours. */
  public static final String DAY_ID = "seasonal-naive-24h";

  /** The id of this predictor with a season of 7 days. */
  public static final String WEEK_ID = "seasonal-naive-7d";

  private final Season season;

  /** After how long prices are taken to repeat. */
  public enum Season {
    /** 24 hours. */
    DAY(DAY_ID, Duration.ofDays(1)),
    /** 7 days. */
    WEEK(WEEK_ID, Duration.ofDays(7));

    private final String id;
    private final Duration length;

    Season(String id, Duration length) {
      this.id = id;
      this.length = length;
    }

    /** The id of the predictor with this season. */
    public String id() {
      return id;
    }

    /** How long it is. */
    public Duration length() {
      return length;
    }
  }

  /**
   * The seasonal naive forecast in place of another model.
   *
   * @param like card whose schema, horizons and window to take over
   * @param season after how long prices are taken to repeat
   */
  public SeasonalNaivePredictor(ModelCard like, Season season) {
    super(season.id(), like);
    this.season = season;
  }

  @Override
  Duration lag(int horizon) {
    long ahead = wholeSteps(horizon).toSeconds();
    long length = season.length().toSeconds();
    long seasons = (ahead + length - 1) / length;
    return Duration.ofSeconds(seasons * length - ahead);
  }

  @Override
  double forecast(int horizon, double lastUsd, double beforeUsd) {
    return beforeUsd;
  }
}
