package dev.spotwise.features;

import dev.spotwise.data.MarketShape;
import java.time.Duration;

/**
 * Makes features of market ticks. An extractor is a fold: its streams are handed one tick after
 * another and can't see the future, because nobody hands it over.
 *
 * <p>Immutable and thread-safe; the streams that it opens are not.
 */
public interface FeatureExtractor {

  /** The columns on a grid of the given step. */
  FeatureSchema schema(Duration step);

  /**
   * How far back a feature can depend on the past. Streams opened at different ticks agree bit for
   * bit once the first tick of both lies at least this long ago.
   */
  Duration lookback();

  /** Opens a stream that has seen nothing yet. */
  FeatureStream open(MarketShape shape);
}
