package dev.spotwise.cli.documented;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.features.FeatureStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** The features of another extractor, and whether it is one of the last three days of a month. */
public record WithPayday(FeatureExtractor other) implements FeatureExtractor {

  @Override
  public FeatureSchema schema(Duration step) {
    return other.schema(step).with("payday");
  }

  @Override
  public Duration lookback() {
    return other.lookback();
  }

  @Override
  public FeatureStream open(MarketShape shape) {
    FeatureStream stream = other.open(shape);
    FeatureSchema inner = other.schema(Duration.ofSeconds(shape.stepSeconds()));
    return new FeatureStream() {

      private boolean payday;

      @Override
      public void advance(MarketTick tick) {
        stream.advance(tick);
        var day = Instant.ofEpochSecond(tick.epochSecond()).atOffset(ZoneOffset.UTC).toLocalDate();
        payday = day.lengthOfMonth() - day.getDayOfMonth() < 3;
      }

      @Override
      public void write(int firstPool, int count, FeatureMatrix out, int firstRow) {
        FeatureMatrix rows = FeatureMatrix.allocate(inner, shape.pools(), count);
        stream.write(firstPool, count, rows, 0);
        for (int row = 0; row < count; row++) {
          for (int column = 0; column < inner.width(); column++) {
            out.set(firstRow + row, column, rows.get(row, column));
          }
          out.set(firstRow + row, inner.width(), payday ? 1 : 0);
        }
      }
    };
  }
}
