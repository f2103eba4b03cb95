package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.HandMadeForecasts;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PoolStatistics;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a backtester does not accept. */
class BacktesterRefusalsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static Replay replay(Market market, DecisionPolicy policy, Workload workload) {
    return new Backtester(market, BillingRules.guide(), HOUR)
        .replay(ticks(0, market.grid().length()), policy, workload, Knowledge.none());
  }

  @Test
  void aWindowBeyondTheGridIsRefused() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();
    Backtester backtester = new Backtester(market, BillingRules.guide(), HOUR);

    for (TimeWindow window : List.of(ticks(-1, 3), ticks(2, 5), ticks(7, 9))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> backtester.replay(window, Policies.stay(), in(A), Knowledge.none()))
          .withMessageContaining("window must hold a tick and lie within")
          .withMessageContaining(window.toString());
    }
    TimeWindow between =
        new TimeWindow(TestMarket.START.plusSeconds(60), TestMarket.START.plusSeconds(120));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backtester.replay(between, Policies.stay(), in(A), Knowledge.none()));
  }

  @Test
  void aStartThatTheMarketDoesNotHaveIsRefused() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> replay(market, Policies.stay(), in(B)))
        .withMessage("start must be a pool or type of the market but was us-east-1b_m5.large");
  }

  @Test
  void intervalsAndChargesMustMakeSense() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();

    for (Duration interval : List.of(Duration.ZERO, Duration.ofHours(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Backtester(market, BillingRules.guide(), interval))
          .withMessageStartingWith("interval must be > 0");
    }
    for (Duration migration : List.of(Duration.ofHours(-1), Duration.ofSeconds(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BillingRules.aws().withMigration(Optional.of(migration)))
          .withMessage("migration must be >= 0 but was " + migration);
    }
  }

  @Test
  void forecastsTrainedIntoTheWindowAreRefused() {
    Market market = TestMarket.hours(6).pool(A, 0.04).build();
    Backtester backtester = new Backtester(market, BillingRules.guide(), HOUR);
    var view =
        HandMadeForecasts.at(
            market, HandMadeForecasts.UNKNOWN, HandMadeForecasts.UNKNOWN, ticks(-9, 3));

    assertThat(
            backtester.replay(ticks(3, 6), Policies.stay(), in(A), Knowledge.of(view)).decisions())
        .hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> backtester.replay(ticks(2, 6), Policies.stay(), in(A), Knowledge.of(view)))
        .withMessageContaining("know everything until 2025-01-01T03:00:00Z");
  }

  @Test
  void statisticsMeasuredIntoTheWindowAreRefused() {
    Market market = TestMarket.hours(6).pool(A, 0.04).states(A, "UUUUUU").build();
    Backtester backtester = new Backtester(market, BillingRules.guide(), HOUR);
    Knowledge knowledge = Knowledge.none().with(PoolStatistics.of(market, ticks(0, 3)));

    assertThat(backtester.replay(ticks(3, 6), Policies.stay(), in(A), knowledge).decisions())
        .hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backtester.replay(ticks(2, 6), Policies.stay(), in(A), knowledge))
        .withMessage(
            "statistics must end before the window begins at 2025-01-01T02:00:00Z but know everything"
                + " until 2025-01-01T03:00:00Z");
  }

  @Test
  void aStartOfATypeThatIsNotEligibleIsRefused() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(BIG, 0.04).build();
    Workload listed =
        in(A).withEligible(new Eligibility(new TreeSet<>(List.of("m5.xlarge")), 0, 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> replay(market, Policies.stay(), listed))
        .withMessage(
            "start must be of an eligible type, m5.xlarge of 0 vCPUs and 0.0 GiB or more, but was"
                + " us-east-1a_m5.large");
    for (Eligibility need :
        List.of(new Eligibility(new TreeSet<>(), 3, 0), new Eligibility(new TreeSet<>(), 0, 8.1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> replay(market, Policies.stay(), in(A).withEligible(need)))
          .withMessageContaining("start must be of an eligible type, any type of");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  replay(
                      market,
                      Policies.stay(),
                      in(A).withStart(in(A).fallback()).withEligible(need)))
          .withMessageContaining("but was on-demand m5.large");
    }
  }

  @Test
  void aWindowThatEndsBeforeTheDeadlineIsRefused() {
    Market market = TestMarket.hours(6).pool(A, 0.04).build();
    Backtester backtester = new Backtester(market, BillingRules.aws(), HOUR);
    Workload job =
        in(A).withJob(new DeadlineJob(Duration.ofHours(2), Duration.ofHours(4), Duration.ZERO));

    assertThat(
            backtester
                .replay(ticks(0, 4), Policies.onDemand(), job, Knowledge.none())
                .costs()
                .detail()
                .deadlineMissed())
        .isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> backtester.replay(ticks(0, 3), Policies.onDemand(), job, Knowledge.none()))
        .withMessage(
            "window must reach the deadline of the job, 2025-01-01T04:00:00Z, but was "
                + ticks(0, 3));
    TimeWindow between =
        new TimeWindow(
            TestMarket.START.plusSeconds(60), TestMarket.START.plusSeconds(4 * 3600 + 60));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backtester.replay(between, Policies.onDemand(), job, Knowledge.none()))
        .withMessageContaining("the deadline of the job, 2025-01-01T05:00:00Z");
  }
}
