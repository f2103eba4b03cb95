package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.Replay;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ticks of an hour, a restart of 30 minutes, 4 hours of work, a checkpoint every 2 hours. */
class SafetyNetTest {

  private static final Market MARKET = TestMarket.hours(1).pool(A, 0.04).pool(B, 0.04).build();
  private static final Workload WORKLOAD =
      in(A)
          .withRestart(Duration.ofMinutes(30))
          .withJob(new DeadlineJob(Duration.ofHours(4), Duration.ofHours(20), Duration.ofHours(2)));
  private static final Optional<Placement> ON_DEMAND = Optional.of(WORKLOAD.fallback());
  private static final Rationale WISH = Rationale.of("as wished");

  private static DecisionContext context(
      Trigger trigger, Optional<Placement> current, JobProgress progress) {
    WorkloadState state = WorkloadState.at(current).withJob(progress);
    return TestMarket.context(MARKET, 0, Optional.empty(), WORKLOAD, trigger, state);
  }

  /** Progress in minutes. */
  private static JobProgress progress(int workLeft, int unsaved, int startingLeft, int timeLeft) {
    return new JobProgress(
        Duration.ofMinutes(workLeft),
        Duration.ofMinutes(unsaved),
        Duration.ofMinutes(startingLeft),
        Duration.ofMinutes(timeLeft));
  }

  private static Decision caught(Decision wish, DecisionContext context) {
    return new SafetyNet(wishing(wish)).decide(context);
  }

  private static DecisionPolicy wishing(Decision wish) {
    FixedPolicy policy = new FixedPolicy();
    for (Trigger trigger : Trigger.values()) {
      for (int tick = 0; tick < 400; tick++) {
        policy.on(trigger, tick, unused -> wish);
      }
    }
    return policy;
  }

  private static Decision move(Placement to) {
    return new Decision.Move(to, WISH);
  }

  private static void assertOnDemand(Decision decision) {
    assertThat(((Decision.Move) decision).to()).isEqualTo(WORKLOAD.fallback());
  }

  @Test
  void withoutADeadlineNothingChanges() {
    DecisionContext service =
        TestMarket.context(
            MARKET, 0, Optional.empty(), in(A), Trigger.LOST, WorkloadState.at(spot(A)));

    assertThat(caught(new Decision.Wait(WISH), service)).isEqualTo(new Decision.Wait(WISH));
    assertThat(new SafetyNet(new StayPolicy()).id()).isEqualTo("stay");
  }

  @Test
  void waitingIsSafeWhileAStartAndTheWorkFitInWhatIsLeftAfterAStep() {
    // an hour to wait, half an hour to start, four hours of work
    Decision wait = new Decision.Wait(WISH);

    assertThat(caught(wait, context(Trigger.WATCH, Optional.empty(), progress(240, 0, 0, 330))))
        .isEqualTo(wait);
    Decision late =
        caught(wait, context(Trigger.WATCH, Optional.empty(), progress(240, 0, 0, 329)));
    assertOnDemand(late);
    assertThat(late.rationale().reason())
        .isEqualTo("the deadline: 4.0 h of work and 0.5 h to start, 5.5 h left");
  }

  @Test
  void onDemandIsNotLeftForNothingWhereNoSpotCouldBeStartedAnyMore() {
    Decision wait = new Decision.Wait(WISH);

    assertThat(caught(wait, context(Trigger.WATCH, ON_DEMAND, progress(240, 0, 0, 480))))
        .isEqualTo(wait);
    assertThat(caught(wait, context(Trigger.WATCH, ON_DEMAND, progress(240, 0, 0, 479))))
        .isInstanceOf(Decision.Stay.class);
  }

  @Test
  void stayingAfterALossIsWaiting() {
    Decision stay = new Decision.Stay(WISH);

    assertThat(caught(stay, context(Trigger.LOST, spot(A), progress(240, 0, 0, 330))))
        .isEqualTo(stay);
    assertOnDemand(caught(stay, context(Trigger.LOST, spot(A), progress(240, 0, 0, 329))));
    assertOnDemand(
        caught(stay, context(Trigger.START, Optional.empty(), progress(240, 0, 0, 329))));
  }

  @Test
  void aStepOnSpotIsSafeIfItCanBeLost() {
    // an hour, a start of half an hour, four hours of work, one that is not saved
    Decision stay = new Decision.Stay(WISH);

    for (Decision same : List.of(stay, move(new Placement.Spot(A)))) {
      assertThat(caught(same, context(Trigger.WATCH, spot(A), progress(240, 60, 0, 390))))
          .isEqualTo(same);
      assertOnDemand(caught(same, context(Trigger.WATCH, spot(A), progress(240, 60, 0, 389))));
    }
  }

  @Test
  void aJobThatEndsWithinTheStepStaysWhereItIs() {
    Decision stay = new Decision.Stay(WISH);

    assertThat(caught(stay, context(Trigger.WATCH, spot(A), progress(40, 90, 20, 70))))
        .isEqualTo(stay);
    assertOnDemand(caught(stay, context(Trigger.WATCH, spot(A), progress(41, 90, 20, 71))));
  }

  @ParameterizedTest
  @CsvSource({"240, 480", "90, 300", "120, 360"})
  void aStartOnSpotMustNotBeCalledBack(int workLeft, int timeLeft) {
    // an hour, two starts, the work, and of it what two hours may hold
    Decision go = move(new Placement.Spot(A));

    for (Trigger trigger : List.of(Trigger.LOST, Trigger.WATCH)) {
      Optional<Placement> current = trigger == Trigger.LOST ? spot(A) : Optional.empty();
      assertThat(caught(go, context(trigger, current, progress(workLeft, 0, 0, timeLeft))))
          .isEqualTo(go);
      assertOnDemand(caught(go, context(trigger, current, progress(workLeft, 0, 0, timeLeft - 1))));
    }
    assertThat(
            caught(go, context(Trigger.WATCH, ON_DEMAND, progress(workLeft, 0, 0, timeLeft - 1))))
        .isInstanceOf(Decision.Stay.class);
  }

  @Test
  void aMoveBetweenPoolsThatIsTooLateIsNotMadeWhereStayingIsSafe() {
    Decision go = move(new Placement.Spot(B));

    assertThat(caught(go, context(Trigger.WATCH, spot(A), progress(240, 0, 0, 479))))
        .isInstanceOf(Decision.Stay.class);
    assertOnDemand(caught(go, context(Trigger.WATCH, spot(A), progress(240, 0, 0, 329))));
  }

  @Test
  void goingOnDemandIsAlwaysSafeAndChangingThereIsNot() {
    Placement other = new Placement.OnDemand("m5.large", "us-east-1b");

    assertThat(caught(move(other), context(Trigger.WATCH, spot(A), progress(240, 0, 0, 271))))
        .isEqualTo(move(other));
    assertThat(caught(move(other), context(Trigger.WATCH, ON_DEMAND, progress(240, 0, 0, 330))))
        .isEqualTo(move(other));
    assertThat(caught(move(other), context(Trigger.WATCH, ON_DEMAND, progress(240, 0, 0, 329))))
        .isInstanceOf(Decision.Stay.class);
    Decision stay = new Decision.Stay(WISH);
    assertThat(caught(stay, context(Trigger.WATCH, ON_DEMAND, progress(240, 0, 0, 240))))
        .isEqualTo(stay);
  }

  private static final List<Duration> STEPS =
      List.of(Duration.ofSeconds(195), Duration.ofMinutes(30), Duration.ofHours(1));

  /** Anything from a deadline that leaves no choice to one that leaves plenty. */
  private static Workload job(Random random, Duration step) {
    long seconds = step.toSeconds();
    Duration restart =
        Duration.ofSeconds(random.nextInt(3) == 0 ? 0 : random.nextInt((int) (3 * seconds)));
    Duration work = Duration.ofSeconds(1 + random.nextInt((int) (40 * seconds)));
    long slack = random.nextInt(4) == 0 ? 0 : random.nextInt((int) (40 * seconds));
    Duration interval =
        switch (random.nextInt(4)) {
          case 0 -> Duration.ZERO;
          case 1 -> Duration.ofSeconds(1 + random.nextInt((int) seconds));
          case 2 -> step.multipliedBy(1 + random.nextInt(10));
          default -> Duration.ofDays(100);
        };
    return in(A)
        .withOverheads(new Overheads(restart, Duration.ofSeconds(random.nextInt(600)), 1))
        .withJob(new DeadlineJob(work, work.plus(restart).plusSeconds(slack), interval));
  }

  private static Replay replay(Market market, DecisionPolicy policy, Workload workload) {
    TimeWindow all = new TimeWindow(market.grid().start(), market.grid().end());
    return replay(market, policy, workload, all, Knowledge.none());
  }

  private static Replay replay(
      Market market,
      DecisionPolicy policy,
      Workload workload,
      TimeWindow window,
      Knowledge knowledge) {
    return new Backtester(market, BillingRules.aws(), market.grid().step().multipliedBy(3))
        .replay(window, policy, workload, knowledge);
  }

  private static void assertInTime(Replay replay, Workload workload, String who) {
    assertThat(replay.costs().detail().deadlineMissed()).as(who).isFalse();
    assertThat(replay.costs().detail().makespanHours())
        .as(who)
        .isLessThanOrEqualTo(workload.job().orElseThrow().deadline().toSeconds() / 3600.0);
    assertThat(replay.costs().detail().usefulHours())
        .as(who)
        .isEqualTo(
            workload.instances() * (workload.job().orElseThrow().work().toSeconds() / 3600.0));
  }

  @ParameterizedTest(name = "seeds {0} to {0} + 29")
  @ValueSource(ints = {0, 30, 60, 90, 120, 150, 180, 210, 240, 270})
  void noPolicyMissesADeadlineThatCanBeMet(int first) {
    for (int seed = first; seed < first + 30; seed++) {
      Random random = new Random(seed);
      Duration step = STEPS.get(seed % STEPS.size());
      Market market = TestMarket.random(seed, step, 150);
      Instant begin = market.grid().instant(25);
      TimeWindow window = new TimeWindow(begin, market.grid().end());
      TimeWindow past = new TimeWindow(market.grid().start(), begin);
      Knowledge knowledge = Knowledge.none().with(PoolStatistics.of(market, past));
      Workload workload = job(random, step).withInstances(1 + seed % 2);
      for (String id : Policies.ids()) {
        if (id.equals(ExpectedCostPolicy.ID) && seed % 6 != 0) {
          continue; // it solves a table for every price; a sixth of the jobs is enough of that
        }
        DecisionPolicy policy = Policies.byId(id, PolicySettings.defaults());
        Replay replay = replay(market, policy, workload, window, knowledge);
        assertInTime(replay, workload, "seed " + seed + ", " + id + ", " + workload);
      }
    }
  }

  @ParameterizedTest(name = "seeds {0} to {0} + 29")
  @ValueSource(ints = {1000, 1030, 1060, 1090, 1120, 1150})
  void norDoesOneThatWishesAnythingAtAll(int first) {
    for (int seed = first; seed < first + 30; seed++) {
      Random random = new Random(seed);
      Duration step = STEPS.get(seed % STEPS.size());
      Market market = TestMarket.random(seed, step, 125);
      Workload workload = job(random, step);
      Replay replay = replay(market, new SafetyNet(new Whim(seed)), workload);
      assertInTime(replay, workload, "seed " + seed + ", " + workload);
    }
  }

  /** Decides at random, the same for the same question. */
  private record Whim(long seed) implements DecisionPolicy {

    @Override
    public String id() {
      return "whim";
    }

    @Override
    public Decision decide(DecisionContext context) {
      Random random = new Random(31 * seed + context.now().getEpochSecond());
      random.nextInt();
      int[] pools = context.launchable();
      return switch (random.nextInt(5)) {
        case 0 -> new Decision.Wait(WISH);
        case 1 -> new Decision.Stay(WISH);
        case 2 -> move(context.workload().fallback());
        case 3 -> move(new Placement.OnDemand("m5.xlarge", "us-east-1a"));
        default ->
            pools.length == 0
                ? new Decision.Stay(WISH)
                : move(
                    new Placement.Spot(
                        context.shape().pools().get(pools[random.nextInt(pools.length)])));
      };
    }
  }

  @Test
  void withoutTheNetDeadlinesAreMissed() {
    int missed = 0;
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      Duration step = STEPS.get(seed % STEPS.size());
      Market market = TestMarket.random(seed, step, 125);
      Replay replay = replay(market, new GreedyPolicy(), job(random, step));
      missed += replay.costs().detail().deadlineMissed() ? 1 : 0;
    }
    assertThat(missed).isGreaterThan(5);
  }

  @Test
  void onceTakenOnDemandAJobIsNotSentToAndFro() {
    // a policy that always wants to be on spot, and a job that can't afford to lose what it has not
    // saved
    Market market = TestMarket.hours(20).pool(A, 0.04).build();
    Workload workload =
        in(A)
            .withRestart(Duration.ofMinutes(30))
            .withJob(
                new DeadlineJob(Duration.ofHours(8), Duration.ofHours(14), Duration.ofHours(6)));
    DecisionPolicy eager = new SafetyNet(wishing(move(new Placement.Spot(A))));

    Replay replay = replay(market, eager, workload);

    // at first 14 - 1 < 8 + 1 + 6; after 5 hours 9 - 1 = 3.5 + 1 + 3.5: back, once and for all
    assertThat(replay.costs().onDemandHours()).isEqualTo(5);
    assertThat(replay.costs().migrations()).isOne();
    assertInTime(replay, workload, "eager");
  }

  @Test
  void itGoesOnDemandAtTheLastTickAtWhichThatSuffices() {
    Market market = TestMarket.hours(20).pool(A, 0.04).states(A, "D".repeat(20)).build();

    Replay replay = replay(market, Policies.greedy(), WORKLOAD);

    // 4.5 hours before the 20th: asked at tick 15, a step later would be too late
    List<Instant> starts =
        replay.events().stream()
            .filter(event -> event.kind() == Kind.RESTART)
            .map(ReplayEvent::at)
            .toList();
    assertThat(starts).containsExactly(market.grid().instant(15));
    assertThat(replay.costs().detail().makespanHours()).isEqualTo(19.5);
  }
}
