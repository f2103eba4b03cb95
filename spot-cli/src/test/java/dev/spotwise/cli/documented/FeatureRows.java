package dev.spotwise.cli.documented;

import dev.spotwise.data.Market;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;

/** The example of the overview of {@code spot-features}. */
final class FeatureRows {

  private FeatureRows() {}

  /** The discount of the first pool at the tick 1000. */
  static float discount(Market market) {
    int[] origins = {1000, 1100};
    FeatureMatrix rows = FeatureMatrix.of(market, StandardFeatures.all(), origins);
    float discount = rows.get(0, rows.schema().indexOf("discount"));
    return discount;
  }
}
