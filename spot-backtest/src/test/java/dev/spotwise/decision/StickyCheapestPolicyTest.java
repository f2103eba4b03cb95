package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StickyCheapestPolicyTest extends DecisionPolicyContract {

  private static final Market MARKET =
      TestMarket.hours(2).pool(A, 0.04).pool(B, 0.01).pool(C, 0.02).states(B, "UD").build();

  @Override
  DecisionPolicy policy() {
    return Policies.stickyCheapest();
  }

  private Decision decide(int tick, Trigger trigger, Optional<Placement> current) {
    return policy()
        .decide(TestMarket.context(MARKET, tick, Optional.empty(), in(A), trigger, current));
  }

  @Test
  void staysHoweverCheapTheRestAndSaysWhatItForgoes() {
    Decision decision = decide(0, Trigger.SCHEDULED, spot(A));

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason()).isEqualTo("stays as long as it lasts");
    assertThat(decision.rationale().target()).contains(B);
    assertThat(decision.rationale().expectedSavingsPercent()).isCloseTo(75, within(1e-9));
  }

  @Test
  void goesToTheCheapestThatIsUpWhenLost() {
    assertThat(decide(0, Trigger.LOST, spot(A)))
        .extracting(decision -> ((Decision.Move) decision).to())
        .isEqualTo(new Placement.Spot(B));
    Decision later = decide(1, Trigger.LOST, spot(A));
    assertThat(((Decision.Move) later).to()).isEqualTo(new Placement.Spot(C));
    assertThat(later.rationale().reason()).isEqualTo("the cheapest of 2 pools up");
  }

  @Test
  void leavesOnDemandOnDecisionsToo() {
    Optional<Placement> onDemand = Optional.of(in(A).fallback());

    assertThat(decide(1, Trigger.FALLBACK, onDemand)).isInstanceOf(Decision.Move.class);
    assertThat(decide(1, Trigger.SCHEDULED, onDemand)).isInstanceOf(Decision.Move.class);
  }

  @Test
  void goesOnDemandWithNoPoolUp() {
    Market down = TestMarket.hours(1).pool(A, 0.04).states(A, "D").build();

    assertThat(
            policy()
                .decide(
                    TestMarket.context(down, 0, Optional.empty(), in(A), Trigger.LOST, spot(A))))
        .isEqualTo(new Decision.Move(in(A).fallback(), Rationale.of("no pool is up")));
  }
}
