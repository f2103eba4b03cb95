package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StayPolicyTest extends DecisionPolicyContract {

  @Override
  DecisionPolicy policy() {
    return Policies.stay();
  }

  private static Decision decide(String states, Trigger trigger, Optional<Placement> current) {
    Market market = TestMarket.hours(2).pool(A, 0.04).pool(B, 0.01).states(A, states).build();
    return Policies.stay()
        .decide(TestMarket.context(market, 1, Optional.empty(), in(A), trigger, current));
  }

  @Test
  void staysWhereItStartedHoweverCheapTheRest() {
    assertThat(decide("UU", Trigger.SCHEDULED, spot(A)))
        .isEqualTo(new Decision.Stay(Rationale.of("stays where it started")));
  }

  @Test
  void restartsInItsOwnPoolIfThatIsUp() {
    assertThat(decide("UU", Trigger.LOST, spot(A)))
        .isEqualTo(new Decision.Move(new Placement.Spot(A), Rationale.of("its own pool is up")));
  }

  @Test
  void goesOnDemandWhileItsPoolIsDown() {
    Placement fallback = new Placement.OnDemand("m5.large", "us-east-1a");
    Decision away = new Decision.Move(fallback, Rationale.of("its own pool is down"));

    assertThat(decide("UD", Trigger.LOST, spot(A))).isEqualTo(away);
    assertThat(decide("DD", Trigger.START, Optional.empty())).isEqualTo(away);
    assertThat(decide("DD", Trigger.FALLBACK, Optional.of(fallback)))
        .isEqualTo(new Decision.Stay(Rationale.of("its own pool is down")));
    assertThat(decide("DU", Trigger.FALLBACK, Optional.of(fallback)))
        .isEqualTo(new Decision.Move(new Placement.Spot(A), Rationale.of("its own pool is up")));
  }

  @Test
  void neverLeavesOnDemandIfItStartedThere() {
    Placement home = in(A).fallback();
    Market market = TestMarket.hours(1).pool(A, 0.04).build();

    assertThat(
            Policies.stay()
                .decide(
                    TestMarket.context(
                        market,
                        0,
                        Optional.empty(),
                        in(A).withStart(home),
                        Trigger.SCHEDULED,
                        Optional.of(home))))
        .isInstanceOf(Decision.Stay.class);
  }

  @Test
  void goesHomeOnDemandFromAnywhere() {
    Placement home = in(A).fallback();
    Market market = TestMarket.hours(1).pool(A, 0.04).build();

    assertThat(
            Policies.stay()
                .decide(
                    TestMarket.context(
                        market,
                        0,
                        Optional.empty(),
                        in(A).withStart(home),
                        Trigger.SCHEDULED,
                        spot(A))))
        .isEqualTo(new Decision.Move(home, Rationale.of("its own pool is up")));
  }
}
