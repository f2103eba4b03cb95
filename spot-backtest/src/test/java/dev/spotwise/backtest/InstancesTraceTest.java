package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.FixedPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Micro traces of several instances, and of the types that they may run on. */
class InstancesTraceTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final BillingRules PAID = BillingRules.aws().withoutRefund();

  private static Replay replay(Market market, DecisionPolicy policy, Workload workload) {
    return new Backtester(market, PAID, Duration.ofHours(2))
        .replay(ticks(0, market.grid().length()), policy, workload, Knowledge.none());
  }

  private static List<List<Placement>> siblings(FixedPolicy policy, Trigger trigger) {
    return policy.contexts.stream()
        .filter(context -> context.trigger() == trigger)
        .map(context -> context.state().siblings())
        .toList();
  }

  @Test
  void allThatShareAPoolAreLostAtOnce() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.03).states(A, "UUDU").build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A).move(Trigger.LOST, 2, B);

    Replay replay = replay(market, policy, in(A).withInstances(2));

    // each: 2 x 0.04, restart 0.005, 2 x 0.03
    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd()).isCloseTo(0.29, EXACT);
    assertThat(costs.hours()).isEqualTo(8);
    assertThat(costs.interruptions()).isEqualTo(2);
    assertThat(costs.detail().worstShareLost()).isEqualTo(1);
    assertThat(replay.events().stream().filter(event -> event.kind() == Kind.RESTART))
        .extracting(ReplayEvent::instance, ReplayEvent::placement)
        .containsExactly(tuple(0, B.id()), tuple(1, B.id()));
  }

  @Test
  void spreadOverTwoPoolsHalfIsLost() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.03).states(A, "UUDU").build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, B).move(Trigger.LOST, 2, B);

    Replay replay = replay(market, policy, in(A).withInstances(2));

    // one 2 x 0.04, restart 0.005, 2 x 0.03; the other 4 x 0.03
    assertThat(replay.costs().totalUsd()).isCloseTo(0.265, EXACT);
    assertThat(replay.costs().detail().worstShareLost()).isEqualTo(0.5);
  }

  @Test
  void theWorstShareIsThatOfOneTick() {
    Market market =
        TestMarket.hours(5)
            .pool(A, 0.04)
            .pool(B, 0.03)
            .states(A, "UUDUU")
            .states(B, "UUUDU")
            .build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, B).move(Trigger.LOST, 3, A);

    Replay replay = replay(market, policy, in(A).withInstances(4));

    // one in four at tick 2, three in four at tick 3
    assertThat(replay.costs().detail().worstShareLost()).isEqualTo(0.75);
    assertThat(replay.costs().detail().meanShareLost()).isEqualTo((0.25 + 3 * 0.75) / 4);
    assertThat(replay.costs().interruptions()).isEqualTo(4);
  }

  @Test
  void instancesAreAskedInOrderAndSeeWhereTheOthersAre() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.03).states(A, "UUDU").build();
    FixedPolicy policy = new FixedPolicy().move(Trigger.START, 0, A).move(Trigger.LOST, 2, B);
    Placement a = new Placement.Spot(A);
    Placement b = new Placement.Spot(B);

    replay(market, policy, in(A).withInstances(3));

    // the first starts at home without being asked
    assertThat(siblings(policy, Trigger.START)).containsExactly(List.of(a), List.of(a, a));
    // those that are lost too and not yet decided about run nowhere
    assertThat(siblings(policy, Trigger.LOST))
        .containsExactly(List.of(), List.of(b), List.of(b, b));
    assertThat(siblings(policy, Trigger.SCHEDULED))
        .containsExactly(
            List.of(a, a),
            List.of(a, a),
            List.of(a, a),
            List.of(b, b),
            List.of(b, b),
            List.of(b, b));
  }

  @Test
  void decisionsAreNumberedByInstance() {
    Market market = TestMarket.hours(3).pool(A, 0.04).pool(B, 0.03).build();

    Replay replay = replay(market, Policies.stickyCheapest(), in(A).withInstances(2));

    // the first at home in A, the second where it is cheapest
    assertThat(replay.decisions())
        .extracting(DecisionRecord::instance, DecisionRecord::currentPool)
        .containsExactly(tuple(0, A.id()), tuple(1, B.id()), tuple(0, A.id()), tuple(1, B.id()));
    assertThat(replay.costs().totalUsd()).isCloseTo(0.21, EXACT);
  }

  @Test
  void jobsEndOneByOneAndTheLastSetsTheMakespan() {
    Market market = TestMarket.hours(8).pool(A, 0.04).pool(B, 0.03).interrupted(A, 1).build();
    Workload two =
        in(A)
            .withRestart(Duration.ofMinutes(30))
            .withJob(new DeadlineJob(Duration.ofHours(2), Duration.ofHours(8), Duration.ZERO))
            .withInstances(2);
    FixedPolicy policy =
        new FixedPolicy().on(Trigger.START, 0, InstancesTraceTest::apart).move(Trigger.LOST, 1, B);

    Replay replay = replay(market, policy, two);

    // A 1 h and B 2 h, the other 2.5 h of B
    CostSummary costs = replay.costs();
    assertThat(costs.totalUsd()).isCloseTo(0.04 + 0.06 + 0.075, EXACT);
    assertThat(costs.detail().usefulHours()).isEqualTo(4);
    assertThat(costs.detail().makespanHours()).isEqualTo(3);
    assertThat(costs.detail().worstShareLost()).isEqualTo(0.5);
    assertThat(replay.events().stream().filter(event -> event.kind() == Kind.DONE))
        .extracting(ReplayEvent::instance, ReplayEvent::at)
        .containsExactlyInAnyOrder(
            tuple(0, TestMarket.START.plus(Duration.ofMinutes(180))),
            tuple(1, TestMarket.START.plus(Duration.ofMinutes(150))));
  }

  private static dev.spotwise.decision.Decision apart(DecisionContext context) {
    return new dev.spotwise.decision.Decision.Move(
        new Placement.Spot(context.state().siblings().isEmpty() ? A : B),
        dev.spotwise.decision.Rationale.of("apart"));
  }

  private static Market twoSizes() {
    return TestMarket.hours(4).pool(A, 0.04).pool(BIG, 0.06).build();
  }

  private static double cheapest(Workload workload) {
    return replay(twoSizes(), Policies.cheapest(), workload).costs().totalUsd();
  }

  @Test
  void onlyTypesOfTheListAreRunOn() {
    Eligibility large = new Eligibility(new TreeSet<>(List.of("m5.large")), 0, 0);

    // half an xlarge at 0.06 and the restart to get there, or a large at 0.04
    assertThat(cheapest(in(A))).isCloseTo(4 * 0.03 + 0.005, EXACT);
    assertThat(cheapest(in(A).withEligible(large))).isCloseTo(4 * 0.04, EXACT);
  }

  @Test
  void onlyTypesThatHaveWhatIsNeededAreRunOn() {
    Market market = TestMarket.hours(4).pool(A, 0.01).pool(BIG, 0.06).build();
    Workload big = in(A).withStart(new Placement.Spot(BIG));

    for (Eligibility need :
        List.of(
            new Eligibility(new TreeSet<>(), 4, 0),
            new Eligibility(new TreeSet<>(), 0, 16),
            new Eligibility(new TreeSet<>(List.of("m5.large", "m5.xlarge")), 3, 9))) {
      assertThat(replay(market, Policies.cheapest(), big.withEligible(need)).costs().totalUsd())
          .isCloseTo(4 * 0.03, EXACT);
    }
    assertThat(replay(market, Policies.cheapest(), big).costs().totalUsd())
        .isCloseTo(4 * 0.01 + 0.005, EXACT);
  }

  @Test
  void aPolicyThatMovesToAnotherTypeIsStopped() {
    Eligibility large = new Eligibility(new TreeSet<>(List.of("m5.large")), 0, 0);

    for (Placement to :
        List.of(new Placement.Spot(BIG), new Placement.OnDemand("m5.xlarge", "us-east-1a"))) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  replay(
                      twoSizes(),
                      new FixedPolicy().move(Trigger.SCHEDULED, 2, to),
                      in(A).withEligible(large)))
          .withMessageContaining(to.id());
    }
  }
}
