package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.START;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.FixedPolicy;
import dev.spotwise.decision.JobProgress;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Micro traces of deadline jobs: hourly ticks, two hours of work, a restart of half an hour, a
 * checkpoint every hour, six hours until the deadline; 0.10 USD/h on demand.
 */
class JobTraceTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final BillingRules PAID = BillingRules.aws().withoutRefund();

  private static Workload job(int deadlineMinutes, int checkpointMinutes) {
    return in(A)
        .withRestart(Duration.ofMinutes(30))
        .withJob(
            new DeadlineJob(
                Duration.ofHours(2),
                Duration.ofMinutes(deadlineMinutes),
                Duration.ofMinutes(checkpointMinutes)));
  }

  private static Replay replay(
      BillingRules billing, Market market, DecisionPolicy policy, Workload workload) {
    return new Backtester(market, billing, Duration.ofHours(2))
        .replay(ticks(0, market.grid().length()), policy, workload, Knowledge.none());
  }

  private static TestMarket pools(int hours) {
    return TestMarket.hours(hours).pool(A, 0.04).pool(B, 0.03);
  }

  private static List<Instant> told(Replay replay, Kind kind) {
    return replay.events().stream()
        .filter(event -> event.kind() == kind)
        .map(ReplayEvent::at)
        .toList();
  }

  private static Instant minute(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void paysForItsStartWithItsTimeAndEndsWithinATick() {
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A);

    Replay replay = replay(PAID, pools(6).build(), policy, job(360, 60));

    // half an hour to start, two hours of work: 2.5 x 0.04
    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd()).isCloseTo(0.1, EXACT);
    assertThat(costs.runUsd()).isCloseTo(0.1, EXACT);
    assertThat(costs.restartUsd()).isZero();
    assertThat(costs.restarts()).isZero();
    assertThat(costs.detail().usefulHours()).isEqualTo(2);
    assertThat(costs.detail().lostHours()).isEqualTo(0.5);
    assertThat(costs.detail().makespanHours()).isEqualTo(2.5);
    assertThat(costs.detail().deadlineMissed()).isFalse();
    assertThat(costs.usdPerUsefulHour()).isCloseTo(0.05, EXACT);
    assertThat(told(replay, Kind.DONE)).containsExactly(minute(150));
    assertThat(told(replay, Kind.RUN).get(told(replay, Kind.RUN).size() - 1))
        .isEqualTo(minute(150));
    assertThat(policy.asked).as("nothing is asked once it is done").hasSize(4);
  }

  @Test
  void isAskedAtEveryTickAndToldHowFarItIs() {
    FixedPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 0, A);

    replay(PAID, pools(6).build(), policy, job(360, 60));

    assertThat(policy.asked)
        .containsExactly("START 0 -", "SCHEDULED 0 -", "WATCH 1 " + A, "SCHEDULED 2 " + A);
    assertThat(policy.contexts.stream().map(JobTraceTest::progress))
        .containsExactly(
            progress(120, 0, 0, 360),
            progress(120, 0, 0, 360),
            progress(90, 30, 0, 300),
            progress(30, 30, 0, 240));
  }

  private static JobProgress progress(DecisionContext context) {
    return context.state().job().orElseThrow();
  }

  private static JobProgress progress(int workLeft, int unsaved, int starting, int timeLeft) {
    return new JobProgress(
        Duration.ofMinutes(workLeft),
        Duration.ofMinutes(unsaved),
        Duration.ofMinutes(starting),
        Duration.ofMinutes(timeLeft));
  }

  @Test
  void fallsBackToItsLastCheckpointWhenLost() {
    Market market = pools(6).interrupted(A, 2).build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A).move(Trigger.LOST, 2, B);

    Replay replay = replay(PAID, market, policy, job(360, 60));

    // 1.5 h of work by tick 2, 1 h of it saved; B starts for half an hour and works for 1 h:
    // 2 x 0.04 + 1.5 x 0.03
    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd()).isCloseTo(0.125, EXACT);
    assertThat(costs.detail().makespanHours()).isEqualTo(3.5);
    assertThat(costs.detail().usefulHours()).isEqualTo(2);
    assertThat(costs.detail().lostHours()).isEqualTo(1.5);
    assertThat(costs.interruptions()).isOne();
    assertThat(costs.restarts()).isOne();
    assertThat(policy.contexts.stream().filter(c -> c.trigger() == Trigger.LOST))
        .extracting(JobTraceTest::progress)
        .containsExactly(progress(60, 0, 0, 240));
  }

  @Test
  void losesNothingWhereEverythingIsSaved() {
    Market market = pools(6).interrupted(A, 2).build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A).move(Trigger.LOST, 2, B);

    CostSummary costs = replay(PAID, market, policy, job(360, 0)).costs();

    // B starts for half an hour and works for as long: 2 x 0.04 + 0.03
    assertThat(costs.totalUsd()).isCloseTo(0.11, EXACT);
    assertThat(costs.detail().lostHours()).isEqualTo(1);
  }

  @Test
  void checkpointsCountFromEveryStart() {
    Market market = pools(8).interrupted(A, 1, 2).build();
    FixedPolicy policy =
        new FixedPolicy()
            .move(Trigger.START, 0, A)
            .move(Trigger.LOST, 1, A)
            .move(Trigger.LOST, 2, B);

    CostSummary costs = replay(PAID, market, policy, job(480, 60)).costs();

    // twice half an hour of work that was never saved; B: 2.5 h
    assertThat(costs.totalUsd()).isCloseTo(2 * 0.04 + 2.5 * 0.03, EXACT);
    assertThat(costs.detail().lostHours()).isEqualTo(2.5);
  }

  @Test
  void aFirstHourThatIsInterruptedIsFreeButItsWorkIsLost() {
    Market market = pools(6).interrupted(A, 1).build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A).move(Trigger.LOST, 1, A);

    CostSummary costs = replay(BillingRules.aws(), market, policy, job(360, 60)).costs();

    // 0.04 taken back; 2.5 h at 0.04
    assertThat(costs.totalUsd()).isCloseTo(0.1, EXACT);
    assertThat(costs.detail().refundUsd()).isCloseTo(0.04, EXACT);
    assertThat(costs.detail().makespanHours()).isEqualTo(3.5);
  }

  @Test
  void leavingByChoiceSavesAllAndCostsNoWork() {
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A).move(Trigger.SCHEDULED, 2, B);

    CostSummary costs = replay(PAID, pools(6).build(), policy, job(360, 60)).costs();
    CostSummary guide =
        replay(BillingRules.guide(), pools(6).build(), policy, job(360, 60)).costs();

    // 1.5 h done by tick 2; B starts for half an hour and works for as long: 2 x 0.04 + 0.03
    assertThat(costs.totalUsd()).isCloseTo(0.11, EXACT);
    assertThat(costs.migrations()).isOne();
    assertThat(costs.detail().lostHours()).isEqualTo(1);
    assertThat(costs.detail().makespanHours()).isEqualTo(3);
    // half an hour of A
    assertThat(guide.totalUsd()).isCloseTo(0.13, EXACT);
  }

  @Test
  void anInstanceThatIsLeftWhileItStartsHasDoneNothing() {
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A).move(Trigger.WATCH, 1, B);
    Workload slow = job(480, 0).withRestart(Duration.ofMinutes(90));

    CostSummary costs = replay(PAID, pools(8).build(), policy, slow).costs();

    // an hour of A for nothing; B: 1.5 h to start, 2 h of work
    assertThat(costs.totalUsd()).isCloseTo(0.04 + 3.5 * 0.03, EXACT);
    assertThat(costs.detail().lostHours()).isEqualTo(2.5);
    assertThat(costs.detail().makespanHours()).isEqualTo(4.5);
  }

  @Test
  void waitingIsFree() {
    FixedPolicy policy =
        new FixedPolicy()
            .move(Trigger.START, 0, A)
            .pause(Trigger.WATCH, 1)
            .move(Trigger.WATCH, 3, A);

    Replay replay = replay(PAID, pools(6).build(), policy, job(360, 60));

    // half an hour of work by tick 1, saved; then 0.5 + 1.5 h: 3 x 0.04
    assertThat(replay.costs().totalUsd()).isCloseTo(0.12, EXACT);
    assertThat(replay.costs().detail().idleUsd()).isZero();
    assertThat(replay.costs().detail().lostWorkUsd()).isZero();
    assertThat(replay.costs().detail().makespanHours()).isEqualTo(5);
    assertThat(told(replay, Kind.STOP)).containsExactly(minute(60));
    assertThat(replay.costs().restarts()).isOne();
  }

  @Test
  void aPolicyThatNeverRunsMissesTheDeadline() {
    for (int hours : new int[] {6, 8}) {
      Replay replay = replay(PAID, pools(hours).build(), new FixedPolicy(), job(360, 60));

      CostDetail detail = replay.costs().detail();
      assertThat(replay.costs().totalUsd()).isZero();
      assertThat(detail.deadlineMissed()).as("window of %d h", hours).isTrue();
      assertThat(detail.makespanHours()).isNaN();
      assertThat(detail.usefulHours()).isZero();
      assertThat(told(replay, Kind.DEADLINE_MISSED)).containsExactly(minute(360));
      assertThat(told(replay, Kind.DONE)).isEmpty();
    }
  }

  @Test
  void doneAtTheDeadlineIsInTimeAndAMinuteLaterIsLate() {
    FixedPolicy policy = new FixedPolicy().move(Trigger.WATCH, 3, A);

    Replay inTime = replay(PAID, pools(6).build(), policy, job(330, 60));
    Replay late = replay(PAID, pools(6).build(), policy, job(329, 60));

    assertThat(inTime.costs().detail().deadlineMissed()).isFalse();
    assertThat(told(inTime, Kind.DEADLINE_MISSED)).isEmpty();
    assertThat(late.costs().detail().deadlineMissed()).isTrue();
    assertThat(late.costs().detail().makespanHours()).isEqualTo(5.5);
    assertThat(inTime.costs().totalUsd()).isEqualTo(late.costs().totalUsd());
  }

  @Test
  void workGoesOnAfterAMissedDeadline() {
    FixedPolicy policy = new FixedPolicy().move(Trigger.SCHEDULED, 4, A);

    Replay replay = replay(PAID, pools(8).build(), policy, job(360, 60));

    assertThat(replay.costs().totalUsd()).isCloseTo(0.1, EXACT);
    assertThat(replay.costs().detail().deadlineMissed()).isTrue();
    assertThat(replay.costs().detail().makespanHours()).isEqualTo(6.5);
    assertThat(told(replay, Kind.DEADLINE_MISSED)).containsExactly(minute(360));
    assertThat(told(replay, Kind.DONE)).containsExactly(minute(390));
  }

  @Test
  void aWindowThatBeginsBetweenTicksBeginsTheJobAtTheNextTick() {
    Market market = pools(8).build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 1, A);

    Replay replay =
        new Backtester(market, PAID, Duration.ofHours(2))
            .replay(
                new dev.spotwise.data.TimeWindow(minute(20), minute(480)),
                policy,
                job(360, 60),
                Knowledge.none());

    assertThat(told(replay, Kind.DONE)).containsExactly(minute(210));
    assertThat(replay.costs().detail().makespanHours()).isEqualTo(2.5);
  }
}
