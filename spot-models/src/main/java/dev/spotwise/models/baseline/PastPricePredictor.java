package dev.spotwise.models.baseline;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.RowChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forecasts from a row's last price and the exact prices before it ({@link
 * FeatureMatrix#microUsdBefore}), which no feature holds. Where a past price is not known the last
 * one stays.
 */
abstract class PastPricePredictor implements PricePredictor {

  private final ModelCard card;
  private final List<Duration> wholeSteps;

  PastPricePredictor(String id, ModelCard like) {
    this.card = BaselineCards.of(id, like);
    this.wholeSteps = wholeSteps(like);
  }

  /** The horizons of a card as labels are looked up: rounded to whole steps. */
  static List<Duration> wholeSteps(ModelCard card) {
    Duration step = Duration.ofSeconds(card.schema().stepSeconds());
    TimeGrid grid = new TimeGrid(Instant.EPOCH, step, 1);
    return card.horizons().stream().map(span -> step.multipliedBy(grid.steps(span))).toList();
  }

  /** A horizon in whole steps. */
  final Duration wholeSteps(int horizon) {
    return wholeSteps.get(horizon);
  }

  /** How long before the origin lies the price that the forecast of a horizon is made from. */
  abstract Duration lag(int horizon);

  /**
   * The forecast where both prices are known.
   *
   * @param lastUsd price at the origin, USD per instance-hour, &gt; 0
   * @param beforeUsd price a lag before the origin, USD per instance-hour, &gt; 0
   * @return USD per instance-hour, finite
   */
  abstract double forecast(int horizon, double lastUsd, double beforeUsd);

  @Override
  public final void predict(FeatureMatrix x, PriceForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int horizon = 0; horizon < wholeSteps.size(); horizon++) {
      Duration lag = lag(horizon);
      for (int row = 0; row < x.rows(); row++) {
        double last = MicroUsd.toUsd(x.lastMicroUsd(row));
        double before = MicroUsd.toUsd(x.microUsdBefore(row, lag));
        boolean known = !Double.isNaN(last) && !Double.isNaN(before);
        out.set(row, horizon, known ? forecast(horizon, last, before) : last);
      }
    }
  }

  @Override
  public final ModelCard card() {
    return card;
  }
}
