package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.CalibratedWorld;
import dev.spotwise.data.synthetic.CalibratedWorldSettings;
import dev.spotwise.data.synthetic.PressureFilter;
import dev.spotwise.data.synthetic.WorldTruth;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be known of the {@code calibrated-independent} world: by the world itself, by the exact
 * filter on what a user sees, and by the type's rate alone. Hourly origins, last fifth of 2024.
 */
class CalibratedWorldScoresTest {

  private static final TimeWindow YEAR = TimeWindow.parse("2024-01-01/2025-01-01");
  private static final int HOUR = 12;

  private static final Map<Integer, List<Row>> ROWS =
      Map.of(HOUR, new ArrayList<>(), 6 * HOUR, new ArrayList<>(), 24 * HOUR, new ArrayList<>());

  private record Row(double truth, double filter, double rate, boolean interrupted, Price price) {}

  private record Price(double last, double actual, double truth, double filter) {}

  @BeforeAll
  static void forecast() {
    CalibratedWorld world = new CalibratedWorld(CalibratedWorldSettings.independent(YEAR, 42));
    Market market = GuideWorldScoresTest.market(world);
    WorldTruth truth = world.truth();
    PressureFilter filter = PressureFilter.of(world, market.shape());
    TimeGrid grid = market.grid();
    MarketCursor cursor = market.cursor();
    while (cursor.advance()) {
      filter.advance(cursor.tick());
      int origin = cursor.tick().index();
      if (origin % HOUR == 0 && origin >= 0.8 * grid.length()) {
        ROWS.forEach(
            (steps, rows) -> {
              if (origin + steps < grid.length()) {
                for (int pool = 0; pool < market.pools().size(); pool++) {
                  rows.add(row(world, truth, filter, market, pool, origin, steps));
                }
              }
            });
      }
    }
  }

  private static Row row(
      CalibratedWorld world,
      WorldTruth truth,
      PressureFilter filter,
      Market market,
      int index,
      int origin,
      int steps) {
    CapacityPool pool = market.pools().get(index);
    long now = market.grid().epochSecond(origin);
    long then = market.grid().epochSecond(origin + steps);
    return new Row(
        truth.interruptionProbability(pool, origin, steps),
        filter.interruptionProbability(index, steps),
        world.pools().types().get(pool.instanceType()).interruptionsPerHour(),
        market.interruptions(index).orElseThrow().anyWithin(now, then),
        new Price(
            market.prices(index).microUsdAt(now),
            market.prices(index).microUsdAt(then),
            1e6 * truth.meanUsdPerHour(pool, origin, steps),
            1e6 * filter.meanUsdPerHour(index, steps)));
  }

  private static double auc(List<Row> rows, ToDoubleFunction<Row> score) {
    boolean[] interrupted = new boolean[rows.size()];
    for (int i = 0; i < interrupted.length; i++) {
      interrupted[i] = rows.get(i).interrupted();
    }
    return StabilityMetrics.auc(rows.stream().mapToDouble(score).toArray(), interrupted);
  }

  private static double brier(List<Row> rows, ToDoubleFunction<Row> score) {
    return rows.stream()
        .mapToDouble(row -> Math.pow(score.applyAsDouble(row) - (row.interrupted() ? 1 : 0), 2))
        .average()
        .orElseThrow();
  }

  /** Root mean squared error as a share of the last price. */
  private static double rmse(List<Row> rows, ToDoubleFunction<Price> forecast) {
    return Math.sqrt(
        rows.stream()
            .map(Row::price)
            .mapToDouble(p -> Math.pow((forecast.applyAsDouble(p) - p.actual()) / p.last(), 2))
            .average()
            .orElseThrow());
  }

  @ParameterizedTest(name = "{0} h ahead")
  @CsvSource({
    "1, 0.903, 0.794, 0.647, 0.00609, 0.00657",
    "6, 0.862, 0.739, 0.632, 0.0262, 0.0295",
    "24, 0.742, 0.685, 0.625, 0.0848, 0.0893"
  })
  void whatAUserSeesRanksInterruptionsBetweenTheTypeAndTheTruth(
      int hours, double truth, double filter, double rate, double brier, double filterBrier) {
    List<Row> rows = ROWS.get(hours * HOUR);
    assertThat(rows.size()).isGreaterThan(20_000);
    assertThat(auc(rows, Row::truth)).isCloseTo(truth, within(0.0005));
    assertThat(auc(rows, Row::filter)).isCloseTo(filter, within(0.0005));
    assertThat(auc(rows, Row::rate)).isCloseTo(rate, within(0.0005));
    assertThat(brier(rows, Row::truth)).isCloseTo(brier, withinPercentage(0.5));
    assertThat(brier(rows, Row::filter)).isCloseTo(filterBrier, withinPercentage(0.5));
  }

  /** An hour ahead even the truth hardly foretells the price; a day ahead it does. */
  @ParameterizedTest(name = "{0} h ahead")
  @CsvSource({"1, 0.041, 0.025", "6, 0.164, 0.105", "24, 0.303, 0.202"})
  void theMeanPriceBeatsPersistenceByWhatTheHorizonAllows(int hours, double truth, double filter) {
    List<Row> rows = ROWS.get(hours * HOUR);
    double persistence = rmse(rows, Price::last);
    assertThat(1 - rmse(rows, Price::truth) / persistence).isCloseTo(truth, within(0.0005));
    assertThat(1 - rmse(rows, Price::filter) / persistence).isCloseTo(filter, within(0.0005));
  }
}
