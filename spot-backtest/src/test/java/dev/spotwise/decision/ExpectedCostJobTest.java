package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code expected-cost} does with a deadline: 24 h of work, restarts of three minutes. */
class ExpectedCostJobTest {

  private static final DecisionPolicy POLICY =
      Policies.expectedCost(ExpectedCostSettings.defaults());

  private static Workload job(int deadlineHours) {
    return in(A)
        .withJob(
            new DeadlineJob(Duration.ofHours(24), Duration.ofHours(deadlineHours), Duration.ZERO));
  }

  private static JobProgress progress(int workHours, int timeHours) {
    return new JobProgress(
        Duration.ofHours(workHours), Duration.ZERO, Duration.ZERO, Duration.ofHours(timeHours));
  }

  private static Decision decide(
      Market market, int tick, Optional<Placement> current, JobProgress progress) {
    return POLICY.decide(
        TestMarket.context(
            market,
            tick,
            Optional.empty(),
            job(60),
            Trigger.WATCH,
            WorkloadState.at(current).withJob(progress)));
  }

  @Test
  void takesSpotWhenItIsUpAndStaysThere() {
    Market market = TestMarket.hours(2).pool(A, 0.04).pool(B, 0.03).build();

    Decision start = decide(market, 1, Optional.empty(), progress(24, 60));

    assertThat(((Decision.Move) start).to()).isEqualTo(new Placement.Spot(B));
    assertThat(start.rationale().options())
        .extracting(Rationale.Option::placement)
        .containsExactly(B.id(), "wait", "on-demand m5.large");
    assertThat(decide(market, 1, spot(B), progress(20, 50))).isInstanceOf(Decision.Stay.class);
  }

  @Test
  void waitsWhileThereIsTimeAndRunsOnDemandWhenThereIsLittle() {
    Market market = TestMarket.hours(2).pool(A, 0.04).states(A, "DD").build();

    assertThat(decide(market, 1, Optional.empty(), progress(24, 60)))
        .isInstanceOf(Decision.Wait.class);
    Decision late = decide(market, 1, Optional.empty(), progress(24, 25));
    assertThat(((Decision.Move) late).to()).isEqualTo(in(A).fallback());
  }

  @Test
  void spotDearerThanOnDemandIsNotTaken() {
    Market market = TestMarket.hours(2).pool(A, 0.11).build();

    Decision decision = decide(market, 1, Optional.empty(), progress(24, 25));

    assertThat(((Decision.Move) decision).to()).isEqualTo(in(A).fallback());
  }

  @Test
  void leavesSpotThatHasBecomeDearerThanOnDemand() {
    Market market = TestMarket.hours(3).pool(A, 0.04, 0.04, 0.90).build();

    Decision before = decide(market, 1, spot(A), progress(20, 50));
    Decision after = decide(market, 2, spot(A), progress(19, 49));

    assertThat(before).isInstanceOf(Decision.Stay.class);
    assertThat(before.rationale().options())
        .extracting(Rationale.Option::placement)
        .contains(A.id(), "on-demand m5.large");
    assertThat(after).isNotInstanceOf(Decision.Stay.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void costsLessThanOnDemandAndIsDoneInTime(long seed) {
    Market market = TestMarket.random(seed, 80, 80, seed, 1, false);
    Backtester backtester = new Backtester(market, BillingRules.aws(), Duration.ofHours(1));

    CostSummary costs =
        backtester.replay(TestMarket.ticks(5, 70), POLICY, job(60), Knowledge.none()).costs();

    assertThat(costs.detail().deadlineMissed()).isFalse();
    assertThat(costs.detail().makespanHours()).isLessThanOrEqualTo(60);
    assertThat(costs.detail().usefulHours()).isEqualTo(24);
    assertThat(costs.totalUsd()).isLessThan(24.05 * 0.10);
  }
}
