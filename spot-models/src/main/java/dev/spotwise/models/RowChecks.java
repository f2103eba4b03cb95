package dev.spotwise.models;

import dev.spotwise.features.FeatureMatrix;
import java.time.Duration;
import java.util.List;

/** What every model checks before it predicts. */
public final class RowChecks {

  private RowChecks() {}

  /**
   * Refuses rows of another schema, or room that does not fit.
   *
   * @param card the model's
   * @param x rows to predict
   * @param rows room for the results
   * @param horizons horizons of that room
   * @throws IllegalArgumentException if they don't fit together
   */
  public static void require(ModelCard card, FeatureMatrix x, int rows, List<Duration> horizons) {
    card.schema().requireSame(x.schema(), card.model());
    if (!card.horizons().equals(horizons)) {
      throw new IllegalArgumentException(
          "horizons must be " + card.horizons() + " but were " + horizons);
    }
    if (rows != x.rows()) {
      throw new IllegalArgumentException("rows must be " + x.rows() + " but were " + rows);
    }
  }
}
