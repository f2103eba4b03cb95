package dev.spotwise.benchmarks;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The guide's forest of 100 trees of depth 15 over a block of 8,928 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ModelPrediction {

  private LearningSet set;
  private ModelBundle bundle;
  private PriceForecasts forecasts;

  /** Trains the models. */
  @Setup
  public void prepare() {
    Market market = GuideMarket.over("2024-01-01/2024-02-01");
    LearningSettings settings = LearningSettings.withDefaults(42);
    set =
        LearningSet.of(
            market,
            StandardFeatures.all(),
            new LearningSet.Plan(
                TimeWindow.parse("2024-01-01/2024-02-01"), 0.8, Duration.ofHours(1)),
            settings.horizons());
    try (Workers workers = Workers.of(2)) {
      bundle = ModelBundle.train(set, settings, workers);
    }
    forecasts = PriceForecasts.allocate(bundle.price().horizons(), set.features().rows());
  }

  /** Predicts the block. */
  @Benchmark
  public PriceForecasts forest() {
    bundle.price().predict(set.features(), forecasts);
    return forecasts;
  }
}
