package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What can be known of the {@code calibrated-independent} world an hour ahead: by the world itself,
 * by the exact filter on what a user sees, and by the type's rate alone. Last fifth of 2024.
 */
class CalibratedWorldScoresTest {

  private static final TimeWindow YEAR = TimeWindow.parse("2024-01-01/2025-01-01");
  private static final int HOUR = 12;

  private static final List<Row> ROWS = new ArrayList<>();

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
      if (origin % HOUR != 0 || origin < 0.8 * grid.length() || origin + HOUR >= grid.length()) {
        continue;
      }
      long now = grid.epochSecond(origin);
      long then = grid.epochSecond(origin + HOUR);
      for (int i = 0; i < market.pools().size(); i++) {
        CapacityPool pool = market.pools().get(i);
        ROWS.add(
            new Row(
                truth.interruptionProbability(pool, origin, HOUR),
                filter.interruptionProbability(i, HOUR),
                world.pools().types().get(pool.instanceType()).interruptionsPerHour(),
                market.interruptions(i).orElseThrow().anyWithin(now, then),
                new Price(
                    market.prices(i).microUsdAt(now),
                    market.prices(i).microUsdAt(then),
                    1e6 * truth.meanUsdPerHour(pool, origin, HOUR),
                    1e6 * filter.meanUsdPerHour(i, HOUR))));
      }
    }
  }

  private static double auc(ToDoubleFunction<Row> score) {
    boolean[] interrupted = new boolean[ROWS.size()];
    for (int i = 0; i < interrupted.length; i++) {
      interrupted[i] = ROWS.get(i).interrupted();
    }
    return StabilityMetrics.auc(ROWS.stream().mapToDouble(score).toArray(), interrupted);
  }

  private static double brier(ToDoubleFunction<Row> score) {
    return ROWS.stream()
        .mapToDouble(row -> Math.pow(score.applyAsDouble(row) - (row.interrupted() ? 1 : 0), 2))
        .average()
        .orElseThrow();
  }

  /** Root mean squared error as a share of the last price. */
  private static double rmse(ToDoubleFunction<Price> forecast) {
    return Math.sqrt(
        ROWS.stream()
            .map(Row::price)
            .mapToDouble(p -> Math.pow((forecast.applyAsDouble(p) - p.actual()) / p.last(), 2))
            .average()
            .orElseThrow());
  }

  @Test
  void whatAUserSeesRanksInterruptionsFarBetterThanTheTypeAndWorseThanTheTruth() {
    assertThat(ROWS.size()).isGreaterThan(20_000);
    assertThat(auc(Row::truth)).isCloseTo(0.903, within(0.0005));
    assertThat(auc(Row::filter)).isCloseTo(0.794, within(0.0005));
    assertThat(auc(Row::rate)).isCloseTo(0.647, within(0.0005));
    assertThat(brier(Row::truth)).isCloseTo(0.00609, within(0.000005));
    assertThat(brier(Row::filter)).isCloseTo(0.00657, within(0.000005));
  }

  @Test
  void anHourAheadEvenTheTruthHardlyForetellsThePrice() {
    double persistence = rmse(Price::last);
    assertThat(1 - rmse(Price::truth) / persistence).isCloseTo(0.041, within(0.0005));
    assertThat(1 - rmse(Price::filter) / persistence).isCloseTo(0.025, within(0.0005));
  }
}
