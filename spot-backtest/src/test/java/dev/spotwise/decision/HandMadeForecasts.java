package dev.spotwise.decision;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Forecasts that say what a test wants them to say. */
public final class HandMadeForecasts {

  public static final Duration HOUR = Duration.ofHours(1);
  public static final Duration DAY = Duration.ofHours(24);
  public static final FeatureExtractor CALENDAR =
      StandardFeatures.of(Set.of(FeatureFamily.CALENDAR));

  private static final TimeWindow BEFORE = TimeWindow.parse("2024-12-01/2025-01-01");

  private HandMadeForecasts() {}

  /** What is forecast for a pool at an origin. */
  @FunctionalInterface
  public interface Value {
    double of(CapacityPool pool, long originSecond);
  }

  /** The price at the origin goes on. */
  public static final Value UNKNOWN = (pool, second) -> Double.NaN;

  /** Forecasts at every tick of a market, of models that know nothing after its first. */
  public static ForecastView at(Market market, Value usd, Value survival) {
    return at(market, usd, survival, BEFORE);
  }

  public static ForecastView at(Market market, Value usd, Value survival, TimeWindow trainedOn) {
    int[] origins = IntStream.range(0, market.grid().length()).toArray();
    ModelBundle bundle = bundle(market, usd, survival, trainedOn);
    return new ForecastView(Forecasts.of(market, CALENDAR, bundle, origins), HOUR, DAY);
  }

  public static ModelBundle bundle(Market market, Value usd, Value survival, TimeWindow trainedOn) {
    FeatureSchema schema = CALENDAR.schema(market.grid().step());
    return new ModelBundle(
        new Predictor(card("told", schema, HOUR, trainedOn), usd),
        new Ranker(card("told", schema, DAY, trainedOn), survival));
  }

  private static ModelCard card(
      String model, FeatureSchema schema, Duration horizon, TimeWindow trainedOn) {
    return new ModelCard(
        model, "test", schema, List.of(horizon), trainedOn, 1, "none", new TreeMap<>(), List.of());
  }

  private record Predictor(ModelCard card, Value usd) implements PricePredictor {

    @Override
    public FeatureSchema schema() {
      return card.schema();
    }

    @Override
    public List<Duration> horizons() {
      return card.horizons();
    }

    @Override
    public void predict(FeatureMatrix x, PriceForecasts out) {
      for (int row = 0; row < x.rows(); row++) {
        out.set(row, 0, usd.of(x.pools().get(x.pool(row)), x.originSecond(row)));
      }
    }
  }

  private record Ranker(ModelCard card, Value survival) implements StabilityRanker {

    @Override
    public FeatureSchema schema() {
      return card.schema();
    }

    @Override
    public List<Duration> horizons() {
      return card.horizons();
    }

    @Override
    public void predict(FeatureMatrix x, SurvivalForecasts out) {
      for (int row = 0; row < x.rows(); row++) {
        out.set(row, 0, survival.of(x.pools().get(x.pool(row)), x.originSecond(row)));
      }
    }
  }
}
