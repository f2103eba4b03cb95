package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PricePredictorContract;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.baseline.SeasonalNaivePredictor.Season;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonalNaivePredictorTest extends PricePredictorContract {

  private static final TimeWindow WINDOW = SmallMarket.constant().window();

  @Override
  protected PricePredictor train(LearningSet set, long seed, Workers workers) {
    return new SeasonalNaivePredictor(SmallModels.card("forest", set, seed), Season.DAY);
  }

  private static ModelCard card(FeatureSchema schema, Duration horizon) {
    return new ModelCard(
        "any", "1", schema, List.of(horizon), WINDOW, 1, "d", new TreeMap<>(), List.of());
  }

  /** Prices of 31,300 + hour micro-USD tell which hour was looked up. */
  private static SmallMarket counting() {
    SmallMarket market = SmallMarket.constant();
    for (int hour = 0; hour < 700; hour++) {
      market = market.withPrice(0, market.grid().instant(hour), 31_300 + hour);
    }
    return market;
  }

  @Test
  void thePriceIsThatOfTheHourOneSeasonBefore() {
    SmallMarket market = counting();
    LearningSet set = SmallModels.set(market);
    FeatureMatrix x = set.features();
    for (Season season : Season.values()) {
      for (int hours : new int[] {1, 6, 24, 25, 48, 49, 168, 169, 200}) {
        PricePredictor naive =
            new SeasonalNaivePredictor(card(x.schema(), Duration.ofHours(hours)), season);
        int length = (int) season.length().toHours();
        int target = 600 + hours;
        while (target > 600) {
          target -= length;
        }

        assertThat(SmallModels.forecasts(naive, x).get(300))
            .as("%s, %d h", season, hours)
            .isEqualTo((31_300 + target) / 1e6);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"DAY, 11, 12", "WEEK, 83, 84"})
  void beforeOneSeasonIsKnownThePriceStays(Season season, int lastUnknown, int firstKnown) {
    LearningSet set = SmallModels.set(counting());
    PricePredictor naive =
        new SeasonalNaivePredictor(card(set.features().schema(), Duration.ofHours(1)), season);
    List<Double> forecasts = SmallModels.forecasts(naive, set.features());

    assertThat(forecasts.get(lastUnknown)).isEqualTo((31_300 + 2 * lastUnknown) / 1e6);
    assertThat(forecasts.get(firstKnown)).isEqualTo(31_301 / 1e6);
  }

  /** An hour of 195 s steps is 18 of them, 3,510 s, as in the labels. */
  @Test
  void horizonsAreRoundedToWholeSteps() {
    FeatureSchema schema = new FeatureSchema("v", List.of("a"), 195);
    ModelCard card = card(schema, Duration.ofHours(1));

    assertThat(new SeasonalNaivePredictor(card, Season.DAY).lag(0))
        .isEqualTo(Duration.ofSeconds(86_400 - 3_510));
    assertThat(new MomentumPredictor(card, new double[] {0}).lag(0))
        .isEqualTo(Duration.ofSeconds(3_510));
  }

  @Test
  void theIdNamesTheSeason() {
    ModelCard card = card(new FeatureSchema("v", List.of("a"), 300), Duration.ofHours(1));

    assertThat(new SeasonalNaivePredictor(card, Season.DAY).card().model())
        .isEqualTo("seasonal-naive-24h");
    assertThat(new SeasonalNaivePredictor(card, Season.WEEK).card().model())
        .isEqualTo("seasonal-naive-7d");
  }
}
