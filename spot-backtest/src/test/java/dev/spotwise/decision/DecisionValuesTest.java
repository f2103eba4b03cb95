package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.LARGE;
import static dev.spotwise.decision.TestMarket.XLARGE;
import static dev.spotwise.decision.TestMarket.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketShape;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records that decisions are made of. */
class DecisionValuesTest {

  private static final Rationale WHY = Rationale.of("because");

  @Test
  void placementsAreNamedByPoolOrType() {
    assertThat(new Placement.Spot(BIG).id()).isEqualTo("us-east-1a_m5.xlarge");
    assertThat(new Placement.Spot(BIG).instanceType()).isEqualTo("m5.xlarge");
    assertThat(new Placement.OnDemand("c5.large", "z").id()).isEqualTo("on-demand c5.large");
    assertThat(new Placement.OnDemand("c5.large", "z").instanceType()).isEqualTo("c5.large");
    assertThatNullPointerException().isThrownBy(() -> new Placement.Spot(null));
    assertThatNullPointerException().isThrownBy(() -> new Placement.OnDemand(null, "z"));
    assertThatNullPointerException().isThrownBy(() -> new Placement.OnDemand("c5.large", null));
  }

  @Test
  void everyDecisionHasAReason() {
    assertThat(new Decision.Stay(WHY).rationale()).isEqualTo(WHY);
    assertThat(new Decision.Wait(WHY).rationale()).isEqualTo(WHY);
    assertThatNullPointerException().isThrownBy(() -> new Decision.Stay(null));
    assertThatNullPointerException().isThrownBy(() -> new Decision.Wait(null));
    assertThatNullPointerException()
        .isThrownBy(() -> new Decision.Move(new Placement.Spot(A), null));
    assertThatNullPointerException().isThrownBy(() -> new Decision.Move(null, WHY));
    assertThatNullPointerException().isThrownBy(() -> Rationale.of(null));
    assertThatNullPointerException().isThrownBy(() -> new Rationale(null, 1, 1, 1, "x"));
  }

  @Test
  void theImprovementIsTargetLessCurrent() {
    assertThat(new Rationale(Optional.of(A), 80, 92.5, 0, "x").stabilityImprovement())
        .isEqualTo(12.5);
    assertThat(new Rationale(Optional.of(A), Double.NaN, 92.5, 0, "x").stabilityImprovement())
        .isNaN();
  }

  @Test
  void costUnitsCountWhatTheirNamesSay() {
    assertThat(CostUnit.VCPU.units(XLARGE)).isEqualTo(4);
    assertThat(CostUnit.GIB.units(XLARGE)).isEqualTo(16);
    assertThat(CostUnit.INSTANCE.units(XLARGE)).isEqualTo(1);
    assertThat(CostUnit.values())
        .extracting(CostUnit::id)
        .containsExactly("vcpu", "gib", "instance");
  }

  @Test
  void aWorkloadPaysItsShareOfLargerInstances() {
    Workload workload = in(A);

    assertThat(workload.capacity()).isEqualTo(2);
    assertThat(workload.restart()).isEqualTo(Duration.ofMinutes(3));
    assertThat(workload.shareOf(LARGE)).isEqualTo(1);
    assertThat(workload.shareOf(XLARGE)).isEqualTo(0.5);
    assertThat(workload.withStart(new Placement.Spot(BIG)).shareOf(LARGE)).isEqualTo(1);
    assertThat(workload.withRestart(Duration.ZERO).restart()).isZero();
    assertThat(workload.withRestart(Duration.ZERO).withRestart(workload.restart()))
        .isEqualTo(workload);
  }

  @Test
  void theFallbackIsOfTheTypeAndZoneOfTheStart() {
    Placement.OnDemand onDemand = new Placement.OnDemand("m5.large", "us-east-1b");

    assertThat(in(B).fallback()).isEqualTo(onDemand);
    assertThat(in(A).withStart(onDemand).fallback()).isEqualTo(onDemand);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void capacityMustBePositive(double capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Workload(new Placement.Spot(A), CostUnit.VCPU, capacity, Duration.ZERO))
        .withMessage("capacity must be finite and > 0 but was " + capacity);
  }

  @Test
  void aRestartMustNotBeNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(A).withRestart(Duration.ofSeconds(-1)))
        .withMessage("restart must be >= 0 but was PT-1S");
  }

  @Test
  void placementsArePricedByTheNearestPool() {
    CapacityPool windows = new CapacityPool("us-east-1a", "m5.large", "Windows");
    MarketShape shape = TestMarket.hours(1).pool(A, 1).pool(B, 1).pool(windows, 1).build().shape();
    Workload own = in(windows);

    assertThat(shape.pools().get(own.pricingPool(shape, own.start()))).isEqualTo(windows);
    assertThat(shape.pools().get(own.pricingPool(shape, own.fallback()))).isEqualTo(windows);
    assertThat(shape.pools().get(in(A).pricingPool(shape, onDemand("us-east-1a")))).isEqualTo(A);
    assertThat(shape.pools().get(in(A).pricingPool(shape, onDemand("us-east-1b")))).isEqualTo(B);
    assertThat(shape.pools().get(in(A).pricingPool(shape, onDemand("eu-west-1a")))).isEqualTo(A);
    assertThat(in(A).pricingPool(shape, new Placement.Spot(BIG))).isEqualTo(-1);
    assertThat(in(A).pricingPool(shape, new Placement.OnDemand("c5.large", "us-east-1a")))
        .isEqualTo(-1);
    // the start itself is not in the market, but its type is
    CapacityPool far = CapacityPool.of("eu-west-1a", "m5.large");
    assertThat(shape.pools().get(in(far).pricingPool(shape, in(far).fallback()))).isEqualTo(A);
  }

  private static Placement onDemand(String zone) {
    return new Placement.OnDemand("m5.large", zone);
  }

  @Test
  void theGuidesSettingsAreTheGuides() {
    assertThat(StabilityFirstSettings.guide())
        .isEqualTo(new StabilityFirstSettings(0.70, 0.30, 10, 5, 5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void settingsMustBeFiniteAndNotNegative(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StabilityFirstSettings(bad, 1, 1, 1, 1))
        .withMessage("stabilityWeight must be finite and >= 0 but was " + bad);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StabilityFirstSettings(1, bad, 1, 1, 1))
        .withMessageStartingWith("costWeight");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StabilityFirstSettings(1, 1, bad, 1, 1))
        .withMessageStartingWith("strongImprovement");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StabilityFirstSettings(1, 1, 1, bad, 1))
        .withMessageStartingWith("weakImprovement");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StabilityFirstSettings(1, 1, 1, 1, bad))
        .withMessageStartingWith("minSavingsPercent");
  }

  @Test
  void oneOfTheWeightsMustCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StabilityFirstSettings(0, 0, 10, 5, 5))
        .withMessage("the weights must not both be 0");
    assertThat(new StabilityFirstSettings(0, 1, 0, 0, 0).costWeight()).isOne();
  }

  @Test
  void policiesAreFoundById() {
    assertThat(Policies.ids()).isSorted().contains("stability-first", "stay");
    for (String id : Policies.ids()) {
      assertThat(Policies.byId(id, PolicySettings.defaults()).id()).isEqualTo(id);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Policies.byId("stablity", PolicySettings.defaults()))
        .withMessageStartingWith("policy must be one of cheapest, ")
        .withMessageEndingWith(", uniform-progress but was 'stablity'");
  }

  @Test
  void numbersInReasonsAreRoundedHalfUp() {
    assertThat(Fixed.one(6.25)).isEqualTo("6.3");
    assertThat(Fixed.one(0)).isEqualTo("0.0");
    assertThat(Fixed.one(Double.NaN)).isEqualTo("unknown");
    assertThat(Fixed.plain(10)).isEqualTo("10");
    assertThat(Fixed.plain(2.5)).isEqualTo("2.5");
    assertThat(Fixed.plain(1e7)).isEqualTo("10000000");
  }
}
