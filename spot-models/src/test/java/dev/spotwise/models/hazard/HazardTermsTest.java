package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HazardTermsTest {

  private static final LearningSet SET = SmallModels.set(SmallMarket.random(5));
  private static final PoolPriors PRIORS = PoolPriors.of(SET, Duration.ofHours(1), 0.5);
  private static final CapacityPool POOL = SET.features().pools().get(1);

  /** The terms of one row of POOL at Wednesday 06:00 UTC, spot at half of on-demand. */
  private static Map<String, Double> terms(Map<String, Float> features) {
    FeatureSchema schema = new FeatureSchema("v", new ArrayList<>(features.keySet()), 300);
    FeatureMatrix x = FeatureMatrix.allocate(schema, List.of(POOL), 1);
    x.describe(0, 0, Instant.parse("2024-01-03T06:00:00Z").getEpochSecond(), 50_000, 100_000);
    int column = 0;
    for (float value : features.values()) {
      x.set(0, column++, value);
    }
    HazardTerms terms = HazardTerms.of(schema, PRIORS);
    double[] values = new double[terms.width()];
    terms.fill(x, 0, values);
    Map<String, Double> named = new LinkedHashMap<>();
    for (int term = 0; term < values.length; term++) {
      named.put(terms.names().get(term), values[term]);
    }
    return named;
  }

  @Test
  void sharesAndRatesEnterAsTheyAreAgesAndCountsAsLogarithms() {
    Map<String, Float> features = new LinkedHashMap<>();
    features.put("up_share_6h", 0.75f);
    features.put("interruption_rate_24h", -2.5f);
    features.put("sibling_up", 0.5f);
    features.put("hours_in_state", 13f);
    features.put("hours_since_sibling_interruption", 0f);
    features.put("same_time_interruptions_14d", 3f);
    features.put("family_interruptions_1h", Float.NaN);
    features.put("price_lag_5m", 9f);

    Map<String, Double> terms = terms(features);

    double age = Math.log(1 + 13 * 3600 / 195.0);
    assertThat(terms)
        .containsEntry("up_share_6h", 0.75)
        .containsEntry("interruption_rate_24h", -2.5)
        .containsEntry("sibling_up", 0.5)
        .containsEntry("hours_since_sibling_interruption", 0.0)
        .containsEntry("family_interruptions_1h", Double.NaN)
        .doesNotContainKeys("price_lag_5m", "weekend", "step", "excess_3h");
    assertThat(terms.get("hours_in_state")).isCloseTo(age, within(1e-12));
    assertThat(terms.get("same_time_interruptions_14d")).isCloseTo(Math.log(4), within(1e-12));
    assertThat(terms.get("hours_in_state x sibling_up")).isCloseTo(age / 2, within(1e-12));
    assertThat(terms.get("hours_in_state x interruption_rate_24h"))
        .isCloseTo(-2.5 * age, within(1e-12));
  }

  @Test
  void historyIsHeldAgainstTheTypesRate() {
    double rate = PRIORS.ratePerHour(POOL);
    Map<String, Float> features = new LinkedHashMap<>();
    features.put("interruption_pressure_3h", 1.5f);
    features.put("hours_since_interruption", 0.5f);

    Map<String, Double> terms = terms(features);

    assertThat(terms.get("type_rate")).isCloseTo(Math.log(rate), within(1e-12));
    assertThat(terms.get("excess_3h")).isCloseTo(Math.log(1.7 / (0.2 + 3 * rate)), within(1e-9));
    assertThat(terms.get("just_interrupted")).isCloseTo(Math.exp(-1), within(1e-12));
    features.put("hours_since_interruption", Float.NaN);
    assertThat(terms(features)).containsEntry("just_interrupted", 0.0);
  }

  @Test
  void pricesCountInThePoolsOwnSteps() {
    Map<String, Float> features = new LinkedHashMap<>();
    features.put("last_change", -0.006f);
    features.put("mean_abs_change_30d", 0.004f);

    Map<String, Double> terms = terms(features);

    double above = Math.log(0.5) - PRIORS.usualLogPrice(POOL);
    // asinh(-0.006 / (0.3 x 0.004)) = asinh(-5)
    assertThat(terms.get("step")).isCloseTo(-2.3124383, within(1e-6));
    assertThat(terms.get("level")).isCloseTo(above / 0.004f, within(1e-6));
  }

  @Test
  void theClockCountsTwiceAndOnWeekdaysApart() {
    Map<String, Double> terms = terms(Map.of("hour", 6f, "weekday", 2f));

    assertThat(terms(Map.of("hour", 6f, "weekday", 5f)))
        .containsEntry("weekend", 1.0)
        .containsEntry("UTC_SIN", 1.0)
        .containsEntry("UTC_SIN_on_weekdays", 0.0);
    assertThat(terms)
        .containsEntry("weekend", 0.0)
        .containsEntry("UTC_SIN", 1.0)
        .containsEntry("UTC_SIN_on_weekdays", 1.0)
        .containsKeys("LOCAL_COS", "LOCAL_SIN_on_weekdays");
  }

  @Test
  void theAdvisorsShareEntersAsTheLogarithmOfAHazard() {
    Map<String, Double> terms = terms(Map.of("advisor_monthly_share", 0.175f));

    assertThat(terms.get("advisor_monthly_share"))
        .isCloseTo(Math.log(-Math.log(1 - 0.175f)), within(1e-6));
    assertThat(terms(Map.of("advisor_monthly_share", 1f)).get("advisor_monthly_share"))
        .isCloseTo(Math.log(-Math.log(0.01)), within(1e-6));
  }
}
