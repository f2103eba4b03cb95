package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnDemandPolicyTest extends DecisionPolicyContract {

  private static final Market MARKET = TestMarket.hours(1).pool(A, 0.01).build();

  @Override
  DecisionPolicy policy() {
    return Policies.onDemand();
  }

  private Decision decide(Trigger trigger, Optional<Placement> current) {
    return policy()
        .decide(TestMarket.context(MARKET, 0, Optional.empty(), in(A), trigger, current));
  }

  @Test
  void runsOnDemandWhateverSpotCosts() {
    Placement onDemand = in(A).fallback();
    Decision goes = new Decision.Move(onDemand, Rationale.of("always on demand"));
    Decision stays = new Decision.Stay(Rationale.of("always on demand"));

    assertThat(decide(Trigger.START, Optional.empty())).isEqualTo(goes);
    assertThat(decide(Trigger.SCHEDULED, spot(A))).isEqualTo(goes);
    assertThat(decide(Trigger.LOST, spot(A))).isEqualTo(goes);
    assertThat(decide(Trigger.SCHEDULED, Optional.of(onDemand))).isEqualTo(stays);
    assertThat(decide(Trigger.FALLBACK, Optional.of(onDemand))).isEqualTo(stays);
  }
}
