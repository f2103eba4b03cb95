package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PriceStatistic;
import dev.spotwise.models.Split;
import dev.spotwise.models.UsEast1Prices;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The price forest on every eighth pool of us-east-1 in spring 2021, an origin every six hours,
 * trained on the first 70 % and judged on the rest; errors are shares of each pool's mean price,
 * skill is measured against persistence.
 */
@Tag("real-data")
@EnabledIf("present")
class PriceForestRealDataTest {

  private static final List<Duration> HORIZONS = List.of(Duration.ofHours(6), Duration.ofDays(1));
  private static final int EVERY = 8;

  private static LearningSet set;
  private static PriceForecasts forecasts;

  static boolean present() {
    return UsEast1Prices.present();
  }

  @BeforeAll
  static void train() {
    set =
        LearningSet.of(
            UsEast1Prices.market(EVERY),
            StandardFeatures.of(EnumSet.of(FeatureFamily.PRICE, FeatureFamily.PRICE_CHANGE)),
            new LearningSet.Plan(UsEast1Prices.SPRING_2021, 0.7, Duration.ofHours(6)),
            HORIZONS);
    ModelCard card =
        new ModelCard(
            ForestPredictor.ID,
            "1",
            set.features().schema(),
            HORIZONS,
            set.trainWindow(),
            42,
            "",
            new TreeMap<>(),
            List.of());
    forecasts = PriceForecasts.allocate(HORIZONS, set.features().rows());
    TreeSettings sixty = TreeSettings.guideForest().withTrees(60);
    try (Workers workers = Workers.of(2)) {
      ForestTrainer.train(set, card, ForestSettings.withDefaults().withTrees(sixty), workers)
          .predict(set.features(), forecasts);
    }
  }

  /** Mean price of each pool over its rows, USD. */
  private static double[] means() {
    FeatureMatrix x = set.features();
    double[] sums = new double[x.pools().size()];
    int[] counts = new int[sums.length];
    for (int row = 0; row < x.rows(); row++) {
      if (x.lastMicroUsd(row) != MicroUsd.UNKNOWN) {
        sums[x.pool(row)] += MicroUsd.toUsd(x.lastMicroUsd(row));
        counts[x.pool(row)]++;
      }
    }
    for (int pool = 0; pool < sums.length; pool++) {
      sums[pool] /= counts[pool];
    }
    return sums;
  }

  /** Sums over the test rows of one horizon. */
  private static final class Sums {
    private int rows;
    private double median;
    private double persistence;
    private double squaredMean;
    private double squaredPersistence;
    private int within;
    private int changed;
    private double brier;

    double maeSkill() {
      return 100 * (1 - median / persistence);
    }

    double rmseSkill() {
      return 100 * (1 - Math.sqrt(squaredMean / squaredPersistence));
    }

    double coverage() {
      return (double) within / rows;
    }

    /** How far the Brier score of the chance of a change is below that of its frequency. */
    double brierSkill() {
      double rate = (double) changed / rows;
      return 100 * (1 - brier / rows / (rate * (1 - rate)));
    }
  }

  private static Sums sums(int horizon) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TEST, HORIZONS.get(horizon));
    double[] means = means();
    Sums sums = new Sums();
    for (int i = 0; i < labels.rows(); i++) {
      int row = set.firstRow(Split.TEST) + i;
      if (labels.futureMicroUsd(i) == MicroUsd.UNKNOWN || x.lastMicroUsd(row) == MicroUsd.UNKNOWN) {
        continue;
      }
      double price = MicroUsd.toUsd(labels.futureMicroUsd(i));
      double mean = means[x.pool(row)];
      double persisted = (price - MicroUsd.toUsd(x.lastMicroUsd(row))) / mean;
      double missed = (price - forecasts.usdPerHour(row, horizon)) / mean;
      double median = forecasts.get(row, horizon, PriceStatistic.MEDIAN);
      sums.rows++;
      sums.median += Math.abs(price - median) / mean;
      sums.persistence += Math.abs(persisted);
      sums.squaredMean += missed * missed;
      sums.squaredPersistence += persisted * persisted;
      boolean within =
          price >= forecasts.get(row, horizon, PriceStatistic.LOW) - 1e-12
              && price <= forecasts.get(row, horizon, PriceStatistic.HIGH) + 1e-12;
      sums.within += within ? 1 : 0;
      int changed = labels.futureMicroUsd(i) == x.lastMicroUsd(row) ? 0 : 1;
      sums.changed += changed;
      double off = forecasts.get(row, horizon, PriceStatistic.CHANGE_PROBABILITY) - changed;
      sums.brier += off * off;
    }
    return sums;
  }

  @Test
  void aDayAheadItBeatsPersistenceInBothErrors() {
    Sums day = sums(1);

    assertThat(day.rows).isGreaterThan(15_000);
    assertThat(day.maeSkill()).isBetween(14.0, 30.0);
    assertThat(day.rmseSkill()).isBetween(14.0, 32.0);
    assertThat(day.coverage()).isBetween(0.88, 0.92);
  }

  @Test
  void sixHoursAheadItBeatsPersistenceInBothErrors() {
    Sums hours = sums(0);

    assertThat(hours.maeSkill()).isBetween(13.0, 30.0);
    assertThat(hours.rmseSkill()).isBetween(16.0, 32.0);
    assertThat(hours.coverage()).isBetween(0.87, 0.93);
  }

  @Test
  void theChanceOfAChangeTellsFarMoreThanItsFrequency() {
    assertThat(sums(0).brierSkill()).isBetween(55.0, 90.0);
    assertThat(sums(1).brierSkill()).isBetween(70.0, 95.0);
  }
}
