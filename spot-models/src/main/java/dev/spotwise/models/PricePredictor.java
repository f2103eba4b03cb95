package dev.spotwise.models;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import java.time.Duration;
import java.util.List;

/** Forecasts prices from features. Immutable and thread-safe: a trained model is a value. */
public interface PricePredictor {

  /** The columns that it was trained on. */
  default FeatureSchema schema() {
    return card().schema();
  }

  /** How far ahead it looks, ascending, at least one. */
  default List<Duration> horizons() {
    return card().horizons();
  }

  /**
   * Forecasts the price at the end of each horizon. A row whose last price is unknown has none.
   *
   * @param x features of this model's schema; not changed
   * @param out as many rows as {@code x}, with this model's horizons; every cell is set
   * @throws IllegalArgumentException if the schema, the rows or the horizons differ
   */
  void predict(FeatureMatrix x, PriceForecasts out);

  /** Where the model comes from and how well it did. */
  ModelCard card();
}
