package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.LARGE;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.DecisionRecord.Action;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.FixedPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.Rationale;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Micro traces: hourly ticks, a large instance at 0.10 USD/h on demand, a restart of 3 minutes at
 * that price (0.005 USD), half an hour of the pool left for a migration.
 */
class BacktesterTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Placement.OnDemand ON_DEMAND =
      new Placement.OnDemand("m5.large", "us-east-1a");

  private static Replay replay(Market market, DecisionPolicy policy, Workload workload) {
    return replay(market, policy, workload, HOUR);
  }

  private static Replay replay(
      Market market, DecisionPolicy policy, Workload workload, Duration interval) {
    return new Backtester(market, BillingRules.guide(), interval)
        .replay(ticks(0, market.grid().length()), policy, workload, Knowledge.none());
  }

  @Test
  void runningCostsThePriceInEffectAtEveryTick() {
    Market market = TestMarket.hours(6).pool(A, 0.04, 0.05, 0.03, 0.03, 0.06, 0.02).build();

    Replay replay = replay(market, Policies.stay(), in(A));

    // 0.04 + 0.05 + 0.03 + 0.03 + 0.06 + 0.02
    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd()).isCloseTo(0.23, EXACT);
    assertThat(costs.averageUsdPerHour()).isCloseTo(0.23 / 6, EXACT);
    assertThat(costs.placement()).isEqualTo(A.id());
    assertThat(costs.hours()).isEqualTo(6);
    assertThat(replay.cumulativeUsd())
        .containsExactly(new double[] {0, 0.04, 0.09, 0.12, 0.15, 0.21, 0.23}, EXACT);
    assertThat(replay.decisions()).extracting(DecisionRecord::action).containsOnly(Action.STAY);
    assertThat(replay.restarts()).isEmpty();
  }

  @Test
  void aMigrationCostsHalfAnHourOfThePoolLeft() {
    Market market =
        TestMarket.hours(5)
            .pool(A, 0.04, 0.04, 0.06, 0.06, 0.06)
            .pool(B, 0.05, 0.05, 0.03, 0.03, 0.02)
            .build();
    DecisionPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 2, B);

    CostSummary costs = replay(market, policy, in(A)).costs();

    // run 0.04 + 0.04 in A, 0.03 + 0.03 + 0.02 in B; half an hour of A at 0.06
    assertThat(costs.runUsd()).isCloseTo(0.16, EXACT);
    assertThat(costs.migrationUsd()).isCloseTo(0.03, EXACT);
    assertThat(costs.restartUsd()).isZero();
    assertThat(costs.totalUsd()).isCloseTo(0.19, EXACT);
    assertThat(costs.migrations()).isOne();
    assertThat(costs.placement()).isEqualTo(CostSummary.VARIOUS);
  }

  @Test
  void anInterruptionCostsARestartAndNoMigration() {
    Market market = TestMarket.hours(4).pool(A, 0.04).interrupted(A, 1.5).build();

    Replay replay = replay(market, Policies.stay(), in(A));

    // run 4 x 0.04; nobody knows A to be down, so that it restarts there: 3 min x 0.10
    assertThat(replay.costs().runUsd()).isCloseTo(0.16, EXACT);
    assertThat(replay.costs().restartUsd()).isCloseTo(0.005, EXACT);
    assertThat(replay.costs().interruptions()).isOne();
    assertThat(replay.costs().migrations()).isZero();
    RestartRecord restart = replay.restarts().get(0);
    assertThat(restart.timestamp()).isEqualTo(market.grid().instant(2));
    assertThat(restart.lostPool()).isEqualTo(A.id());
    assertThat(restart.restartedIn()).isEqualTo(A.id());
    assertThat(restart.costUsd()).isCloseTo(0.005, EXACT);
    assertThat(restart.reason()).isEqualTo("its own pool is up");
  }

  @Test
  void whileDownItRunsOnDemandAndComesBackAtOnce() {
    Market market =
        TestMarket.hours(6).pool(A, 0.04, 0.04, 0.04, 0.04, 0.03, 0.03).states(A, "UUDDUU").build();

    Replay replay = replay(market, Policies.stay(), in(A), Duration.ofHours(6));

    // run 0.04 + 0.04, on demand 0.10 + 0.10, run 0.03 + 0.03; restarts out and back 2 x 0.005
    CostSummary costs = replay.costs();
    assertThat(costs.runUsd()).isCloseTo(0.34, EXACT);
    assertThat(costs.restartUsd()).isCloseTo(0.01, EXACT);
    assertThat(costs.onDemandHours()).isEqualTo(2);
    assertThat(costs.restarts()).isEqualTo(2);
    assertThat(costs.interruptions()).isOne();
    assertThat(replay.restarts())
        .extracting(RestartRecord::lostPool, RestartRecord::restartedIn)
        .containsExactly(tuple(A.id(), "on-demand m5.large"), tuple("on-demand m5.large", A.id()));
  }

  @Test
  void aTraceOfEverythingAddsUp() {
    Market market =
        TestMarket.hours(8)
            .pool(A, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05)
            .pool(B, 0.04, 0.04, 0.02, 0.02, 0.02, 0.02, 0.06, 0.06)
            .states(A, "UUUUDDUU")
            .states(B, "UUUDDDDU")
            .build();
    FixedPolicy policy =
        new FixedPolicy()
            .move(Trigger.SCHEDULED, 1, B)
            .move(Trigger.LOST, 3, A)
            .move(Trigger.LOST, 4, ON_DEMAND)
            .move(Trigger.FALLBACK, 6, A);

    Replay replay = replay(market, policy, in(A));

    // tick 0 A 0.05; 1 leaves A (0.025) B 0.04; 2 B 0.02; 3 lost, restart 0.005, A 0.05;
    // 4 lost, restart 0.005, on demand 0.10; 5 on demand 0.10; 6 back, restart 0.005, A 0.05;
    // 7 A 0.05
    assertThat(replay.costs().runUsd()).isCloseTo(0.46, EXACT);
    assertThat(replay.costs().migrationUsd()).isCloseTo(0.025, EXACT);
    assertThat(replay.costs().restartUsd()).isCloseTo(0.015, EXACT);
    assertThat(replay.costs().totalUsd()).isCloseTo(0.5, EXACT);
    assertThat(replay.costs().interruptions()).isEqualTo(2);
    assertThat(policy.asked)
        .containsExactly(
            "SCHEDULED 0 " + A,
            "SCHEDULED 1 " + A,
            "SCHEDULED 2 " + B,
            "LOST 3 " + B,
            "SCHEDULED 3 " + A,
            "LOST 4 " + A,
            "SCHEDULED 4 on-demand m5.large",
            "FALLBACK 5 on-demand m5.large",
            "SCHEDULED 5 on-demand m5.large",
            "FALLBACK 6 on-demand m5.large",
            "SCHEDULED 6 " + A,
            "SCHEDULED 7 " + A);
  }

  @Test
  void anInterruptionAtTheTickOfALaunchCameBeforeIt() {
    Market market =
        TestMarket.hours(4).pool(A, 0.04).pool(B, 0.04).interrupted(B, 2).interrupted(A, 0).build();

    CostSummary costs =
        replay(market, new FixedPolicy().move(Trigger.SCHEDULED, 2, B), in(A)).costs();

    assertThat(costs.interruptions()).isZero();
    assertThat(costs.migrations()).isOne();
  }

  @Test
  void anInterruptionJustAfterALaunchHitsIt() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.04).interrupted(B, 2.01).build();

    CostSummary costs =
        replay(market, new FixedPolicy().move(Trigger.SCHEDULED, 2, B), in(A)).costs();

    assertThat(costs.interruptions()).isOne();
  }

  @Test
  void aPoolThatGoesDownAndIsInterruptedIsLostOnce() {
    Market both = TestMarket.hours(4).pool(A, 0.04).states(A, "UUDU").interrupted(A, 1.9).build();
    Market downAlone = TestMarket.hours(4).pool(A, 0.04).states(A, "UUDU").interrupted(A).build();

    assertThat(replay(both, Policies.stay(), in(A)).costs())
        .isEqualTo(replay(downAlone, Policies.stay(), in(A)).costs());
    assertThat(replay(both, Policies.stay(), in(A)).costs().interruptions()).isOne();
  }

  @Test
  void aStateThatBecomesUnknownIsNoLoss() {
    Market market = TestMarket.hours(4).pool(A, 0.04).states(A, "UU??").build();

    CostSummary costs = replay(market, Policies.stay(), in(A)).costs();

    assertThat(costs.interruptions()).isZero();
    assertThat(costs.unknownLaunches()).isZero();
  }

  @Test
  void launchesInUnknownStatesAreCounted() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.04).states(A, "UUDU").build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.LOST, 2, B).move(Trigger.SCHEDULED, 3, A);

    assertThat(replay(market, policy, in(A)).costs().unknownLaunches()).isOne();
  }

  @Test
  void aStartPoolThatIsDownStartsElsewhereForFree() {
    Market market = TestMarket.hours(3).pool(A, 0.04).pool(B, 0.05).states(A, "DDD").build();

    Replay replay = replay(market, new FixedPolicy().move(Trigger.START, 0, B), in(A));

    assertThat(replay.costs().totalUsd()).isCloseTo(0.15, EXACT);
    assertThat(replay.restarts()).isEmpty();
  }

  @Test
  void aStartOnDemandForWantOfAPoolComesBackAsARestart() {
    Market market = TestMarket.hours(4).pool(A, 0.04).states(A, "DDUU").build();

    CostSummary costs = replay(market, Policies.stay(), in(A), Duration.ofHours(4)).costs();

    // on demand 2 x 0.10, back 0.005, run 2 x 0.04
    assertThat(costs.totalUsd()).isCloseTo(0.285, EXACT);
    assertThat(costs.restarts()).isOne();
    assertThat(costs.interruptions()).isZero();
  }

  @Test
  void aStartPoolWithoutAPriceIsStartedInOnceItHasOne() {
    Market market = TestMarket.hours(4).pool(A, Double.NaN, Double.NaN, 0.04, 0.04).build();

    CostSummary costs = replay(market, Policies.stay(), in(A)).costs();

    assertThat(costs.totalUsd()).isCloseTo(0.285, EXACT);
    assertThat(costs.onDemandHours()).isEqualTo(2);
  }

  @Test
  void aServiceThatNeverStartsCostsTheWorkNotDone() {
    Market market = TestMarket.hours(3).pool(A, 0.04).states(A, "DDD").build();

    Replay replay = replay(market, new FixedPolicy(), in(A));

    // 3 hours that somebody else has to do on demand; nothing is on the bill
    assertThat(replay.costs().totalUsd()).isCloseTo(0.3, EXACT);
    assertThat(replay.costs().billedUsd()).isCloseTo(0, EXACT);
    assertThat(replay.costs().usdPerUsefulHour()).isNaN();
    assertThat(replay.costs().averageUsdPerHour()).isNaN();
    assertThat(replay.costs().placement()).isEqualTo(CostSummary.NOWHERE);
    assertThat(replay.decisions().get(0).currentPool()).isEqualTo(CostSummary.NOWHERE);
    assertThat(replay.decisions().get(0).targetInstanceType()).isEqualTo("none");
  }

  @Test
  void waitingCostsTheWorkNotDoneAndEndsWithARestart() {
    Market market = TestMarket.hours(6).pool(A, 0.04).build();
    FixedPolicy policy =
        new FixedPolicy().pause(Trigger.SCHEDULED, 2).move(Trigger.SCHEDULED, 4, A);

    Replay replay = replay(market, policy, in(A));

    // run at ticks 0, 1, 4, 5: 4 x 0.04; the start after the wait 0.005; idle 2 x 0.10
    assertThat(replay.costs().totalUsd()).isCloseTo(0.365, EXACT);
    assertThat(replay.costs().detail().idleUsd()).isCloseTo(0.2, EXACT);
    assertThat(replay.costs().detail().lostWorkUsd()).isCloseTo(0.205, EXACT);
    assertThat(replay.costs().billedUsd()).isCloseTo(0.16, EXACT);
    // 6 h less 2 h idle and 3 min
    assertThat(replay.costs().detail().usefulHours()).isCloseTo(3.95, EXACT);
    assertThat(replay.costs().migrations()).isZero();
    assertThat(replay.costs().restarts()).isOne();
    assertThat(replay.restarts().get(0).lostPool()).isEqualTo(CostSummary.NOWHERE);
    assertThat(replay.decisions())
        .extracting(DecisionRecord::action)
        .containsExactly(
            Action.STAY, Action.STAY, Action.WAIT, Action.STAY, Action.MIGRATE, Action.STAY);
    assertThat(policy.asked).contains("SCHEDULED 3 -");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterALossStayingIsWaiting(boolean explicit) {
    Market market = TestMarket.hours(4).pool(A, 0.04).interrupted(A, 1).build();
    FixedPolicy policy = new FixedPolicy();
    if (explicit) {
      policy.pause(Trigger.LOST, 1);
    }

    Replay replay = replay(market, policy, in(A));

    // run 0.04, idle 3 x 0.10
    assertThat(replay.costs().totalUsd()).isCloseTo(0.34, EXACT);
    assertThat(replay.costs().restarts()).isZero();
    assertThat(replay.costs().interruptions()).isOne();
  }

  @Test
  void waitingInAFallbackStopsPayingForIt() {
    Market market = TestMarket.hours(5).pool(A, 0.04).states(A, "UDDDD").build();
    FixedPolicy policy =
        new FixedPolicy().move(Trigger.LOST, 1, ON_DEMAND).pause(Trigger.FALLBACK, 3);

    CostSummary costs = replay(market, policy, in(A)).costs();

    // run 0.04, restart 0.005, on demand 2 x 0.10, idle 2 x 0.10
    assertThat(costs.totalUsd()).isCloseTo(0.445, EXACT);
  }

  @Test
  void aPolicyThatPrefersOnDemandIsAskedOnScheduleAlone() {
    Market market = TestMarket.hours(6).pool(A, 0.04).build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 2, ON_DEMAND);

    Replay replay = replay(market, policy, in(A), Duration.ofHours(2));

    // run 2 x 0.04, half an hour of A, on demand 4 x 0.10
    assertThat(replay.costs().totalUsd()).isCloseTo(0.5, EXACT);
    assertThat(policy.asked).hasSize(3).allMatch(asked -> asked.startsWith("SCHEDULED"));
    DecisionRecord moved = replay.decisions().get(1);
    assertThat(moved.targetPool()).isEqualTo("on-demand m5.large");
    assertThat(moved.targetDiscount()).isNaN();
    assertThat(moved.currentDiscount()).isCloseTo(60, EXACT);
  }

  @Test
  void aPolicyThatGoesOnDemandWhenLostAndRepeatsItselfPaysOnce() {
    Market market = TestMarket.hours(5).pool(A, 0.04).interrupted(A, 1).build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.LOST, 1, ON_DEMAND);
    for (int tick = 1; tick < 5; tick++) {
      policy.move(Trigger.FALLBACK, tick, ON_DEMAND).move(Trigger.SCHEDULED, tick, ON_DEMAND);
    }

    CostSummary costs = replay(market, policy, in(A)).costs();

    assertThat(costs.restarts()).isOne();
    assertThat(costs.migrations()).isZero();
    assertThat(costs.totalUsd()).isCloseTo(0.04 + 0.005 + 4 * 0.10, EXACT);
  }

  @Test
  void aWorkloadMeantToRunOnDemandIsNeverAskedToLeave() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();
    FixedPolicy policy = new FixedPolicy();

    CostSummary costs =
        replay(market, policy, in(A).withStart(ON_DEMAND), Duration.ofHours(4)).costs();

    assertThat(costs.totalUsd()).isCloseTo(0.4, EXACT);
    assertThat(costs.onDemandHours()).isEqualTo(4);
    assertThat(costs.placement()).isEqualTo("on-demand m5.large");
    assertThat(policy.asked).hasSize(1);
  }

  @Test
  void aMoveToWhereItRunsIsNone() {
    Market market = TestMarket.hours(3).pool(A, 0.04).build();

    Replay replay = replay(market, new FixedPolicy().move(Trigger.SCHEDULED, 1, A), in(A));

    assertThat(replay.costs().totalUsd()).isCloseTo(0.12, EXACT);
    assertThat(replay.decisions().get(1).action()).isEqualTo(Action.STAY);
  }

  @Test
  void aTickBothLostAndScheduledAsksTwice() {
    Market market = TestMarket.hours(3).pool(A, 0.04).pool(B, 0.05).states(A, "UDU").build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.LOST, 1, B).move(Trigger.SCHEDULED, 2, A);

    Replay replay = replay(market, policy, in(A));

    assertThat(policy.asked).containsSubsequence("LOST 1 " + A, "SCHEDULED 1 " + B);
    // run 0.04 + 0.05 + 0.04, restart 0.005, half an hour of B
    assertThat(replay.costs().totalUsd()).isCloseTo(0.16, EXACT);
    assertThat(replay.cumulativeUsd()).containsExactly(new double[] {0, 0.045, 0.095, 0.16}, EXACT);
  }

  @Test
  void aMoveToAPoolThatCantBeLaunchedInIsRefused() {
    Market market = TestMarket.hours(3).pool(A, 0.04).pool(B, 0.04).states(B, "UUD").build();

    assertThatIllegalStateException()
        .isThrownBy(() -> replay(market, new FixedPolicy().move(Trigger.SCHEDULED, 2, B), in(A)))
        .withMessage(
            "policy fixed moved to us-east-1b_m5.large, which can't be launched in at"
                + " 2025-01-01T02:00:00Z");
    for (Placement nowhere :
        List.of(new Placement.Spot(BIG), new Placement.OnDemand("m5.4xlarge", "us-east-1a"))) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> replay(market, new FixedPolicy().move(Trigger.SCHEDULED, 1, nowhere), in(A)))
          .withMessageContaining(nowhere.id());
    }
  }

  @Test
  void unlikeSizesAreComparedPerVcpuByDefault() {
    Market market = TestMarket.hours(2).pool(A, 0.04).pool(BIG, 0.06).build();
    Workload perVcpu = in(A).withStart(new Placement.Spot(BIG));

    // half of an xlarge at 0.06
    assertThat(replay(market, Policies.stay(), perVcpu).costs().totalUsd()).isCloseTo(0.06, EXACT);
  }

  @Test
  void unlikeSizesAreComparedPerInstanceInTheGuidesPreset() {
    Market market = TestMarket.hours(2).pool(A, 0.04).pool(BIG, 0.06).interrupted(BIG, 1).build();
    Workload perInstance =
        Workload.filling(new Placement.Spot(A), LARGE, CostUnit.INSTANCE)
            .withStart(new Placement.Spot(BIG));

    // 2 x 0.06 and a restart at the on-demand price of an xlarge: 3 min x 0.20
    assertThat(replay(market, Policies.stay(), perInstance).costs().totalUsd())
        .isCloseTo(0.13, EXACT);
  }

  @Test
  void onDemandIsPricedByTheNearestPool() {
    CapacityPool west = CapacityPool.of("us-west-2a", "m5.large");
    CapacityPool windows = new CapacityPool("us-west-2a", "m5.large", "Windows");
    Market market =
        TestMarket.hours(1)
            .priced(A, 0.10, 0.04)
            .priced(west, 0.12, 0.04)
            .priced(windows, 0.19, 0.09)
            .build();
    Workload home = in(A);

    // on demand in us-west-2a, in a zone without a pool, and of the workload's own product
    assertThat(onDemandCost(market, home, "us-west-2a")).isCloseTo(0.12, EXACT);
    assertThat(onDemandCost(market, home, "eu-west-1a")).isCloseTo(0.10, EXACT);
    Market down =
        TestMarket.hours(2)
            .priced(west, 0.12, 0.04)
            .priced(windows, 0.19, 0.09)
            .states(windows, "DD")
            .build();
    assertThat(replay(down, Policies.stay(), in(windows)).costs().totalUsd())
        .isCloseTo(0.38, EXACT);
  }

  private static double onDemandCost(Market market, Workload workload, String zone) {
    Placement there = new Placement.OnDemand("m5.large", zone);
    return replay(market, Policies.stay(), workload.withStart(there)).costs().totalUsd();
  }

  @Test
  void januaryHas744HourlyDecisionsWhateverHappens() {
    Market market = TestMarket.random(7, 744, 744, 7, 1, false);

    Replay replay = replay(market, Policies.byId("stability-first", settings()), in(A));

    assertThat(replay.decisions()).hasSize(744);
    assertThat(replay.decisions())
        .extracting(DecisionRecord::timestamp)
        .isEqualTo(IntStream.range(0, 744).mapToObj(market.grid()::instant).toList());
    assertThat(replay.restarts()).isNotEmpty();
    assertThat(replay.cumulativeUsd()).hasSize(745).isSorted();
  }

  private static PolicySettings settings() {
    return PolicySettings.defaults();
  }

  @Test
  void aWindowIsReplayedFromItsFirstTickOn() {
    Market market = TestMarket.hours(6).pool(A, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06).build();

    Replay replay =
        new Backtester(market, BillingRules.guide(), HOUR)
            .replay(ticks(2, 4), Policies.stay(), in(A), Knowledge.none());

    assertThat(replay.costs().totalUsd()).isCloseTo(0.07, EXACT);
    assertThat(replay.decisions()).hasSize(2);
  }

  @Test
  void aStaySaysWhatItWasWeighedAgainst() {
    Market market = TestMarket.hours(2).pool(A, 0.04).pool(B, 0.03).build();
    FixedPolicy policy =
        new FixedPolicy()
            .on(
                Trigger.SCHEDULED,
                1,
                context ->
                    new Decision.Stay(new Rationale(Optional.of(B), 90, 95, 25, "not worth it")));

    DecisionRecord told = replay(market, policy, in(A)).decisions().get(1);

    assertThat(told)
        .isEqualTo(
            new DecisionRecord(
                market.grid().instant(1),
                0,
                Action.STAY,
                A.id(),
                B.id(),
                "m5.large",
                60.0,
                70.0,
                90,
                95,
                25,
                5,
                65.0,
                "not worth it"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readingOnePoolAloneCostsWhatReadingAllDoes(long seed) {
    Market market = TestMarket.random(seed, 200, 200, seed, 1, false);
    Backtester backtester = new Backtester(market, BillingRules.guide(), HOUR);

    for (CapacityPool pool : market.pools()) {
      Workload home = in(A).withStart(new Placement.Spot(pool));
      Replay all = backtester.replay(ticks(10, 190), Policies.stay(), home, Knowledge.none());
      Replay alone = backtester.staying(ticks(10, 190), home);
      assertThat(alone.costs()).isEqualTo(all.costs());
      assertThat(alone.restarts()).isEqualTo(all.restarts());
      assertThat(alone.decisions()).isEqualTo(all.decisions());
      assertThat(alone.cumulativeUsd()).isEqualTo(all.cumulativeUsd());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void thePartsOfTheCostAddUp(long seed) {
    Market market = TestMarket.random(seed, 300, 300, seed, 1, false);

    Replay replay = replay(market, Policies.byId("stability-first", settings()), in(A));

    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd())
        .isEqualTo(costs.runUsd() + costs.migrationUsd() + costs.restartUsd());
    assertThat(costs.restarts()).isEqualTo(replay.restarts().size());
    assertThat(costs.restartUsd())
        .isCloseTo(replay.restarts().stream().mapToDouble(RestartRecord::costUsd).sum(), EXACT);
    assertThat(replay.decisions().stream().filter(d -> d.action() == Action.MIGRATE).count())
        .isEqualTo(costs.migrations());
    assertThat(costs.runUsd()).isCloseTo(costs.averageUsdPerHour() * costs.hours(), EXACT);
  }
}
