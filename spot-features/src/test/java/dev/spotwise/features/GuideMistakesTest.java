package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.Labels.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two leaks of the guide's features: the label's price, and the label's hour. */
class GuideMistakesTest {

  private static final StandardFeatures FEATURES = StandardFeatures.all();
  private static final Duration HORIZON = Duration.ofHours(1);
  private static final int ORIGIN = 600;

  private static Labels labels(Market market) {
    TimeGrid grid = market.grid();
    return Labels.of(market, new int[] {ORIGIN}, HORIZON, new TimeWindow(grid.start(), grid.end()));
  }

  @ParameterizedTest(name = "steps of {0} s")
  @ValueSource(longs = {300, 195, 3600})
  void thePriceBeingPredictedIsNotAFeature(long step) {
    TimeGrid grid = Rows.grid(step, 800);
    long predicted = grid.epochSecond(ORIGIN + grid.steps(HORIZON));
    PoolHistory pool = PoolHistory.random(5, grid, 1).get(0).withPrice(predicted, 40_000);
    PoolHistory moved = pool.withPrice(predicted, 80_000);
    Market market = PoolHistory.market(grid, pool);
    Market movedMarket = PoolHistory.market(grid, moved);
    Market known =
        PoolHistory.market(Rows.grid(step, ORIGIN + 1), pool.until(grid.epochSecond(ORIGIN)));

    assertThat(labels(market).futureMicroUsd(0)).isEqualTo(40_000);
    assertThat(labels(movedMarket).futureMicroUsd(0)).isEqualTo(80_000);
    List<List<Float>> features = Rows.at(market, FEATURES, ORIGIN);
    assertThat(Rows.at(movedMarket, FEATURES, ORIGIN)).isEqualTo(features);
    assertThat(Rows.at(known, FEATURES, ORIGIN)).isEqualTo(features);
  }

  @Test
  void theLabelsHourIsNotInTheInterruptionFeatures() {
    TimeGrid grid = Rows.grid(3600, 800);
    PoolHistory calm = PoolHistory.constant("us-east-1a", 96_000, 30_000).withEvents();
    PoolHistory hit = calm.withEvents(grid.epochSecond(ORIGIN) + 1);
    Market calmMarket = PoolHistory.market(grid, calm);
    Market hitMarket = PoolHistory.market(grid, hit);

    assertThat(labels(calmMarket).outcome(0)).isEqualTo(Outcome.SURVIVED);
    assertThat(labels(hitMarket).outcome(0)).isEqualTo(Outcome.INTERRUPTED);
    assertThat(Rows.at(hitMarket, FEATURES, ORIGIN))
        .isEqualTo(Rows.at(calmMarket, FEATURES, ORIGIN));
  }

  @Test
  void anInterruptionAtTheOriginIsInTheFeaturesAndNotInTheLabel() {
    TimeGrid grid = Rows.grid(3600, 800);
    Market market =
        PoolHistory.market(
            grid,
            PoolHistory.constant("us-east-1a", 96_000, 30_000)
                .withEvents(grid.epochSecond(ORIGIN)));

    assertThat(Rows.value(market, FEATURES, ORIGIN, "interruptions_3h")).isEqualTo(1);
    assertThat(Rows.value(market, FEATURES, ORIGIN, "hours_since_interruption")).isZero();
    assertThat(labels(market).outcome(0)).isEqualTo(Outcome.SURVIVED);
  }
}
