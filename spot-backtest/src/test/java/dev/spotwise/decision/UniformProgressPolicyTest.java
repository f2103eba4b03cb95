package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten hours of work in twenty: the line rises by half an hour an hour. A restart takes an hour. */
class UniformProgressPolicyTest extends DecisionPolicyContract {

  private static final DeadlineJob JOB =
      new DeadlineJob(Duration.ofHours(10), Duration.ofHours(20), Duration.ZERO);
  private static final Workload WORKLOAD = in(A).withRestart(Duration.ofHours(1)).withJob(JOB);
  private static final Optional<Placement> ON_DEMAND = Optional.of(WORKLOAD.fallback());

  @Override
  DecisionPolicy policy() {
    return Policies.uniformProgress();
  }

  private Decision decide(
      String states, Trigger trigger, Optional<Placement> current, Duration done, int elapsed) {
    return decide(states, trigger, current, done, elapsed, Duration.ZERO);
  }

  private Decision decide(
      String states,
      Trigger trigger,
      Optional<Placement> current,
      Duration done,
      int elapsed,
      Duration starting) {
    Market market =
        TestMarket.hours(1).pool(A, 0.04).pool(B, 0.03).states(A, states).states(B, states).build();
    JobProgress progress =
        new JobProgress(
            JOB.work().minus(done), Duration.ZERO, starting, JOB.deadline().minusHours(elapsed));
    WorkloadState state = WorkloadState.at(current).withJob(progress);
    return policy()
        .decide(TestMarket.context(market, 0, Optional.empty(), WORKLOAD, trigger, state));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "60, 8", "300, 8"})
  void goesToSpotIfAPoolIsUpBehindOrNot(int done, int elapsed) {
    Decision decision = decide("U", Trigger.WATCH, Optional.empty(), minutes(done), elapsed);

    assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(B));
  }

  @Test
  void staysOnSpotAsLongAsItLasts() {
    assertThat(decide("U", Trigger.SCHEDULED, spot(A), Duration.ZERO, 8))
        .isInstanceOf(Decision.Stay.class);
  }

  @Test
  void withNoPoolUpItWaitsOnTheLineAndGoesOnDemandBelowIt() {
    // 8 hours in, 4 hours of work are expected
    assertThat(decide("D", Trigger.LOST, spot(A), minutes(240), 8))
        .isEqualTo(new Decision.Wait(Rationale.of("4.0 h done, 4.0 h expected, no pool is up")));
    assertThat(decide("D", Trigger.WATCH, Optional.empty(), minutes(239), 8))
        .isEqualTo(
            new Decision.Move(
                WORKLOAD.fallback(), Rationale.of("4.0 h done, 4.0 h expected, no pool is up")));
    assertThat(decide("D", Trigger.START, Optional.empty(), Duration.ZERO, 0))
        .isInstanceOf(Decision.Wait.class);
  }

  @Test
  void onDemandItStaysUntilItIsTwoRestartsAhead() {
    // 2 h from now 5 hours are expected
    assertThat(decide("U", Trigger.WATCH, ON_DEMAND, minutes(299), 8))
        .isInstanceOf(Decision.Stay.class);
    Decision ahead = decide("U", Trigger.WATCH, ON_DEMAND, minutes(300), 8);
    assertThat(((Decision.Move) ahead).to()).isEqualTo(new Placement.Spot(B));
    assertThat(ahead.rationale().reason()).isEqualTo("5.0 h done, 5.0 h expected");
    assertThat(decide("D", Trigger.WATCH, ON_DEMAND, minutes(300), 8))
        .isInstanceOf(Decision.Wait.class);
  }

  @Test
  void anInstanceThatIsStillStartingIsNotLeft() {
    assertThat(decide("U", Trigger.WATCH, ON_DEMAND, minutes(300), 8, minutes(1)))
        .isInstanceOf(Decision.Stay.class);
  }

  @Test
  void aServiceIsKeptRunningAsByStickyCheapest() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(B, 0.03).build();
    DecisionContext lost =
        TestMarket.context(market, 0, Optional.empty(), in(A), Trigger.LOST, spot(A));

    assertThat(policy().decide(lost)).isEqualTo(Policies.stickyCheapest().decide(lost));
  }
}
