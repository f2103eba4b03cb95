package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the worlds say of themselves, against what happens in them. */
class CalibratedTruthTest {

  private static final TimeWindow YEAR = TimeWindow.parse("2024-01-01/2025-01-01");
  private static final CapacityPool POOL = CapacityPool.of("us-east-1a", "t3.large");

  private static SyntheticWorld world(String name, TimeWindow window, long seed) {
    return name.equals("guide")
        ? new GuideWorld(GuideWorldSettings.withDefaults(window, seed))
        : new CalibratedWorld(
            name.equals("calibrated")
                ? CalibratedWorldSettings.withDefaults(window, seed)
                : CalibratedWorldSettings.independent(window, seed));
  }

  /** Sum of probabilities against count of events in ten classes of equal size; 4 sigma apart. */
  @ParameterizedTest
  @CsvSource({
    "calibrated, 12",
    "calibrated, 288",
    "calibrated-independent, 12",
    "guide, 12",
    "guide, 288"
  })
  void interruptionsComeAsOftenAsTheTruthSays(String name, int steps) {
    SyntheticWorld world = world(name, YEAR, 11);
    TimeGrid grid = world.pools().grid();
    WorldTruth truth = world.truth();
    Map<CapacityPool, InterruptionSeries> events =
        Worlds.events(world, PriceQuery.linux(world.pools().window()));
    Reliability reliability = new Reliability();
    events.forEach(
        (pool, series) -> {
          for (int origin = 0; origin + steps < grid.length(); origin += steps) {
            reliability.add(
                truth.interruptionProbability(pool, origin, steps),
                series.anyWithin(grid.epochSecond(origin), grid.epochSecond(origin + steps)));
          }
        });
    reliability.requireCalibrated(10, 4);
    assertThat(reliability.spread()).isGreaterThan(name.equals("guide") ? 0.001 : 0.002);
  }

  @ParameterizedTest
  @CsvSource({"calibrated", "guide"})
  void theHazardsOfAllStepsSumToTheEvents(String name) {
    SyntheticWorld world = world(name, YEAR, 12);
    WorldTruth truth = world.truth();
    Worlds.events(world, PriceQuery.linux(YEAR))
        .forEach(
            (pool, events) -> {
              double sum = 0;
              for (int tick = 1; tick < world.pools().grid().length(); tick++) {
                sum += truth.hazard(pool, tick);
              }
              assertThat((double) events.size())
                  .as(pool.id())
                  .isCloseTo(sum, within(4 * Math.sqrt(sum)));
            });
  }

  /** Errors of the mean forecast average out, in all and against the forecast change. */
  @ParameterizedTest
  @CsvSource({
    "calibrated, 12",
    "calibrated, 288",
    "calibrated, 2016",
    "guide, 12",
    "calibrated-independent, 288"
  })
  void theMeanPriceIsUnbiased(String name, int steps) {
    SyntheticWorld world = world(name, YEAR, 13);
    Market market = Worlds.market(world);
    WorldTruth truth = world.truth();
    TimeGrid grid = market.grid();
    double residual = 0;
    double square = 0;
    double cross = 0;
    double moved = 0;
    int rows = 0;
    for (int pool = 0; pool < market.pools().size(); pool++) {
      for (int origin = 0; origin + steps < grid.length(); origin += steps) {
        double last = market.prices(pool).microUsdAt(grid.epochSecond(origin));
        double actual = market.prices(pool).microUsdAt(grid.epochSecond(origin + steps));
        double mean = truth.meanUsdPerHour(market.pools().get(pool), origin, steps) * 1e6;
        double error = (actual - mean) / last;
        residual += error;
        square += error * error;
        cross += error * (mean - last) / last;
        moved += (mean - last) * (mean - last) / (last * last);
        rows++;
      }
    }
    assertThat(residual / rows).isCloseTo(0, within(4 * Math.sqrt(square) / rows));
    assertThat(cross / moved)
        .as("slope of the error on the forecast change")
        .isCloseTo(0, within(4 * Math.sqrt(square / rows / moved)));
  }

  /** The recursions against plain sums over every path of the chain, four steps long. */
  @Test
  void theTablesAgreeWithSumsOverAllPaths() {
    CalibratedWorldSettings settings =
        CalibratedWorldSettings.independent(YEAR, 3)
            .withStep(Duration.ofHours(1))
            .with(WorldSetting.QUIET_HOURS, 2)
            .with(WorldSetting.LEVEL_HOURS, 8)
            .with(WorldSetting.CALM_HOURS, 5);
    PoolModel model = PoolModel.of(POOL, settings);
    PathSums sums = new PathSums(model);
    SurvivalTable survival = new SurvivalTable(model.hazard(), 4);
    MeanPriceTable prices = new MeanPriceTable(model, 4);
    for (int state : new int[] {0, 7, 13, 26}) {
      for (Phase phase : Phase.values()) {
        assertThat(survival.survival(phase, state))
            .isCloseTo(sums.survival(phase, state, 4), within(1e-14));
      }
      for (int clock = 0; clock <= model.price().quietTicks(); clock++) {
        double mean = prices.ofPrice(30_000, clock);
        for (int chain = 0; chain < model.pressure().chains(); chain++) {
          mean += prices.ofState(clock, chain, model.pressure().part(state, chain));
        }
        assertThat(mean).isCloseTo(sums.meanPrice(30_000, clock, state, 4), within(1e-8));
      }
    }
  }

  @Test
  void whatTheWorldDoesNotHaveIsRefused() {
    WorldTruth truth = world("calibrated", TimeWindow.parse("2024-01-01/2024-01-02"), 1).truth();
    assertThatThrownBy(() -> truth.hazard(CapacityPool.of("us-east-1z", "t3.large"), 1))
        .hasMessageContaining("pool must be one of the world's but was us-east-1z_t3.large");
    assertThatThrownBy(() -> truth.hazard(POOL, 0))
        .hasMessageContaining("tick must be in [1, 288)");
    assertThatThrownBy(() -> truth.meanUsdPerHour(POOL, 288, 1)).hasMessageContaining("was 288");
    assertThatThrownBy(() -> truth.interruptionProbability(POOL, 0, 0))
        .hasMessageContaining("steps must be >= 1 but was 0");
  }

  /**
   * Without noise every later price is known, and what its interruptions need is on the calendar.
   */
  @Test
  void withoutNoiseTheGuidesWorldIsKnownExactly() {
    GuideWorldSettings guide =
        GuideWorldSettings.withDefaults(TimeWindow.parse("2024-01-01/2024-01-03"), 5);
    GuideWorld world = new GuideWorld(new GuideWorldSettings(guide.pools(), 0, 0));
    WorldTruth truth = world.truth();
    CapacityPool m5 = CapacityPool.of("us-east-1a", "m5.large");
    assertThat(truth.meanUsdPerHour(m5, 0, 3 * 12)).isCloseTo(0.0384 * 0.85, within(1e-12));
    assertThat(truth.hazard(m5, 3 * 12)).isCloseTo(0.005 * 1.5 / 12, within(1e-15));
    assertThat(truth.interruptionProbability(m5, 2 * 12 - 1, 12))
        .isCloseTo(1 - Math.pow(1 - 0.005 * 1.5 / 12, 12), within(1e-12));
    assertThat(MicroUsd.discountPercent(32_640, 96_000)).isBetween(65.0, 70.0);
  }
}
