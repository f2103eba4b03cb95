package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.LARGE;
import static dev.spotwise.decision.TestMarket.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.FixedPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Overheads;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Micro traces of every billing rule: ticks of half an hour, a large instance at 0.10 USD/h on
 * demand, a restart of 3 minutes at that price (0.005 USD).
 */
class BillingTraceTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Placement ON_DEMAND = in(A).fallback();
  private static final CapacityPool WEST = CapacityPool.of("us-west-2a", "m5.large");

  private static TestMarket halfHours(int length) {
    return TestMarket.every(HALF_HOUR, length);
  }

  private static Replay replay(
      BillingRules billing, Market market, DecisionPolicy policy, Workload workload) {
    TimeWindow all = new TimeWindow(market.grid().start(), market.grid().end());
    return new Backtester(market, billing, HALF_HOUR)
        .replay(all, policy, workload, Knowledge.none());
  }

  private static CostSummary costs(
      BillingRules billing, Market market, DecisionPolicy policy, Workload workload) {
    return replay(billing, market, policy, workload).costs();
  }

  /** The amounts of one kind in the log. */
  private static List<Double> told(Replay replay, Kind kind) {
    return replay.events().stream()
        .filter(event -> event.kind() == kind)
        .map(ReplayEvent::usd)
        .toList();
  }

  @Test
  void ec2ChargesThePriceInEffectAtEveryTick() {
    Market market = halfHours(4).pool(A, 0.04, 0.06, 0.02, 0.03).build();

    // half of 0.04 + 0.06 + 0.02 + 0.03
    assertThat(costs(BillingRules.aws(), market, Policies.stay(), in(A)).totalUsd())
        .isCloseTo(0.075, EXACT);
  }

  @Test
  void theGuideChargesThePriceAtTheBeginningOfTheHour() {
    Market market = halfHours(4).pool(A, 0.04, 0.06, 0.02, 0.03).build();

    // half of 0.04 + 0.04 + 0.02 + 0.02
    assertThat(costs(BillingRules.guide(), market, Policies.stay(), in(A)).totalUsd())
        .isCloseTo(0.06, EXACT);
  }

  @Test
  void whereThatIsUnknownTheFirstKnownOneOfTheHourCounts() {
    Market market = halfHours(4).pool(A, Double.NaN, 0.06, 0.02, 0.04).build();

    // half an hour on demand 0.05, back 0.005, half of 0.06 + 0.02 + 0.02
    assertThat(costs(BillingRules.guide(), market, Policies.stay(), in(A)).totalUsd())
        .isCloseTo(0.105, EXACT);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.02", "1.5, 0.04", "2, 0.04"})
  void interruptedWithinItsFirstHourAnInstanceIsFree(double at, double refund) {
    Market market = halfHours(4).pool(A, 0.04).interrupted(A, at).build();

    Replay replay = replay(BillingRules.aws(), market, Policies.stay(), in(A));

    // what ran until then is free, exactly at the hour too; restart 0.005; the rest of 4 x 0.02
    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd()).isCloseTo(0.08 - refund + 0.005, EXACT);
    assertThat(costs.runUsd()).isCloseTo(0.08 - refund, EXACT);
    assertThat(costs.detail().refundUsd()).isCloseTo(refund, EXACT);
    assertThat(told(replay, Kind.REFUND)).containsExactly(-costs.detail().refundUsd());
  }

  @ParameterizedTest
  @CsvSource({"2.1", "3"})
  void aStepLaterItIsPaid(double at) {
    Market market = halfHours(5).pool(A, 0.04).interrupted(A, at).build();

    Replay replay = replay(BillingRules.aws(), market, Policies.stay(), in(A));

    // 5 x 0.02, restart 0.005
    assertThat(replay.costs().totalUsd()).isCloseTo(0.105, EXACT);
    assertThat(replay.costs().detail().refundUsd()).isZero();
    assertThat(told(replay, Kind.REFUND)).isEmpty();
  }

  @Test
  void everyInstanceHasItsOwnFirstHour() {
    Market market = halfHours(8).pool(A, 0.04).interrupted(A, 2, 4, 7).build();

    CostSummary costs = costs(BillingRules.aws(), market, Policies.stay(), in(A));

    // held 1 h free, 1 h free, 1.5 h paid, the last tick paid: 4 x 0.02; restarts 3 x 0.005
    assertThat(costs.totalUsd()).isCloseTo(0.095, EXACT);
    assertThat(costs.detail().refundUsd()).isCloseTo(0.08, EXACT);
  }

  @Test
  void noRefundIsGivenByRulesWithoutOne() {
    Market market = halfHours(4).pool(A, 0.04).interrupted(A, 1).build();

    for (BillingRules billing : List.of(BillingRules.aws().withoutRefund(), BillingRules.guide())) {
      assertThat(costs(billing, market, Policies.stay(), in(A)).totalUsd()).isCloseTo(0.085, EXACT);
    }
  }

  @Test
  void leftWithinItsFirstHourAnInstanceIsPaid() {
    Market market = halfHours(4).pool(A, 0.04).pool(B, 0.02).build();
    DecisionPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 1, B);

    CostSummary costs = costs(BillingRules.aws(), market, policy, in(A));

    // half an hour of A 0.02, restart 0.005, 3 x 0.01
    assertThat(costs.totalUsd()).isCloseTo(0.055, EXACT);
    assertThat(costs.detail().refundUsd()).isZero();
  }

  @Test
  void underEc2AMoveCostsARestartOfTheTypeStarted() {
    Market market = halfHours(3).pool(A, 0.04).pool(BIG, 0.06).build();
    Workload perInstance = Workload.filling(new Placement.Spot(A), LARGE, CostUnit.INSTANCE);
    DecisionPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 1, BIG);

    CostSummary costs = costs(BillingRules.aws(), market, policy, perInstance);

    // 0.02 + 2 x 0.03; 3 min of an xlarge at 0.20
    assertThat(costs.runUsd()).isCloseTo(0.08, EXACT);
    assertThat(costs.migrationUsd()).isCloseTo(0.01, EXACT);
    assertThat(costs.detail().lostWorkUsd()).isCloseTo(0.01, EXACT);
    assertThat(costs.billedUsd()).isCloseTo(0.08, EXACT);
    assertThat(costs.detail().lostHours()).isCloseTo(0.05, EXACT);
    assertThat(costs.detail().usefulHours()).isCloseTo(1.45, EXACT);
  }

  @Test
  void underTheGuideAMoveCostsHalfAnHourOfThePoolLeft() {
    Market market = halfHours(3).pool(A, 0.04, 0.04, 0.08).pool(B, 0.06).build();
    Workload heavy =
        in(A).withOverheads(new Overheads(Duration.ofMinutes(3), Duration.ofMinutes(6), 100));
    DecisionPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 2, B);

    CostSummary costs = costs(BillingRules.guide(), market, policy, heavy);

    // 0.02 + 0.02 + 0.03; half an hour at 0.08; no checkpoint, no data, no lost work
    assertThat(costs.runUsd()).isCloseTo(0.07, EXACT);
    assertThat(costs.migrationUsd()).isCloseTo(0.04, EXACT);
    assertThat(costs.totalUsd()).isCloseTo(0.11, EXACT);
    assertThat(costs.detail().lostWorkUsd()).isZero();
  }

  @Test
  void leavingRunsOnForTheCheckpointOfThePoolLeft() {
    Market market = halfHours(3).pool(A, 0.06).pool(B, 0.02).build();
    Workload saving =
        in(A).withOverheads(new Overheads(Duration.ofMinutes(3), Duration.ofMinutes(6), 0));
    DecisionPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 1, B);

    CostSummary costs = costs(BillingRules.aws(), market, policy, saving);

    // 0.03 + 2 x 0.01; 6 min at 0.06, restart 0.005
    assertThat(costs.migrationUsd()).isCloseTo(0.011, EXACT);
    assertThat(costs.totalUsd()).isCloseTo(0.061, EXACT);
    assertThat(costs.billedUsd()).isCloseTo(0.056, EXACT);
  }

  @Test
  void anInstanceThatIsLostWritesNoCheckpointAndOneOnDemandDoes() {
    Market market = halfHours(6).pool(A, 0.04).states(A, "UUUDUU").build();
    Workload saving =
        in(A).withOverheads(new Overheads(Duration.ofMinutes(3), Duration.ofMinutes(6), 0));

    CostSummary costs = costs(BillingRules.aws(), market, Policies.stay(), saving);

    // 5 x 0.02, half an hour on demand 0.05; lost 0.005; back 6 min at 0.10 and 0.005
    assertThat(costs.restartUsd()).isCloseTo(0.02, EXACT);
    assertThat(costs.totalUsd()).isCloseTo(0.17, EXACT);
  }

  @Test
  void stoppingWritesACheckpointAndIdlingIsValuedOnDemand() {
    Market market = halfHours(4).pool(A, 0.06).build();
    Workload saving =
        in(A).withOverheads(new Overheads(Duration.ofMinutes(3), Duration.ofMinutes(6), 0));
    DecisionPolicy policy =
        new FixedPolicy().pause(Trigger.SCHEDULED, 1).move(Trigger.SCHEDULED, 3, A);

    Replay replay = replay(BillingRules.aws(), market, policy, saving);

    // 0.03; 6 min at 0.06; idle 2 x 0.05; restart 0.005, 0.03
    assertThat(replay.costs().totalUsd()).isCloseTo(0.171, EXACT);
    assertThat(told(replay, Kind.STOP)).hasSize(1);
    assertThat(told(replay, Kind.STOP).get(0)).isCloseTo(0.006, EXACT);
    assertThat(told(replay, Kind.IDLE)).containsExactly(0.05, 0.05);
    assertThat(replay.costs().detail().idleUsd()).isCloseTo(0.1, EXACT);
    assertThat(replay.costs().detail().lostWorkUsd()).isCloseTo(0.105, EXACT);
    assertThat(replay.costs().billedUsd()).isCloseTo(0.066, EXACT);
  }

  private static Workload withData(double gb) {
    return in(A).withOverheads(new Overheads(Duration.ofMinutes(3), Duration.ZERO, gb));
  }

  private static double dataOfAMove(CapacityPool to) {
    Market market =
        halfHours(2).pool(A, 0.04).pool(B, 0.04).pool(BIG, 0.08).pool(WEST, 0.04).build();
    DecisionPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 1, to);
    CostSummary costs = costs(BillingRules.aws(), market, policy, withData(5));
    // running and restart cost the same wherever it goes
    assertThat(costs.totalUsd() - costs.detail().dataUsd()).isCloseTo(0.045, EXACT);
    return costs.detail().dataUsd();
  }

  @Test
  void dataBetweenZonesCostACentEachWayAndBetweenRegionsTwo() {
    // 5 GB
    assertThat(dataOfAMove(BIG)).isZero();
    assertThat(dataOfAMove(B)).isCloseTo(0.1, EXACT);
    assertThat(dataOfAMove(WEST)).isCloseTo(0.1, EXACT);
    BillingRules dear =
        new BillingRules(
            "dear",
            BillingRules.aws().since(),
            BillingRules.aws().priceBasis(),
            Duration.ZERO,
            java.util.Optional.empty(),
            0.01,
            0.05);
    Market market = halfHours(2).pool(A, 0.04).pool(WEST, 0.04).build();
    // 0.05 once
    assertThat(
            costs(dear, market, new FixedPolicy().move(Trigger.SCHEDULED, 1, WEST), withData(5))
                .detail()
                .dataUsd())
        .isCloseTo(0.25, EXACT);
  }

  @Test
  void dataFollowForcedRestartsAndTheWayBackFromOnDemand() {
    Market market =
        halfHours(8)
            .pool(A, 0.04)
            .pool(B, 0.04)
            .states(A, "UUUDDDDD")
            .states(B, "UUUUUDUU")
            .build();
    FixedPolicy policy =
        new FixedPolicy()
            .move(Trigger.LOST, 3, B)
            .move(Trigger.LOST, 5, ON_DEMAND)
            .move(Trigger.FALLBACK, 6, B);

    Replay replay = replay(BillingRules.aws().withoutRefund(), market, policy, withData(10));

    // a to b, b to on demand in a, a to b again: 3 x 0.20; 7 x 0.02 + 0.05; restarts 3 x 0.005
    assertThat(told(replay, Kind.DATA)).containsExactly(0.2, 0.2, 0.2);
    assertThat(replay.costs().detail().dataUsd()).isCloseTo(0.6, EXACT);
    assertThat(replay.costs().restartUsd()).isCloseTo(0.015, EXACT);
    assertThat(replay.costs().totalUsd()).isCloseTo(0.805, EXACT);
  }

  @Test
  void dataStayInTheirZoneWhileNothingRuns() {
    Market market = halfHours(5).pool(A, 0.04).pool(B, 0.04).build();
    FixedPolicy home = new FixedPolicy().pause(Trigger.SCHEDULED, 1).move(Trigger.SCHEDULED, 3, A);
    FixedPolicy away = new FixedPolicy().pause(Trigger.SCHEDULED, 1).move(Trigger.SCHEDULED, 3, B);

    assertThat(costs(BillingRules.aws(), market, home, withData(10)).detail().dataUsd()).isZero();
    assertThat(costs(BillingRules.aws(), market, away, withData(10)).detail().dataUsd())
        .isCloseTo(0.2, EXACT);
  }

  @Test
  void theFirstStartHasNoDataToBring() {
    Market market = halfHours(2).pool(A, 0.04).pool(B, 0.04).states(A, "DD").build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, B);

    assertThat(costs(BillingRules.aws(), market, policy, withData(10)).totalUsd())
        .isCloseTo(0.04, EXACT);
  }
}
