package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import org.junit.jupiter.api.Test;

class StickyAvailablePolicyTest extends DecisionPolicyContract {

  @Override
  DecisionPolicy policy() {
    return Policies.stickyAvailable();
  }

  private Decision lost(Market market, int tick) {
    return policy()
        .decide(
            TestMarket.context(
                market, tick, java.util.Optional.empty(), in(A), Trigger.LOST, spot(A)));
  }

  private static void assertGoes(Decision decision, CapacityPool to, String reason) {
    assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(to));
    assertThat(decision.rationale().reason()).isEqualTo(reason);
  }

  @Test
  void goesToWhereItWasUpMost() {
    Market market =
        TestMarket.hours(4)
            .pool(A, 0.04)
            .pool(B, 0.01)
            .pool(C, 0.05)
            .states(A, "UUUD")
            .states(B, "UDDU")
            .states(C, "UDUU")
            .build();

    assertGoes(lost(market, 3), C, "up for 75.0 % of the last 24 h, the most of 2 pools up");
  }

  @Test
  void ofThoseThatWereUpAsLongTheCheapestThenTheFirst() {
    TestMarket cheaper = TestMarket.hours(2).pool(A, 0.04).pool(B, 0.03).pool(C, 0.02);
    Market tie =
        TestMarket.hours(2)
            .pool(A, 0.04)
            .pool(B, 0.03)
            .pool(C, 0.03)
            .states(A, "UD")
            .states(B, "DU")
            .states(C, "UU")
            .build();
    Market twice =
        TestMarket.hours(1).pool(A, 0.03).pool(B, 0.03).states(A, "U").states(B, "U").build();

    assertGoes(
        lost(cheaper.states(A, "UD").states(B, "UU").states(C, "UU").build(), 1),
        C,
        "up for 100.0 % of the last 24 h, the most of 2 pools up");
    assertGoes(lost(tie, 1), C, "up for 100.0 % of the last 24 h, the most of 2 pools up");
    assertGoes(lost(twice, 0), A, "up for 100.0 % of the last 24 h, the most of 2 pools up");
  }

  @Test
  void whatNobodyKnowsIsLeast() {
    Market market =
        TestMarket.hours(3)
            .pool(A, 0.04)
            .pool(B, 0.01)
            .pool(C, 0.05)
            .states(C, "DDU")
            .states(A, "UUD")
            .build();

    assertGoes(lost(market, 2), C, "up for 33.3 % of the last 24 h, the most of 2 pools up");
  }

  @Test
  void whereNobodyKnowsAnythingItGoesByPrice() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(B, 0.01).build();

    assertGoes(
        lost(market, 0), B, "up for an unknown share of the last 24 h, the cheapest of 2 pools up");
  }

  @Test
  void onlyTheLastDayCounts() {
    String early = "DDDDDDDDDD" + "U".repeat(24);
    Market market =
        TestMarket.hours(34)
            .pool(A, 0.05)
            .pool(B, 0.04)
            .states(A, early)
            .states(B, "U".repeat(33) + "U")
            .build();
    Market dayBefore =
        TestMarket.hours(34)
            .pool(A, 0.05)
            .pool(B, 0.06)
            .states(A, early)
            .states(B, "U".repeat(10) + "D" + "U".repeat(23))
            .build();

    assertGoes(lost(market, 33), B, "up for 100.0 % of the last 24 h, the most of 2 pools up");
    assertGoes(lost(dayBefore, 33), A, "up for 100.0 % of the last 24 h, the most of 2 pools up");
  }
}
