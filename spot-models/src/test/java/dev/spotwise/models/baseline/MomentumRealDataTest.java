package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.Labels;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.Split;
import dev.spotwise.models.UsEast1Prices;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Momentum on all of us-east-1 in spring 2021, every hour, fitted on the first 70 % and judged on
 * the rest; errors are shares of each pool's mean price.
 */
@Tag("real-data")
@EnabledIf("present")
class MomentumRealDataTest {

  private static final List<Duration> HORIZONS = List.of(Duration.ofHours(6), Duration.ofDays(1));

  static boolean present() {
    return UsEast1Prices.present();
  }

  /** Mean price of each pool over the hours at which it is known, USD. */
  private static double[] means(Market market) {
    double[] means = new double[market.pools().size()];
    for (int pool = 0; pool < means.length; pool++) {
      double sum = 0;
      int known = 0;
      for (int hour = 0; hour < market.grid().length(); hour++) {
        long price = market.prices(pool).microUsdAt(market.grid().epochSecond(hour));
        sum += price == MicroUsd.UNKNOWN ? 0 : MicroUsd.toUsd(price);
        known += price == MicroUsd.UNKNOWN ? 0 : 1;
      }
      means[pool] = sum / known;
    }
    return means;
  }

  /** MAE and RMSE on the test rows. */
  private static double[] errors(
      PricePredictor predictor, int horizon, LearningSet set, double[] means) {
    PriceForecasts out = PriceForecasts.allocate(HORIZONS, set.features().rows());
    predictor.predict(set.features(), out);
    Labels labels = set.labels(Split.TEST, HORIZONS.get(horizon));
    double absolute = 0;
    double squared = 0;
    int rows = 0;
    for (int i = 0; i < labels.rows(); i++) {
      int row = set.firstRow(Split.TEST) + i;
      double error =
          (MicroUsd.toUsd(labels.futureMicroUsd(i)) - out.usdPerHour(row, horizon))
              / means[set.features().pool(row)];
      if (!Double.isNaN(error)) {
        absolute += Math.abs(error);
        squared += error * error;
        rows++;
      }
    }
    return new double[] {absolute / rows, Math.sqrt(squared / rows)};
  }

  @Test
  void itGainsOverPersistenceADayAndSixHoursAhead() {
    Market market = UsEast1Prices.market(1);
    LearningSet set =
        LearningSet.of(
            market,
            StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR)),
            new LearningSet.Plan(UsEast1Prices.SPRING_2021, 0.7, Duration.ofHours(1)),
            HORIZONS);
    ModelCard card =
        new ModelCard(
            "any",
            "1",
            set.features().schema(),
            HORIZONS,
            set.trainWindow(),
            1,
            "",
            new TreeMap<>(),
            List.of());
    MomentumPredictor momentum = MomentumPredictor.of(set, card);
    double[] means = means(market);

    assertThat(market.pools()).hasSize(1_246);
    double[][] skill = new double[HORIZONS.size()][2];
    for (int horizon = 0; horizon < skill.length; horizon++) {
      double[] own = errors(momentum, horizon, set, means);
      double[] persistence = errors(new PersistencePredictor(card), horizon, set, means);
      for (int metric = 0; metric < 2; metric++) {
        skill[horizon][metric] = 100 * (1 - own[metric] / persistence[metric]);
      }
    }
    assertThat(momentum.coefficient(0)).isBetween(0.47, 0.51);
    assertThat(momentum.coefficient(1)).isBetween(0.48, 0.52);
    assertThat(skill[0][0]).isBetween(9.0, 13.0);
    assertThat(skill[0][1]).isBetween(12.0, 16.0);
    assertThat(skill[1][0]).isBetween(10.0, 14.0);
    assertThat(skill[1][1]).isBetween(10.0, 14.0);
  }
}
