package dev.spotwise.benchmarks;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureStream;
import dev.spotwise.features.StandardFeatures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All features of twelve pools over a month, every tick written: 107,136 rows a call. Beside it the
 * walk over the ticks alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FeatureExtraction {

  private Market market;
  private FeatureMatrix rows;

  /** Makes the market. */
  @Setup
  public void prepare() {
    market = GuideMarket.over("2024-01-01/2024-02-01");
    rows =
        FeatureMatrix.allocate(
            StandardFeatures.all().schema(market.grid().step()),
            market.pools(),
            market.pools().size());
  }

  /** Walks and extracts. */
  @Benchmark
  public FeatureMatrix extract() {
    FeatureStream stream = StandardFeatures.all().open(market.shape());
    MarketCursor cursor = market.cursor();
    while (cursor.advance()) {
      stream.advance(cursor.tick());
      stream.write(0, market.pools().size(), rows, 0);
    }
    return rows;
  }

  /** Walks alone. */
  @Benchmark
  public long walk() {
    MarketCursor cursor = market.cursor();
    long sum = 0;
    while (cursor.advance()) {
      sum += cursor.tick().microUsd(0);
    }
    return sum;
  }
}
