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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HysteresisPolicyTest extends DecisionPolicyContract {

  @Override
  DecisionPolicy policy() {
    return Policies.hysteresis(5);
  }

  private static Decision decide(
      DecisionPolicy policy, Market market, Trigger trigger, Optional<Placement> current) {
    return policy.decide(TestMarket.context(market, 0, Optional.empty(), in(A), trigger, current));
  }

  private static Market market(double a, double b) {
    return TestMarket.hours(1).pool(A, a).pool(B, b).build();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0.0378, true, '5.5 % cheaper, over 5 %'",
    "5, 0.038, false, '5.0 % cheaper, not over 5 %'",
    "5, 0.0399, false, '0.3 % cheaper, not over 5 %'",
    "0, 0.0399, true, '0.3 % cheaper, over 0 %'",
    "2.5, 0.0392, false, '2.0 % cheaper, not over 2.5 %'",
    "5, 0.05, false, 'the cheapest of 2 pools up'"
  })
  void movesBelowTheThreshold(double percent, double there, boolean moves, String reason) {
    Decision decision =
        decide(Policies.hysteresis(percent), market(0.04, there), Trigger.SCHEDULED, spot(A));

    assertThat(decision instanceof Decision.Move).isEqualTo(moves);
    assertThat(decision.rationale().reason()).isEqualTo(reason);
  }

  @Test
  void aTieIsNoReasonToMove() {
    assertThat(decide(Policies.hysteresis(0), market(0.04, 0.04), Trigger.SCHEDULED, spot(B)))
        .isInstanceOf(Decision.Stay.class);
  }

  @Test
  void whereTheCurrentPriceIsUnknownItStays() {
    Decision decision = decide(policy(), market(Double.NaN, 0.01), Trigger.SCHEDULED, spot(A));

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason()).isEqualTo("unknown % cheaper, not over 5 %");
  }

  @Test
  void lostOrStrandedItGoesToTheCheapest() {
    Optional<Placement> onDemand = Optional.of(in(A).fallback());

    for (Decision decision :
        new Decision[] {
          decide(policy(), market(0.04, 0.0399), Trigger.LOST, spot(A)),
          decide(policy(), market(0.04, 0.0399), Trigger.START, Optional.empty()),
          decide(policy(), market(0.04, 0.0399), Trigger.FALLBACK, onDemand)
        }) {
      assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(B));
    }
  }

  @Test
  void withNoPoolUpItGoesOnDemandUnlessItRuns() {
    Market down =
        TestMarket.hours(1).pool(A, 0.04).pool(B, 0.04).states(A, "D").states(B, "D").build();

    assertThat(decide(policy(), down, Trigger.LOST, spot(A)))
        .isEqualTo(new Decision.Move(in(A).fallback(), Rationale.of("no pool is up")));
    assertThat(decide(policy(), down, Trigger.SCHEDULED, spot(A)))
        .isEqualTo(new Decision.Stay(Rationale.of("no other pool is up")));
  }

  @Test
  void betweenDecisionsAJobStaysWhereItIs() {
    Decision decision = decide(policy(), market(0.04, 0.01), Trigger.WATCH, spot(A));

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason()).isEqualTo("no decision is due");
  }
}
