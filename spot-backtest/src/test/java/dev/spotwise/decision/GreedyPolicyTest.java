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

class GreedyPolicyTest extends DecisionPolicyContract {

  private static final DeadlineJob JOB =
      new DeadlineJob(Duration.ofHours(10), Duration.ofHours(20), Duration.ZERO);
  private static final Workload WORKLOAD = in(A).withJob(JOB);

  @Override
  DecisionPolicy policy() {
    return Policies.greedy();
  }

  private Decision decide(String states, Trigger trigger, Optional<Placement> current) {
    Market market =
        TestMarket.hours(1).pool(A, 0.04).pool(B, 0.03).states(A, states).states(B, states).build();
    WorkloadState state = WorkloadState.at(current).withJob(JobProgress.begin(JOB));
    return policy()
        .decide(TestMarket.context(market, 0, Optional.empty(), WORKLOAD, trigger, state));
  }

  @Test
  void goesToTheCheapestPoolThatIsUp() {
    for (Trigger trigger : new Trigger[] {Trigger.START, Trigger.WATCH}) {
      Decision decision = decide("U", trigger, Optional.empty());
      assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(B));
      assertThat(decision.rationale().reason()).isEqualTo("the cheapest of 2 pools up");
    }
    assertThat(decide("U", Trigger.LOST, spot(A))).isInstanceOf(Decision.Move.class);
  }

  @Test
  void staysAsLongAsItLasts() {
    assertThat(decide("U", Trigger.SCHEDULED, spot(A)).rationale().reason())
        .isEqualTo("stays as long as it lasts");
  }

  @Test
  void waitsWhileNoPoolIsUp() {
    Decision waits = new Decision.Wait(Rationale.of("no pool is up, waits for one"));

    assertThat(decide("D", Trigger.START, Optional.empty())).isEqualTo(waits);
    assertThat(decide("D", Trigger.LOST, spot(A))).isEqualTo(waits);
  }

  @Test
  void onDemandItStaysToTheEnd() {
    Decision decision = decide("U", Trigger.WATCH, Optional.of(WORKLOAD.fallback()));

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason()).isEqualTo("on demand until the work is done");
  }

  @Test
  void aServiceIsKeptRunningAsByStickyCheapest() {
    Market down = TestMarket.hours(1).pool(A, 0.04).states(A, "D").build();

    assertThat(
            policy()
                .decide(
                    TestMarket.context(down, 0, Optional.empty(), in(A), Trigger.LOST, spot(A))))
        .isEqualTo(new Decision.Move(in(A).fallback(), Rationale.of("no pool is up")));
  }
}
