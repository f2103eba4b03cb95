package dev.spotwise.features;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Feature rows as lists, which compare bit for bit and NaN with NaN. */
final class Rows {

  /** A Friday, the first of a month, midnight UTC. */
  static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

  private Rows() {}

  static TimeGrid grid(long stepSeconds, int length) {
    return new TimeGrid(START, Duration.ofSeconds(stepSeconds), length);
  }

  static List<List<Float>> of(FeatureMatrix matrix) {
    List<List<Float>> rows = new ArrayList<>();
    float[] values = new float[matrix.schema().width()];
    for (int row = 0; row < matrix.rows(); row++) {
      matrix.copyRow(row, values);
      List<Float> list = new ArrayList<>();
      for (float value : values) {
        list.add(value);
      }
      rows.add(list);
    }
    return rows;
  }

  static List<List<Float>> at(Market market, FeatureExtractor extractor, int... origins) {
    return of(FeatureMatrix.of(market, extractor, origins));
  }

  /** All pools as a stream sees them whose first tick is {@code from}. */
  static List<List<Float>> openedAt(
      Market market, FeatureExtractor extractor, int from, int origin) {
    MarketCursor cursor = market.cursor();
    FeatureStream stream = extractor.open(cursor.shape());
    while (cursor.tick().index() < origin && cursor.advance()) {
      if (cursor.tick().index() >= from) {
        stream.advance(cursor.tick());
      }
    }
    FeatureMatrix matrix =
        FeatureMatrix.allocate(
            extractor.schema(market.grid().step()), market.pools(), market.pools().size());
    stream.write(0, matrix.rows(), matrix, 0);
    return of(matrix);
  }

  /** One value of a market's first pool. */
  static float value(Market market, FeatureExtractor extractor, int origin, String column) {
    FeatureMatrix matrix = FeatureMatrix.of(market, extractor, new int[] {origin});
    return matrix.get(0, matrix.schema().indexOf(column));
  }
}
