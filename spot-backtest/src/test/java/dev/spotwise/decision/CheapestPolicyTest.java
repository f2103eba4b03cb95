package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheapestPolicyTest extends DecisionPolicyContract {

  @Override
  DecisionPolicy policy() {
    return Policies.cheapest();
  }

  private Decision decide(
      Market market, Workload workload, Trigger trigger, Optional<Placement> current) {
    return policy()
        .decide(TestMarket.context(market, 0, Optional.empty(), workload, trigger, current));
  }

  private static TestMarket market(double a, double b, double c) {
    return TestMarket.hours(1).pool(A, a).pool(B, b).pool(C, c);
  }

  private static void assertMoves(Decision decision, CapacityPool to, String reason) {
    assertThat(decision).isInstanceOf(Decision.Move.class);
    assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(to));
    assertThat(decision.rationale().reason()).isEqualTo(reason);
  }

  @Test
  void movesForTheLeastGain() {
    Decision decision = decide(market(0.04, 0.0399, 0.05).build(), in(A), scheduled(), spot(A));

    assertMoves(decision, B, "0.3 % cheaper, the cheapest of 3 pools up");
    assertThat(decision.rationale().expectedSavingsPercent()).isCloseTo(0.25, within(1e-9));
  }

  private static Trigger scheduled() {
    return Trigger.SCHEDULED;
  }

  @Test
  void ofPoolsThatCostTheSameTheFirstWinsEvenAgainstTheOneHeld() {
    Market tie = market(0.04, 0.04, 0.05).build();

    assertMoves(
        decide(tie, in(A), scheduled(), spot(B)), A, "0.0 % cheaper, the cheapest of 3 pools up");
    assertThat(decide(tie, in(A), scheduled(), spot(A))).isInstanceOf(Decision.Stay.class);
  }

  @Test
  void staysInTheCheapestAndSaysSo() {
    Decision decision = decide(market(0.04, 0.05, 0.05).build(), in(A), scheduled(), spot(A));

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason()).isEqualTo("the cheapest of 3 pools up");
    assertThat(decision.rationale().target()).contains(A);
    assertThat(decision.rationale().expectedSavingsPercent()).isZero();
  }

  @Test
  void unlikeSizesAreComparedByTheUnit() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(BIG, 0.06).build();

    assertMoves(
        decide(market, in(A), scheduled(), spot(A)),
        BIG,
        "25.0 % cheaper, the cheapest of 2 pools up");
  }

  @Test
  void poolsOfOtherTypesAreNotLookedAt() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(BIG, 0.06).build();
    Eligibility listed = new Eligibility(new TreeSet<>(java.util.Set.of("m5.large")), 0, 0);

    Decision decision = decide(market, in(A).withEligible(listed), scheduled(), spot(A));

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason()).isEqualTo("the only pool that is up");
  }

  @ParameterizedTest
  @EnumSource(
      value = Trigger.class,
      names = {"START", "LOST"})
  void whereNothingRunsThereIsNothingToCompare(Trigger trigger) {
    Optional<Placement> current = trigger == Trigger.LOST ? spot(B) : Optional.empty();

    Decision decision = decide(market(0.04, 0.03, 0.05).build(), in(A), trigger, current);

    assertMoves(decision, B, "the cheapest of 3 pools up");
    assertThat(decision.rationale().expectedSavingsPercent()).isNaN();
  }

  @Test
  void leavesOnDemandAsSoonAsAPoolIsUp() {
    Optional<Placement> onDemand = Optional.of(in(A).fallback());

    assertMoves(
        decide(market(0.04, 0.03, 0.05).build(), in(A), Trigger.FALLBACK, onDemand),
        B,
        "70.0 % cheaper, the cheapest of 3 pools up");
  }

  @Test
  void withNoPoolUpItGoesOnDemandAndStaysThere() {
    Market down = TestMarket.hours(1).pool(A, 0.04).states(A, "D").build();
    Placement onDemand = in(A).fallback();

    assertThat(decide(down, in(A), Trigger.LOST, spot(A)))
        .isEqualTo(new Decision.Move(onDemand, Rationale.of("no pool is up")));
    assertThat(decide(down, in(A), Trigger.FALLBACK, Optional.of(onDemand)))
        .isEqualTo(new Decision.Stay(Rationale.of("no pool is up")));
  }

  @Test
  void anInstanceThatStillRunsIsNotLeftForOnDemand() {
    Market down = TestMarket.hours(1).pool(A, 0.04).states(A, "D").build();

    assertThat(decide(down, in(A), scheduled(), spot(A)))
        .isEqualTo(new Decision.Stay(Rationale.of("no other pool is up")));
  }

  @Test
  void betweenDecisionsAJobStaysWhereItIs() {
    Market market = market(0.04, 0.03, 0.05).build();

    assertThat(decide(market, in(A), Trigger.WATCH, spot(A)).rationale().reason())
        .isEqualTo("no decision is due");
    assertMoves(
        decide(market, in(A), Trigger.WATCH, Optional.empty()), B, "the cheapest of 3 pools up");
  }
}
