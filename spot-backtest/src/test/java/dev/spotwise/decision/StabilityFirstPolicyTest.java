package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.LARGE;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule at its bounds: over 10 points, or over 5 points and 5 percent. */
class StabilityFirstPolicyTest extends DecisionPolicyContract {

  private static final StabilityFirstSettings GUIDE = StabilityFirstSettings.guide();

  @Override
  DecisionPolicy policy() {
    return Policies.stabilityFirst(GUIDE);
  }

  private static Decision decide(
      Market market,
      Map<CapacityPool, Double> usd,
      Map<CapacityPool, Double> survival,
      Trigger trigger,
      Optional<Placement> current) {
    return decide(market, in(A), usd, survival, trigger, current);
  }

  private static Decision decide(
      Market market,
      Workload workload,
      Map<CapacityPool, Double> usd,
      Map<CapacityPool, Double> survival,
      Trigger trigger,
      Optional<Placement> current) {
    var forecasts =
        HandMadeForecasts.at(
            market,
            (pool, second) -> usd.getOrDefault(pool, Double.NaN),
            (pool, second) -> survival.getOrDefault(pool, Double.NaN));
    return Policies.stabilityFirst(GUIDE)
        .decide(TestMarket.context(market, 0, Optional.of(forecasts), workload, trigger, current));
  }

  private static Market two() {
    return TestMarket.hours(1).pool(A, 0.04).pool(B, 0.04).build();
  }

  /** Runs in A; B is forecast as given. */
  private static Decision compare(double survivalA, double survivalB, double usdA, double usdB) {
    return decide(
        two(),
        Map.of(A, usdA, B, usdB),
        Map.of(A, survivalA, B, survivalB),
        Trigger.SCHEDULED,
        spot(A));
  }

  @ParameterizedTest
  @CsvSource({
    // points more stable, price of B (A costs 0.04), moves, reason
    "0.85,    0.75, 0.040,  false, '10.0 points more stable, 0.0 % cheaper; not over 10 points, nor over 5 points and 5 %'",
    "0.8501,  0.75, 0.040,  true,  '10.0 points more stable, over 10'",
    "0.90,    0.75, 0.080,  true,  '15.0 points more stable, over 10'",
    "0.8499,  0.75, 0.040,  false, '10.0 points more stable, 0.0 % cheaper; not over 10 points, nor over 5 points and 5 %'",
    "0.8125,  0.75, 0.0378, true,  '6.3 points more stable and 5.5 % cheaper, over 5 points and 5 %'",
    "0.8125,  0.75, 0.0382, false, '6.3 points more stable, 4.5 % cheaper; not over 10 points, nor over 5 points and 5 %'",
    "0.8125,  0.75, 0.042,  false, '6.3 points more stable, 5.0 % dearer; not over 10 points, nor over 5 points and 5 %'",
    "0.80,    0.75, 0.020,  false, '5.0 points more stable, 50.0 % cheaper; not over 10 points, nor over 5 points and 5 %'",
    "0.8001,  0.75, 0.020,  true,  '5.0 points more stable and 50.0 % cheaper, over 5 points and 5 %'",
    "0.7999,  0.75, 0.020,  false, '5.0 points more stable, 50.0 % cheaper; not over 10 points, nor over 5 points and 5 %'",
  })
  void movesOverTenPointsOrOverFivePointsAndFivePercent(
      double survivalB, double survivalA, double usdB, boolean moves, String reason) {
    Decision decision = compare(survivalA, survivalB, 0.04, usdB);

    assertThat(decision instanceof Decision.Move).isEqualTo(moves);
    assertThat(decision.rationale().reason()).isEqualTo(reason);
    assertThat(decision.rationale().target()).contains(B);
    assertThat(decision.rationale().currentStability()).isEqualTo(100 * survivalA);
    assertThat(decision.rationale().targetStability()).isEqualTo(100 * survivalB);
    assertThat(decision.rationale().expectedSavingsPercent())
        .isCloseTo(100 * (1 - usdB / 0.04), within(1e-9));
  }

  @Test
  void exactlyFivePercentCheaperIsNotOver() {
    // 1 - 0.0475 / 0.05 is 0.05 on paper and a little more or less in binary: an exact 5 needs
    // powers of two, 100 x (1 - 0.75) = 25
    StabilityFirstSettings quarter = new StabilityFirstSettings(0.7, 0.3, 10, 5, 25);
    Market market = two();
    for (double usd : new double[] {0.75, 0.7499}) {
      var view =
          HandMadeForecasts.at(
              market,
              (pool, second) -> pool.equals(A) ? 1 : usd,
              (pool, second) -> pool.equals(A) ? 0.75 : 0.8125);
      Decision decision =
          Policies.stabilityFirst(quarter)
              .decide(
                  TestMarket.context(
                      market, 0, Optional.of(view), in(A), Trigger.SCHEDULED, spot(A)));
      assertThat(decision instanceof Decision.Move).isEqualTo(usd < 0.75);
    }
  }

  @Test
  void aLessStableWinnerIsDescribedAsSuch() {
    // A ranks 1 and 2, B 2 and 1: B wins where cost weighs more
    var view =
        HandMadeForecasts.at(
            two(),
            (pool, second) -> pool.equals(A) ? 0.05 : 0.03,
            (pool, second) -> pool.equals(A) ? 0.9 : 0.8);
    Decision decision =
        Policies.stabilityFirst(new StabilityFirstSettings(0.2, 0.8, 10, 5, 2.5))
            .decide(
                TestMarket.context(two(), 0, Optional.of(view), in(A), Trigger.SCHEDULED, spot(A)));

    assertThat(decision)
        .isInstanceOf(Decision.Stay.class)
        .extracting(d -> d.rationale().reason())
        .isEqualTo(
            "10.0 points less stable, 40.0 % cheaper; not over 10 points, nor over 5 points and"
                + " 2.5 %");
  }

  @Test
  void theBestPoolIsKept() {
    Decision decision = compare(0.9, 0.8, 0.04, 0.05);

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason()).isEqualTo("already in the best pool");
    assertThat(decision.rationale().target()).contains(A);
    assertThat(decision.rationale().stabilityImprovement()).isZero();
  }

  @Test
  void theForecastDecidesWhereTodaysPricesAreEqual() {
    Map<CapacityPool, Double> alike = Map.of(A, 0.9, B, 0.9);
    Map<CapacityPool, Double> first = Map.of(A, 0.03, B, 0.04);
    Map<CapacityPool, Double> second = Map.of(A, 0.04, B, 0.03);

    assertThat(target(decide(two(), first, alike, Trigger.LOST, spot(C)))).isEqualTo(A);
    assertThat(target(decide(two(), second, alike, Trigger.LOST, spot(C)))).isEqualTo(B);
  }

  @Test
  void withoutForecastsTodaysPriceAndNoStabilityDecide() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(B, 0.03).build();

    Decision decision =
        Policies.stabilityFirst(GUIDE)
            .decide(
                TestMarket.context(market, 0, Optional.empty(), in(A), Trigger.SCHEDULED, spot(A)));

    assertThat(decision).isInstanceOf(Decision.Move.class);
    assertThat(decision.rationale().reason())
        .isEqualTo("stability unknown, 25.0 % cheaper, over 5 %");
    assertThat(decision.rationale().stabilityImprovement()).isNaN();
  }

  @Test
  void whereStabilityIsUnknownItMovesForSavingsAlone() {
    assertThat(compare(Double.NaN, Double.NaN, 0.04, 0.037)).isInstanceOf(Decision.Move.class);
    Decision decision = compare(Double.NaN, Double.NaN, 0.04, 0.039);
    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(decision.rationale().reason())
        .isEqualTo("stability unknown, 2.5 % cheaper, not over 5 %");
  }

  @Test
  void aPoolOfUnknownStabilityRanksBehindTheKnown() {
    // B: rank 1 of 2 in stability, dearer; A unknown. 0.7 + 0.6 against 1.4 + 0.3
    Decision decision = compare(Double.NaN, 0.5, 0.04, 0.06);

    assertThat(decision.rationale().target()).contains(B);
    assertThat(decision).isInstanceOf(Decision.Stay.class);
  }

  @Test
  void tiesGoToTheCheaperAndThenToTheEarlierPool() {
    Market three = TestMarket.hours(1).pool(C, 0.04).pool(B, 0.04).pool(A, 0.04).build();
    Map<CapacityPool, Double> alike = Map.of(A, 0.9, B, 0.9, C, 0.9);

    assertThat(target(decide(three, Map.of(), alike, Trigger.START, Optional.empty())))
        .isEqualTo(A);
    // half and half: B is first in stability and last in cost, C the other way round
    var view =
        HandMadeForecasts.at(
            three,
            (pool, second) -> pool.equals(A) ? 0.05 : pool.equals(B) ? 0.06 : 0.04,
            (pool, second) -> pool.equals(A) ? 0.5 : pool.equals(B) ? 0.9 : 0.4);
    Decision halves =
        Policies.stabilityFirst(new StabilityFirstSettings(0.5, 0.5, 10, 5, 5))
            .decide(
                TestMarket.context(
                    three, 0, Optional.of(view), in(A), Trigger.START, Optional.empty()));
    assertThat(target(halves)).isEqualTo(C);
  }

  @Test
  void sumsThatAreEqualOnPaperAreTies() {
    // 0.1 x 3 + 0.2 x 1 and 0.1 x 1 + 0.2 x 2 are 0.5 both, but not in binary
    Market three = TestMarket.hours(1).pool(A, 0.04).pool(B, 0.04).pool(C, 0.04).build();
    var view =
        HandMadeForecasts.at(
            three,
            (pool, second) -> pool.equals(A) ? 0.05 : pool.equals(B) ? 0.04 : 0.06,
            (pool, second) -> pool.equals(A) ? 0.9 : pool.equals(B) ? 0.7 : 0.8);
    Decision decision =
        Policies.stabilityFirst(new StabilityFirstSettings(0.1, 0.2, 10, 5, 5))
            .decide(
                TestMarket.context(
                    three, 0, Optional.of(view), in(A), Trigger.START, Optional.empty()));

    assertThat(target(decision)).isEqualTo(B);
  }

  private static CapacityPool target(Decision decision) {
    return ((Placement.Spot) ((Decision.Move) decision).to()).pool();
  }

  @Test
  void poolsThatAreDownOrUnpricedAreNoCandidates() {
    Market market =
        TestMarket.hours(2)
            .pool(A, 0.04)
            .pool(B, 0.01)
            .pool(C, Double.NaN, 0.01)
            .states(B, "DD")
            .build();

    Decision decision = decide(market, Map.of(), Map.of(B, 1.0, C, 1.0), Trigger.LOST, spot(B));

    assertThat(target(decision)).isEqualTo(A);
    assertThat(decision.rationale().reason()).isEqualTo("the only pool that is up");
    assertThat(decision.rationale().expectedSavingsPercent()).isNaN();
  }

  @Test
  void withNoPoolUpItGoesOnDemandAndStaysThere() {
    Market market = TestMarket.hours(1).pool(A, 0.04).states(A, "D").build();
    Placement fallback = new Placement.OnDemand("m5.large", "us-east-1a");
    Rationale why = Rationale.of("no pool is up");

    assertThat(decide(market, Map.of(), Map.of(), Trigger.LOST, spot(A)))
        .isEqualTo(new Decision.Move(fallback, why));
    assertThat(decide(market, Map.of(), Map.of(), Trigger.START, Optional.empty()))
        .isEqualTo(new Decision.Move(fallback, why));
    assertThat(decide(market, Map.of(), Map.of(), Trigger.FALLBACK, Optional.of(fallback)))
        .isEqualTo(new Decision.Stay(why));
  }

  @Test
  void fromOnDemandItReturnsToTheBestPoolAndSaysWhatThatSaves() {
    Decision decision =
        decide(
            two(),
            Map.of(A, 0.05, B, 0.04),
            Map.of(A, 0.9, B, 0.9),
            Trigger.FALLBACK,
            Optional.of(in(A).fallback()));

    assertThat(target(decision)).isEqualTo(B);
    assertThat(decision.rationale().reason()).isEqualTo("best of 2 pools up");
    assertThat(decision.rationale().expectedSavingsPercent()).isCloseTo(60, within(1e-9));
  }

  @Test
  void aLostInstanceMayRestartWhereItWas() {
    Decision decision = decide(two(), Map.of(), Map.of(A, 0.9, B, 0.8), Trigger.LOST, spot(A));

    assertThat(target(decision)).isEqualTo(A);
  }

  @Test
  void unlikeSizesCompareByTheWorkloadsUnit() {
    // an xlarge at 0.06 is 0.015 per vCPU, a large at 0.04 is 0.02
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(BIG, 0.06).build();
    Workload perInstance = Workload.filling(new Placement.Spot(A), LARGE, CostUnit.INSTANCE);
    Map<CapacityPool, Double> alike = Map.of(A, 0.9, BIG, 0.9);

    assertThat(target(decide(market, Map.of(), alike, Trigger.LOST, spot(A)))).isEqualTo(BIG);
    assertThat(target(decide(market, perInstance, Map.of(), alike, Trigger.LOST, spot(A))))
        .isEqualTo(A);
  }
}
