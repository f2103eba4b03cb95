package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.WalkForwardForecasts.Plan;
import dev.spotwise.models.WalkForwardForecasts.Prices;
import dev.spotwise.models.WalkForwardForecasts.Scheme;
import dev.spotwise.models.baseline.PersistencePredictor;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkForwardForecastsTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int BEGIN = 40 * 24;
  private static final int[] ORIGINS = every(BEGIN, 60 * 24);

  private static Instant day(int number) {
    return MARKET.grid().instant(24 * number);
  }

  private static int[] every(int from, int to) {
    return IntStream.range(from, to).filter(tick -> tick % 6 == 0).toArray();
  }

  private static Plan plan(int every, Scheme scheme, Prices prices) {
    return new Plan(
        day(0),
        new TimeWindow(day(40), day(60)),
        Duration.ofDays(every),
        Duration.ofDays(20),
        Duration.ofHours(2),
        scheme,
        prices);
  }

  private static Plan beginning(int day, int least) {
    return new Plan(
        day(0),
        new TimeWindow(day(day), day(60)),
        Duration.ofDays(8),
        Duration.ofDays(least),
        Duration.ofHours(2),
        Scheme.EXPANDING,
        Prices.PERSISTENCE);
  }

  private static WalkForwardForecasts walk(SmallMarket small, Plan plan) {
    return new WalkForwardForecasts(
        small.market(), StandardFeatures.all(), SmallModels.settings(1), plan);
  }

  private static Forecasts forecast(SmallMarket small, Plan plan, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return walk(small, plan).at(ORIGINS, workers);
    }
  }

  /** All that is said at the origins [from, to). */
  private static List<Double> said(Forecasts forecasts, int from, int to) {
    List<Double> said = new ArrayList<>();
    for (int origin = from; origin < to; origin++) {
      for (int pool = 0; pool < 4; pool++) {
        for (int horizon = 0; horizon < 2; horizon++) {
          said.add(forecasts.usdPerHour(origin, pool, horizon));
          said.add(forecasts.survival(origin, pool, horizon));
        }
      }
    }
    return said;
  }

  private static List<Double> said(Forecasts forecasts) {
    return said(forecasts, 0, ORIGINS.length);
  }

  /** What one bundle trained at an instant says at all origins. */
  private static Forecasts alone(Instant from, Instant at, boolean prices) {
    LearningSet set =
        LearningSet.of(
            MARKET.market(),
            StandardFeatures.all(),
            new LearningSet.Windows(
                new TimeWindow(from, at),
                new TimeWindow(at, day(60)),
                Duration.ZERO,
                Duration.ofHours(2)),
            SmallModels.HORIZONS);
    try (Workers workers = Workers.of(1)) {
      LearningSettings settings = SmallModels.settings(1);
      ModelBundle bundle =
          prices
              ? ModelBundle.train(set, settings, workers)
              : ModelBundle.trainStability(set, settings, workers);
      return Forecasts.of(MARKET.market(), StandardFeatures.all(), bundle, ORIGINS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneSegmentIsOneBundle(Prices prices) {
    Forecasts walked = forecast(MARKET, plan(20, Scheme.EXPANDING, prices), 1);

    Forecasts once = alone(day(0), day(40), prices == Prices.TRAINED);

    assertThat(said(walked)).isEqualTo(said(once));
    assertThat(walked.knowsUntil()).isEqualTo(day(40)).isEqualTo(once.knowsUntil());
    assertThat(walked.priceHorizons()).isEqualTo(SmallModels.HORIZONS);
    assertThat(walked.survivalHorizons()).isEqualTo(SmallModels.HORIZONS);
  }

  @ParameterizedTest
  @EnumSource
  void segmentsSwitchExactlyAtTheirInstants(Scheme scheme) {
    Forecasts walked = forecast(MARKET, plan(8, scheme, Prices.PERSISTENCE), 2);

    int begin = 0;
    for (int day : new int[] {40, 48, 56}) {
      Instant from = scheme == Scheme.EXPANDING ? day(0) : day(day - 20);
      Forecasts own = alone(from, day(day), false);
      int end = day == 56 ? ORIGINS.length : begin + 8 * 4;
      assertThat(walked.originTick(begin)).isEqualTo(day * 24);
      assertThat(said(walked, begin, end)).isEqualTo(said(own, begin, end));
      if (day < 56) {
        assertThat(said(walked, end, end + 1)).isNotEqualTo(said(own, end, end + 1));
      }
      begin = end;
    }
    assertThat(walked.knowsUntil()).isEqualTo(day(56));
  }

  @Test
  void futureDataNeverChangesAForecast() {
    Plan plan = plan(8, Scheme.EXPANDING, Prices.TRAINED);
    List<Double> said = said(forecast(MARKET, plan, 1));

    for (int cut : new int[] {7, 45}) {
      Instant at = MARKET.grid().instant(ORIGINS[cut]);
      SmallMarket other = MARKET.thenAs(SmallMarket.random(2), at);
      Forecasts changed = forecast(other, plan, 1);
      int values = 16 * (cut + 1);

      assertThat(said(changed, 0, cut + 1)).isEqualTo(said.subList(0, values));
      assertThat(said(changed)).isNotEqualTo(said);
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Plan plan = plan(10, Scheme.SLIDING, Prices.TRAINED);

    assertThat(said(forecast(MARKET, plan, 1))).isEqualTo(said(forecast(MARKET, plan, 3)));
  }

  @Test
  void pricesCanStayWhatTheyAre() {
    Forecasts walked = forecast(MARKET, plan(8, Scheme.EXPANDING, Prices.PERSISTENCE), 1);

    for (int origin = 0; origin < ORIGINS.length; origin++) {
      long second = MARKET.grid().epochSecond(ORIGINS[origin]);
      double last = MicroUsd.toUsd(MARKET.market().prices(1).microUsdAt(second));
      assertThat(walked.usdPerHour(origin, 1, 1)).isEqualTo(last);
    }
    ModelBundle bundle;
    try (Workers workers = Workers.of(1)) {
      bundle =
          ModelBundle.trainStability(SmallModels.set(MARKET), SmallModels.settings(1), workers);
    }
    assertThat(bundle.price().card().model()).isEqualTo(PersistencePredictor.ID);
    assertThat(bundle.stability().card().model()).isEqualTo("boosting");
    assertThat(bundle.features()).isPresent();
  }

  @Test
  void beforeTheFirstTrainableInstantThereAreNoForecasts() {
    // the window begins at day 10, every 8 days an instant; 20 days are known from day 26 on
    Plan plan = beginning(10, 20);
    int[] origins = every(240, 60 * 24);
    Forecasts walked;
    try (Workers workers = Workers.of(1)) {
      walked = walk(MARKET, plan).at(origins, workers);
    }

    assertThat(walk(MARKET, plan).instants())
        .containsExactly(day(26), day(34), day(42), day(50), day(58));
    assertThat(walked.originAt(26 * 24 - 1)).isEqualTo(-1);
    assertThat(walked.originAt(26 * 24)).isZero();
    assertThat(walked.originTick(0)).isEqualTo(26 * 24);
    walked.requireKnowsNothingFrom(day(10));
  }

  @Test
  void whereNothingCanBeTrainedThereAreNoForecastsAtAll() {
    Forecasts none;
    try (Workers workers = Workers.of(1)) {
      none = walk(MARKET, beginning(40, 100)).at(ORIGINS, workers);
    }

    assertThat(none.originAt(60 * 24)).isEqualTo(-1);
    assertThat(none.priceHorizons()).isEqualTo(SmallModels.HORIZONS);
    assertThat(none.survivalHorizons()).isEqualTo(SmallModels.HORIZONS);
    none.requireKnowsNothingFrom(day(0));
  }

  @Test
  void everySegmentIsHeldToWhenItIsFirstRead() {
    Forecasts walked = forecast(MARKET, plan(8, Scheme.EXPANDING, Prices.PERSISTENCE), 1);

    walked.requireKnowsNothingFrom(day(40));
    walked.requireKnowsNothingFrom(day(50));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alone(day(0), day(48), false).requireKnowsNothingFrom(day(45)))
        .withMessage(
            "models must be trained before the window begins at 2024-04-15T00:00:00Z but know"
                + " everything until 2024-04-18T00:00:00Z");
  }

  @Test
  void originsWithoutASegmentOfTheirOwnTakeNoTraining() {
    try (Workers workers = Workers.of(1)) {
      Forecasts late =
          walk(MARKET, plan(8, Scheme.EXPANDING, Prices.PERSISTENCE))
              .at(every(57 * 24, 58 * 24), workers);

      assertThat(late.originAt(57 * 24 - 1)).isEqualTo(-1);
      assertThat(late.knowsUntil()).isEqualTo(day(56));
    }
  }

  @Test
  void anInstantWithNothingToLearnFromIsNamed() {
    // 12 hours are more than the longest horizon, but the interval leaves labels for no origin
    Plan sliding =
        new Plan(
            day(0),
            new TimeWindow(day(40), day(60)),
            DAY,
            Duration.ofHours(3),
            Duration.ofHours(2),
            Scheme.SLIDING,
            Prices.PERSISTENCE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(MARKET, sliding, 1))
        .withMessageStartingWith("models of 2024-04-10T00:00:00Z, trained on 2024-04-09T21:00:00Z/")
        .withMessageContaining("horizon must be shorter than the window to train on");
  }

  @Test
  void originsAndPlansMustMakeSense() {
    Plan plan = plan(8, Scheme.EXPANDING, Prices.PERSISTENCE);
    for (int tick : new int[] {BEGIN - 1, 60 * 24}) {
      try (Workers workers = Workers.of(1)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> walk(MARKET, plan).at(new int[] {tick}, workers))
            .withMessageContaining("one was tick " + tick + " of [960, 1440)");
      }
    }
    for (Duration wrong : List.of(Duration.ZERO, DAY.negated())) {
      for (int place = 0; place < 3; place++) {
        Duration every = place == 0 ? wrong : DAY;
        Duration least = place == 1 ? wrong : DAY;
        Duration interval = place == 2 ? wrong : DAY;
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    new Plan(
                        day(0),
                        plan.window(),
                        every,
                        least,
                        interval,
                        Scheme.EXPANDING,
                        Prices.TRAINED))
            .withMessageEndingWith("must be > 0 but was " + wrong);
      }
    }
  }
}
