package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.Rationale.Option;
import dev.spotwise.decision.Rationale.Term;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sums worked out by hand. A survival of 1/16 over a day is one of 1/2 over six hours: the hazard
 * is ln 2 / 6 an hour, and an instance is expected to last for L = 0.5 x 6 / ln 2 = 4.328085 of six
 * hours. A restart loses 3 min x 0.10 = 0.005.
 */
class ExpectedCostPolicyTest extends DecisionPolicyContract {

  private static final Offset<Double> EXACT = within(1e-9);
  private static final double HALF = 1.0 / 16;
  private static final double LASTING = 4.328085122666891;

  @Override
  DecisionPolicy policy() {
    return Policies.expectedCost(ExpectedCostSettings.defaults());
  }

  private static DecisionContext context(
      Market market, Map<CapacityPool, Double> survival, Trigger trigger, WorkloadState state) {
    return context(market, in(A), survival, trigger, state);
  }

  private static DecisionContext context(
      Market market,
      Workload workload,
      Map<CapacityPool, Double> survival,
      Trigger trigger,
      WorkloadState state) {
    var forecasts =
        HandMadeForecasts.at(
            market,
            HandMadeForecasts.UNKNOWN,
            (pool, second) -> survival.getOrDefault(pool, Double.NaN));
    return TestMarket.context(market, 0, Optional.of(forecasts), workload, trigger, state);
  }

  private static DecisionContext withoutRefund(
      Market market, Map<CapacityPool, Double> survival, CapacityPool lost) {
    var forecasts =
        HandMadeForecasts.at(
            market, HandMadeForecasts.UNKNOWN, (pool, second) -> survival.get(pool));
    return new DecisionContext(
        TestMarket.view(market, 0),
        Knowledge.of(forecasts),
        in(A),
        BillingRules.aws().withoutRefund(),
        Trigger.LOST,
        WorkloadState.at(spot(lost)));
  }

  private static Option option(Decision decision, String placement) {
    return decision.rationale().options().stream()
        .filter(option -> option.placement().equals(placement))
        .findFirst()
        .orElseThrow();
  }

  private static double term(Option option, String name) {
    return option.terms().stream()
        .filter(term -> term.name().equals(name))
        .findFirst()
        .map(Term::usd)
        .orElse(0.0);
  }

  @Test
  void addsUpWhatEachWayIsExpectedToCost() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(B, 0.03).build();

    Decision decision =
        policy()
            .decide(
                context(
                    market,
                    Map.of(A, HALF, B, HALF),
                    Trigger.SCHEDULED,
                    WorkloadState.at(spot(A))));

    // g is the second cheapest price, 0.04
    Option held = option(decision, A.id());
    assertThat(held.terms())
        .extracting(Term::name)
        .containsExactly("running", "after a loss", "restart", "free first hour");
    assertThat(term(held, "running")).isCloseTo(0.04 * LASTING, EXACT);
    assertThat(term(held, "after a loss")).isCloseTo(0.04 * (6 - LASTING), EXACT);
    assertThat(term(held, "restart")).isCloseTo(0.0025, EXACT);
    assertThat(term(held, "free first hour")).as("long past it").isCloseTo(0, EXACT);
    // a new instance is free if lost within an hour: 0.03 x (0.944399 - 0.890899)
    Option there = option(decision, B.id());
    assertThat(term(there, "free first hour")).isCloseTo(-0.03 * 0.05350055162103007, EXACT);
    assertThat(term(there, "move")).isCloseTo(0.005, EXACT);
    assertThat(there.usd()).isCloseTo(0.19761413222470017 + 0.005, EXACT);
    assertThat(option(decision, "on-demand m5.large").usd()).isCloseTo(0.6 + 0.005, EXACT);
    assertThat(decision).isInstanceOf(Decision.Move.class);
    assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(B));
    assertThat(decision.rationale().reason())
        .isEqualTo(
            "us-east-1b_m5.large would save 0.0449 USD over 6.0 h, more than the 0.0100 that a move"
                + " needs");
    assertThat(decision.rationale().options())
        .extracting(Option::placement)
        .containsExactly(B.id(), A.id(), "on-demand m5.large");
  }

  @Test
  void anInstanceInItsFirstHourIsWorthWhatWouldBeTakenBack() {
    Market market = TestMarket.hours(1).pool(A, 0.04).build();
    WorkloadState young = WorkloadState.at(spot(A)).withHeld(Duration.ofMinutes(30));

    Decision decision = policy().decide(context(market, Map.of(A, HALF), Trigger.SCHEDULED, young));

    // 0.04 x (hours to a loss within 0.5 h + 0.5 h x its probability)
    assertThat(term(option(decision, A.id()), "free first hour"))
        .isCloseTo(-0.001678367675277539, EXACT);
  }

  @ParameterizedTest
  @CsvSource({"0.0384, false", "0.0390, false", "0.0383, true"})
  void movesForMoreThanTwiceWhatTheMoveCosts(double usd, boolean moves) {
    // both last for ever: six hours at 0.04 against six at the price of B; a move costs 0.005
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(B, usd).build();

    Decision decision =
        policy()
            .decide(
                context(
                    market, Map.of(A, 1.0, B, 1.0), Trigger.SCHEDULED, WorkloadState.at(spot(A))));

    assertThat(decision instanceof Decision.Move).isEqualTo(moves);
    assertThat(decision.rationale().target()).contains(B);
    if (!moves) {
      assertThat(decision.rationale().reason()).endsWith("a move needs more than 0.0100");
    }
  }

  @Test
  void stabilityIsWorthTheRestartsAndTheDearerTimeAfterThem() {
    // A costs 0.040 and lasts; B costs 0.0395 and does not: 6 x 0.0005 saved, half a restart lost;
    // g is 0.04
    Market market = TestMarket.hours(1).pool(A, 0.0400).pool(B, 0.0395).build();

    Decision lost = policy().decide(withoutRefund(market, Map.of(A, 1.0, B, HALF), A));

    assertThat(((Decision.Move) lost).to()).isEqualTo(new Placement.Spot(A));
    assertThat(lost.rationale().reason()).isEqualTo("least expected cost over 6.0 h: 0.2450 USD");
  }

  @Test
  void withOnePoolTheTimeAfterALossIsOnDemand() {
    Market market = TestMarket.hours(1).pool(A, 0.04).build();

    Decision decision =
        policy()
            .decide(context(market, Map.of(A, HALF), Trigger.SCHEDULED, WorkloadState.at(spot(A))));

    assertThat(term(option(decision, A.id()), "after a loss"))
        .isCloseTo(0.10 * (6 - LASTING), EXACT);
    assertThat(decision).isInstanceOf(Decision.Stay.class);
  }

  @Test
  void goesOnDemandWhereSpotIsDearerAndWhereNothingIsUp() {
    Market dear = TestMarket.hours(1).pool(A, 0.14).build();
    Market down = TestMarket.hours(1).pool(A, 0.04).states(A, "D").build();

    for (Market market : List.of(dear, down)) {
      Decision lost =
          policy().decide(context(market, Map.of(A, 1.0), Trigger.LOST, WorkloadState.at(spot(A))));
      assertThat(((Decision.Move) lost).to()).isEqualTo(in(A).fallback());
    }
  }

  @Test
  void withoutModelsThePoolsOwnRecordCounts() {
    // A was interrupted an hour ago, B never; B is a little dearer
    Market market =
        TestMarket.hours(30)
            .pool(A, 0.0400)
            .pool(B, 0.0401)
            .interrupted(A, 26.5, 27.5, 28.5)
            .interrupted(B)
            .build();
    DecisionContext context =
        new DecisionContext(
            TestMarket.view(market, 29),
            Knowledge.none(),
            in(A),
            BillingRules.aws().withoutRefund(),
            Trigger.LOST,
            WorkloadState.at(spot(A)));

    assertThat(context.survivalByRecord(0, 6)).isLessThan(context.survivalByRecord(1, 6));
    assertThat(((Decision.Move) policy().decide(context)).to()).isEqualTo(new Placement.Spot(B));
  }

  @Test
  void modelsAndRecordCountAlike() {
    Market market = TestMarket.hours(1).pool(A, 0.04).interrupted(A).build();
    DecisionContext context =
        context(market, Map.of(A, HALF), Trigger.SCHEDULED, WorkloadState.at(spot(A)));

    double record = context.survivalByRecord(0, 24);

    assertThat(record).isBetween(0.5, 0.99);
    assertThat(SurvivalCurve.of(context, 0).at(24)).isCloseTo(Math.sqrt(HALF * record), EXACT);
  }

  @Test
  void whereNobodyWatchesPricesDecide() {
    Market market = TestMarket.hours(2).pool(A, 0.04).pool(B, 0.03).build();
    DecisionContext context =
        TestMarket.context(
            market, 1, Optional.empty(), in(A), Trigger.SCHEDULED, WorkloadState.at(spot(A)));

    Decision decision = policy().decide(context);

    assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(B));
    assertThat(term(option(decision, A.id()), "running")).isCloseTo(0.24, EXACT);
    assertThat(term(option(decision, A.id()), "restart")).isZero();
  }

  @Test
  void unlikeSizesCostTheirShare() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(BIG, 0.06).build();

    Decision decision =
        policy()
            .decide(
                context(
                    market,
                    Map.of(A, 1.0, BIG, 1.0),
                    Trigger.SCHEDULED,
                    WorkloadState.at(spot(A))));

    // half of an xlarge: 0.03 an hour; its restart 3 min x 0.20 / 2
    assertThat(option(decision, BIG.id()).terms())
        .extracting(Term::name, Term::usd)
        .contains(tuple("restart", 0.0));
    assertThat(term(option(decision, BIG.id()), "move")).isCloseTo(0.005, EXACT);
    assertThat(term(option(decision, BIG.id()), "running")).isCloseTo(0.18, EXACT);
  }

  @Test
  void dataThatHaveToFollowCountAsPartOfTheMove() {
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(B, 0.03).build();
    Workload heavy =
        in(A).withOverheads(new Overheads(Duration.ofMinutes(3), Duration.ofMinutes(6), 10));

    Decision decision =
        policy()
            .decide(
                context(
                    market,
                    heavy,
                    Map.of(A, 1.0, B, 1.0),
                    Trigger.SCHEDULED,
                    WorkloadState.at(spot(A))));

    // 10 GB x 0.02, six minutes of A, a restart
    assertThat(term(option(decision, B.id()), "move")).isCloseTo(0.2 + 0.004 + 0.005, EXACT);
    assertThat(decision).isInstanceOf(Decision.Stay.class);
  }

  @Test
  void siblingsInThePoolCountAsLostWithIt() {
    Market market = TestMarket.hours(1).pool(A, 0.0400).pool(B, 0.0402).pool(C, 0.05).build();
    Map<CapacityPool, Double> survival = Map.of(A, HALF, B, HALF, C, HALF);
    Workload two = in(A).withInstances(2);
    WorkloadState beside =
        WorkloadState.at(Optional.empty()).withSiblings(List.of(new Placement.Spot(A)));
    WorkloadState alone = WorkloadState.at(Optional.empty());

    Decision spread = policy().decide(context(market, two, survival, Trigger.START, beside));
    Decision first = policy().decide(context(market, two, survival, Trigger.START, alone));

    assertThat(((Decision.Move) first).to()).isEqualTo(new Placement.Spot(A));
    assertThat(((Decision.Move) spread).to()).isEqualTo(new Placement.Spot(B));
    // one restart more, with the probability of a loss
    assertThat(term(option(spread, A.id()), "lost with siblings")).isCloseTo(0.0025, EXACT);
    assertThat(term(option(spread, B.id()), "lost with siblings")).isZero();
  }

  @Test
  void aSiblingInAPoolThatTheMarketDoesNotHaveCostsNothing() {
    Market market = TestMarket.hours(3).pool(A, 0.0400).pool(B, 0.0402).build();
    Placement elsewhere = new Placement.Spot(CapacityPool.parse("eu-west-1c_m5.large"));
    PoolStatistics past =
        PoolStatistics.of(market, new TimeWindow(market.grid().start(), market.grid().instant(1)));
    DecisionContext context =
        new DecisionContext(
            TestMarket.view(market, 2),
            Knowledge.none().with(past),
            in(A).withInstances(2),
            BillingRules.aws(),
            Trigger.START,
            WorkloadState.at(Optional.empty()).withSiblings(List.of(elsewhere)));

    Decision decision = policy().decide(context);

    assertThat(((Decision.Move) decision).to()).isEqualTo(new Placement.Spot(A));
    assertThat(term(option(decision, A.id()), "lost with siblings")).isZero();
  }

  @Test
  void staysInAPoolThatCantBeLaunchedInAnyMoreIfItIsNotLost() {
    // its type has become ineligible while it ran there
    Market market = TestMarket.hours(1).pool(A, 0.04).pool(BIG, 0.30).build();
    Workload needsBig = in(A).withEligible(new Eligibility(new java.util.TreeSet<>(), 4, 0));

    Decision decision =
        policy()
            .decide(
                context(
                    market,
                    needsBig,
                    Map.of(A, 1.0, BIG, 1.0),
                    Trigger.SCHEDULED,
                    WorkloadState.at(spot(A))));

    assertThat(decision).isInstanceOf(Decision.Stay.class);
    assertThat(option(decision, A.id()).usd()).isCloseTo(6 * 0.04, within(0.4));
  }
}
