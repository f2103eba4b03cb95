package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.StabilityFirstSettings;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Micro traces of every policy, hourly ticks and decisions, EC2's billing without the refund: 0.10
 * USD/h on demand, a restart of 3 minutes at that price (0.005 USD) unless a trace says otherwise.
 */
class PolicyTraceTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final BillingRules PAID = BillingRules.aws().withoutRefund();

  private static Replay replay(Market market, DecisionPolicy policy, Workload workload) {
    return new Backtester(market, PAID, Duration.ofHours(1))
        .replay(ticks(0, market.grid().length()), policy, workload, Knowledge.none());
  }

  private static double cost(Market market, DecisionPolicy policy) {
    return replay(market, policy, in(A)).costs().totalUsd();
  }

  /** A is lost at tick 3 and back at tick 4; B gets cheap by and by. */
  private static final Market PAIR =
      TestMarket.hours(6)
          .pool(A, 0.05)
          .pool(B, 0.06, 0.048, 0.04, 0.04, 0.04, 0.06)
          .states(A, "UUUDUU")
          .build();

  @Test
  void cheapest() {
    // A 0.05; to B 0.005 + 0.048, 0.04, 0.04, 0.04; back 0.005 + 0.05
    assertThat(cost(PAIR, Policies.cheapest())).isCloseTo(0.278, EXACT);
  }

  @Test
  void cheapestLeavesAPoolThatCostsTheSame() {
    Market tie = TestMarket.hours(2).pool(A, 0.04).pool(B, 0.04).build();

    // B is left at the first decision: 0.005, 2 x 0.04
    CostSummary costs = replay(tie, Policies.cheapest(), in(B)).costs();
    assertThat(costs.totalUsd()).isCloseTo(0.085, EXACT);
    assertThat(replay(tie, Policies.cheapest(), in(A)).costs().migrations()).isZero();
  }

  @Test
  void stickyCheapest() {
    // A 3 x 0.05; lost: 0.005 + B 2 x 0.04 + 0.06
    assertThat(cost(PAIR, Policies.stickyCheapest())).isCloseTo(0.295, EXACT);
  }

  @Test
  void stickyAvailable() {
    Market three =
        TestMarket.hours(6)
            .pool(A, 0.05)
            .pool(B, 0.02)
            .pool(C, 0.06)
            .states(A, "UUUDUU")
            .states(B, "UDUUUU")
            .states(C, "UUUUDU")
            .build();

    // A 3 x 0.05; lost at tick 3, when C was never down: 0.005 + 0.06; lost at tick 4, shares 4 of
    // 5
    // each, B is cheaper: 0.005 + 2 x 0.02
    assertThat(cost(three, Policies.stickyAvailable())).isCloseTo(0.26, EXACT);
    // A 3 x 0.05; 0.005 + B 3 x 0.02
    assertThat(cost(three, Policies.stickyCheapest())).isCloseTo(0.215, EXACT);
  }

  @Test
  void hysteresis() {
    // A 0.05, 0.05, for 4 % is not enough; to B for 20 % 0.005 + 3 x 0.04; back for 16.7 % 0.005 +
    // 0.05
    assertThat(cost(PAIR, Policies.hysteresis(5))).isCloseTo(0.28, EXACT);
    // A 3 x 0.05; lost: 0.005 + B 2 x 0.04 + 0.06
    assertThat(cost(PAIR, Policies.hysteresis(25))).isCloseTo(0.295, EXACT);
  }

  @Test
  void onDemand() {
    // moved at the first decision: 0.005 + 6 x 0.10
    assertThat(cost(PAIR, Policies.onDemand())).isCloseTo(0.605, EXACT);
    assertThat(
            replay(PAIR, Policies.onDemand(), in(A).withStart(in(A).fallback())).costs().totalUsd())
        .isCloseTo(0.6, EXACT);
  }

  @Test
  void stay() {
    // A 3 x 0.05; on demand 0.005 + 0.10; back 0.005 + 2 x 0.05
    assertThat(cost(PAIR, Policies.stay())).isCloseTo(0.36, EXACT);
  }

  @Test
  void stabilityFirstWithoutForecastsGoesByPrice() {
    // as hysteresis of 5 %
    assertThat(cost(PAIR, Policies.stabilityFirst(StabilityFirstSettings.guide())))
        .isCloseTo(0.28, EXACT);
  }

  @Test
  void withNoPoolUpTheyAreOnDemandAndComeBackAtOnce() {
    Market gap =
        TestMarket.hours(5)
            .pool(A, 0.05)
            .pool(B, 0.04)
            .states(A, "UDDDD")
            .states(B, "DDDUU")
            .build();

    // A 0.05; on demand 0.005 + 2 x 0.10; B 0.005 + 2 x 0.04
    for (DecisionPolicy policy :
        new DecisionPolicy[] {
          Policies.cheapest(),
          Policies.stickyCheapest(),
          Policies.stickyAvailable(),
          Policies.hysteresis(5),
          Policies.greedy(),
          Policies.uniformProgress(),
          Policies.stabilityFirst(StabilityFirstSettings.guide())
        }) {
      assertThat(cost(gap, policy)).as(policy.id()).isCloseTo(0.34, EXACT);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void withoutADeadlineThoseForJobsDecideAsStickyCheapest(long seed) {
    Market market = TestMarket.random(seed, 200, 200, seed, 1, false);
    Replay sticky = replay(market, Policies.stickyCheapest(), in(A));

    for (DecisionPolicy policy :
        new DecisionPolicy[] {Policies.greedy(), Policies.uniformProgress()}) {
      Replay own = replay(market, policy, in(A));
      assertThat(own.costs()).isEqualTo(sticky.costs());
      assertThat(own.decisions()).isEqualTo(sticky.decisions());
      assertThat(own.restarts()).isEqualTo(sticky.restarts());
    }
  }

  private static Workload job(int workHours, int deadlineHours) {
    return in(A)
        .withRestart(Duration.ofMinutes(30))
        .withJob(
            new DeadlineJob(
                Duration.ofHours(workHours), Duration.ofHours(deadlineHours), Duration.ZERO));
  }

  @Test
  void greedy() {
    Market market = TestMarket.hours(8).pool(A, 0.04).states(A, "DUUDDDDD").build();

    CostSummary costs = replay(market, Policies.greedy(), job(2, 8)).costs();

    // tick 0 nothing is up; 1, 2 half an hour to start and 1.5 h of work, 2 x 0.04; then it waits
    // until half an hour of work and one to start no longer fit after another step: at tick 7 an
    // hour on demand
    assertThat(costs.totalUsd()).isCloseTo(0.18, EXACT);
    assertThat(costs.detail().makespanHours()).isEqualTo(8);
    assertThat(costs.detail().deadlineMissed()).isFalse();
    assertThat(costs.onDemandHours()).isEqualTo(1);
  }

  @Test
  void greedyStaysOnDemandOnceTheDeadlineIsNear() {
    Market market = TestMarket.hours(8).pool(A, 0.04).states(A, "DDDDUUUU").build();

    CostSummary costs = replay(market, Policies.greedy(), job(4, 8)).costs();

    // at tick 3: 5 h left, 4 h of work, half an hour to start, an hour till the next question: on
    // demand for 4.5 h, though spot is up an hour later
    assertThat(costs.totalUsd()).isCloseTo(0.45, EXACT);
    assertThat(costs.detail().makespanHours()).isEqualTo(7.5);
    assertThat(costs.migrations()).isZero();
  }

  @Test
  void uniformProgress() {
    Market market = TestMarket.hours(12).pool(A, 0.04).states(A, "UDDUUUUUUUUU").build();

    Replay replay = replay(market, Policies.uniformProgress(), job(4, 12));

    // a third of an hour is expected by the hour. Tick 0: spot, half an hour done. 1: none is up,
    // ahead of 0.33: waits. 2: behind 0.67: on demand, half an hour more. 3: 1 h done, two restarts
    // on 1.33 are expected: on demand, 2 h done. 4: ahead of 1.67: spot, 2.5 h in all, done 6.5 h
    // on.
    // 0.04 + 2 x 0.10 + 2.5 x 0.04
    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd()).isCloseTo(0.34, EXACT);
    assertThat(costs.onDemandHours()).isEqualTo(2);
    assertThat(costs.detail().makespanHours()).isEqualTo(6.5);
    assertThat(costs.detail().lostHours()).isEqualTo(1.5);
    assertThat(replay.decisions())
        .extracting(DecisionRecord::reason)
        .contains(
            "0.5 h done, 0.3 h expected, no pool is up",
            "0.5 h done, 0.7 h expected, no pool is up",
            "1.0 h done, 1.3 h expected",
            "2.0 h done, 1.7 h expected");
  }

  @Test
  void uniformProgressWaitsWhenAheadAndNoPoolIsUp() {
    Market market = TestMarket.hours(12).pool(A, 0.04).states(A, "UDDDDDDDDDDD").build();

    CostSummary costs = replay(market, Policies.uniformProgress(), job(4, 12)).costs();

    // spot half an hour done; waits at 1; on demand at 2 and 3, 2 h done, 1.67 h expected: waits at
    // 4; 5: 1.67, waits; 6: 2, waits; 7: 2.33, behind, on demand at 7 and 8, 3.5 h done, two
    // restarts on 3.33 are expected: waits at 9 and 10; 11: on demand for an hour, the deadline
    assertThat(costs.onDemandHours()).isEqualTo(5);
    assertThat(costs.totalUsd()).isCloseTo(0.54, EXACT);
    assertThat(costs.detail().makespanHours()).isEqualTo(12);
  }
}
