package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotwise.data.Availability;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.Labels.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final TimeGrid GRID = Rows.grid(300, 100);
  private static final TimeWindow ALL = new TimeWindow(GRID.start(), GRID.end());
  private static final PoolHistory POOL = PoolHistory.constant("us-east-1a", 96_000, 30_000);

  private static Outcome outcome(PoolHistory pool, int origin) {
    return Labels.of(PoolHistory.market(GRID, pool), new int[] {origin}, HOUR, ALL).outcome(0);
  }

  private static PoolHistory with(PoolHistory pool, int tick, Availability state) {
    return pool.withState(GRID.epochSecond(tick), state);
  }

  @ParameterizedTest(name = "{0} s after the origin")
  @CsvSource({
    "-1, SURVIVED",
    "0, SURVIVED",
    "1, INTERRUPTED",
    "3599, INTERRUPTED",
    "3600, INTERRUPTED",
    "3601, SURVIVED"
  })
  void theLabelIsStrictlyAfterTheOriginUpToTheHorizon(int seconds, Outcome expected) {
    PoolHistory pool = POOL.withEvents(GRID.epochSecond(40) + seconds);

    assertThat(outcome(pool, 40)).isEqualTo(expected);
  }

  @Test
  void theFuturePriceIsTheOneInEffectAtTheEndOfTheHorizon() {
    Market market =
        PoolHistory.market(
            GRID,
            POOL.withPrice(GRID.epochSecond(52), 31_000)
                .withPrice(GRID.epochSecond(52) + 1, 99_000)
                .withPrice(GRID.epochSecond(55) - 1, 32_000));

    Labels labels = Labels.of(market, new int[] {39, 40, 41, 43}, HOUR, ALL);

    assertThat(labels.rows()).isEqualTo(4);
    assertThat(labels.futureMicroUsd(0)).isEqualTo(30_000);
    assertThat(labels.futureMicroUsd(1)).isEqualTo(31_000);
    assertThat(labels.futureMicroUsd(2)).isEqualTo(99_000);
    assertThat(labels.futureMicroUsd(3)).isEqualTo(32_000);
  }

  @Test
  void anHourOfStepsOf195SecondsIsEighteenTicks() {
    TimeGrid grid = Rows.grid(195, 40);
    Market market =
        PoolHistory.market(grid, POOL.withPrice(grid.epochSecond(18), 31_000).withEvents());
    TimeWindow window = new TimeWindow(grid.start(), grid.end());

    Labels labels = Labels.of(market, new int[] {0, 21, 22}, HOUR, window);

    assertThat(labels.futureMicroUsd(0)).isEqualTo(31_000);
    assertThat(labels.outcome(1)).isEqualTo(Outcome.SURVIVED);
    assertThat(labels.outcome(2)).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest(name = "origin {0}")
  @CsvSource({"46, true", "47, true", "48, false", "49, false", "99, false"})
  void aLabelThatReachesPastItsWindowIsPurged(int origin, boolean known) {
    // The window ends before tick 60, so that 59 is the last a label may reach.
    Instant end = GRID.instant(60);
    Market market = PoolHistory.market(GRID, POOL.withEvents(GRID.epochSecond(98)));

    Labels labels = Labels.of(market, new int[] {origin}, HOUR, new TimeWindow(GRID.start(), end));

    assertThat(labels.outcome(0)).isEqualTo(known ? Outcome.SURVIVED : Outcome.UNKNOWN);
    assertThat(labels.futureMicroUsd(0)).isEqualTo(known ? 30_000 : MicroUsd.UNKNOWN);
  }

  @Test
  void aLabelThatReachesPastTheGridIsPurgedToo() {
    TimeWindow longer = new TimeWindow(GRID.start(), GRID.end().plus(Duration.ofDays(1)));
    Market market = PoolHistory.market(GRID, POOL.withEvents());

    Labels labels = Labels.of(market, new int[] {87, 88}, HOUR, longer);

    assertThat(labels.outcome(0)).isEqualTo(Outcome.SURVIVED);
    assertThat(labels.outcome(1)).isEqualTo(Outcome.UNKNOWN);
    assertThat(labels.futureMicroUsd(1)).isEqualTo(MicroUsd.UNKNOWN);
  }

  @Test
  void aPoolThatNobodyWatchesHasAPriceAndNoOutcome() {
    Labels labels = Labels.of(PoolHistory.market(GRID, POOL), new int[] {40}, HOUR, ALL);

    assertThat(labels.outcome(0)).isEqualTo(Outcome.UNKNOWN);
    assertThat(labels.futureMicroUsd(0)).isEqualTo(30_000);
  }

  @Test
  void aPoolThatIsNotKnownToBeUpAtTheOriginHasNoOutcome() {
    PoolHistory pool =
        with(with(with(POOL, 10, Availability.UP), 30, Availability.DOWN), 50, Availability.UP)
            .withEvents(GRID.epochSecond(45));

    assertThat(outcome(pool, 5)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(pool, 10)).isEqualTo(Outcome.SURVIVED);
    assertThat(outcome(pool, 40)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(pool, 50)).isEqualTo(Outcome.SURVIVED);
  }

  @Test
  void goingDownIsAnInterruption() {
    PoolHistory pool = with(with(POOL, 10, Availability.UP), 30, Availability.DOWN);

    assertThat(outcome(pool, 17)).isEqualTo(Outcome.SURVIVED);
    assertThat(outcome(pool, 18)).isEqualTo(Outcome.INTERRUPTED);
    assertThat(outcome(pool, 29)).isEqualTo(Outcome.INTERRUPTED);
    assertThat(outcome(pool, 30)).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void aPoolOutOfSightBeforeAnythingHappenedHasNoOutcome() {
    PoolHistory lost = with(with(POOL, 10, Availability.UP), 30, Availability.UNKNOWN);
    PoolHistory found = with(with(lost, 33, Availability.UP), 35, Availability.DOWN);

    assertThat(outcome(lost, 17)).isEqualTo(Outcome.SURVIVED);
    assertThat(outcome(lost, 18)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(found, 22)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(found, 23)).isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void rowsAreOriginsAndWithinThemPools() {
    PoolHistory other = PoolHistory.constant("us-east-1b", 96_000, 50_000);
    Market market = PoolHistory.market(GRID, other, POOL.withPrice(GRID.epochSecond(20), 40_000));

    Labels labels = Labels.of(market, new int[] {0, 10}, HOUR, ALL);

    assertThat(labels.rows()).isEqualTo(4);
    assertThat(new long[] {labels.futureMicroUsd(0), labels.futureMicroUsd(1)})
        .containsExactly(30_000, 50_000);
    assertThat(new long[] {labels.futureMicroUsd(2), labels.futureMicroUsd(3)})
        .containsExactly(40_000, 50_000);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {-1, 100})
  void anOriginOutsideTheGridIsRefused(int origin) {
    Market market = PoolHistory.market(GRID, POOL);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.of(market, new int[] {origin}, HOUR, ALL))
        .withMessage("an origin must be in [0, 100) but was " + origin);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"PT0S", "PT-1H"})
  void aHorizonMustLieAhead(Duration horizon) {
    Market market = PoolHistory.market(GRID, POOL);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.of(market, new int[] {1}, horizon, ALL))
        .withMessage("horizon must be > 0 but was " + horizon);
  }
}
