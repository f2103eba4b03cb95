package dev.spotwise.backtest;

import static dev.spotwise.backtest.BacktestResult.CLAIRVOYANT;
import static dev.spotwise.backtest.BacktestResult.CLAIRVOYANT_WITHOUT_REFUND;
import static dev.spotwise.backtest.BacktestResult.ON_DEMAND;
import static dev.spotwise.backtest.BacktestResult.SINGLE_SPOT;
import static dev.spotwise.backtest.BacktestResult.SINGLE_SPOT_HINDSIGHT;
import static dev.spotwise.backtest.BacktestResult.STAY;
import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.BacktestStudy.Plan;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolicyComparisonTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Market RANDOM = TestMarket.random(3, 130, 130, 3, 1, false);
  private static final List<DecisionPolicy> SIMPLE =
      List.of(
          Policies.cheapest(), Policies.stickyCheapest(), Policies.hysteresis(5), Policies.stay());

  private static Plan plan(Workload workload, BillingRules billing) {
    return new Plan(ticks(0, 10), ticks(10, 130), workload, billing, HOUR);
  }

  private static PolicyComparison compared(Workload workload, BillingRules billing, int threads) {
    StudySettings settings = StudySettings.withDefaults(7).withThreads(threads);
    return new BacktestStudy(RANDOM, plan(workload, billing), settings)
        .compare(SIMPLE, Knowledge.none());
  }

  private static Workload job(int work, int deadline) {
    return in(A)
        .withJob(
            new DeadlineJob(
                Duration.ofHours(work), Duration.ofHours(deadline), Duration.ofHours(1)));
  }

  @Test
  void savingsAndRegretFollowFromTheCostsByHand() {
    // A costs 0.04, B 0.05 but 0.01 in hours 4 and 5 of the window's 8. cheapest moves at 4 and
    // back at 6, for half an hour of what it leaves: 4 x 0.04 + (0.02 + 2 x 0.01) + (0.025 +
    // 2 x 0.04) = 0.305. Staying costs 0.32. The clairvoyant does not move back: 0.30.
    Market market =
        TestMarket.hours(10)
            .pool(A, 0.04)
            .pool(B, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.01, 0.01, 0.05)
            .build();
    PolicyComparison comparison =
        new BacktestStudy(
                market, new Plan(ticks(0, 2), ticks(2, 10), in(A), BillingRules.guide(), HOUR))
            .compare(List.of(Policies.stay(), Policies.cheapest()), Knowledge.none());

    PolicyComparison.Entry stay = comparison.policy("stay");
    PolicyComparison.Entry cheapest = comparison.policy("cheapest");
    assertThat(stay.costs().totalUsd()).isCloseTo(0.32, within(1e-12));
    assertThat(cheapest.costs().totalUsd()).isCloseTo(0.305, within(1e-12));
    assertThat(cheapest.comparison().savingsAgainst(STAY).value())
        .isCloseTo(100 * (1 - 0.305 / 0.32), within(1e-9));
    assertThat(cheapest.comparison().savingsAgainst(ON_DEMAND).value())
        .isCloseTo(100 * (1 - 0.305 / 0.80), within(1e-9));
    assertThat(comparison.baselines().get(CLAIRVOYANT).totalUsd()).isCloseTo(0.30, within(1e-12));
    assertThat(cheapest.comparison().regret().value())
        .isCloseTo(100 * (0.305 / 0.30 - 1), within(1e-9));
    assertThat(stay.comparison().regret().value()).isCloseTo(100 * (0.32 / 0.30 - 1), within(1e-9));
    assertThat(stay.comparison().savingsAgainst(STAY).value()).isZero();
  }

  @Test
  void everyPolicyHasItsSavingsAndRegretWithIntervals() {
    PolicyComparison comparison = compared(in(A), BillingRules.aws(), 1);

    assertThat(comparison.policies())
        .extracting(PolicyComparison.Entry::policy)
        .containsExactly("cheapest", "sticky-cheapest", "hysteresis", "stay");
    assertThat(comparison.baselines())
        .containsOnlyKeys(
            SINGLE_SPOT,
            SINGLE_SPOT_HINDSIGHT,
            STAY,
            ON_DEMAND,
            CLAIRVOYANT,
            CLAIRVOYANT_WITHOUT_REFUND);
    for (PolicyComparison.Entry entry : comparison.policies()) {
      assertThat(entry.comparison().savings())
          .containsOnlyKeys(SINGLE_SPOT, SINGLE_SPOT_HINDSIGHT, STAY, ON_DEMAND);
      entry
          .comparison()
          .savings()
          .forEach(
              (name, found) -> {
                assertThat(found.isKnown()).isTrue();
                assertThat(found.value())
                    .isCloseTo(
                        entry.costs().savingsPercentAgainst(comparison.baselines().get(name)),
                        within(1e-9));
              });
      assertThat(entry.comparison().regret().value()).isGreaterThan(-1e-9);
      assertThat(entry.comparison().regret().contains(entry.comparison().regret().value()))
          .isTrue();
    }
    assertThat(comparison.window()).isEqualTo(ticks(10, 130));
    assertThat(comparison.billing()).isEqualTo("aws");
    assertThat(comparison.interval()).isEqualTo(HOUR);
    assertThat(comparison.costUnit()).isEqualTo(CostUnit.VCPU);
    assertThat(comparison.capacity()).isEqualTo(2);
  }

  @Test
  void regretWithoutRefundIsOfTheSamePolicyUnderThoseRules() {
    PolicyComparison with = compared(in(A), BillingRules.aws(), 1);
    PolicyComparison without = compared(in(A), BillingRules.aws().withoutRefund(), 1);

    for (DecisionPolicy policy : SIMPLE) {
      CostComparison refunded = with.policy(policy.id()).comparison();
      CostComparison paid = without.policy(policy.id()).comparison();
      assertThat(refunded.regretWithoutRefund()).isEqualTo(paid.regret());
      assertThat(paid.regretWithoutRefund()).isEqualTo(paid.regret());
      assertThat(refunded.regret()).isNotEqualTo(refunded.regretWithoutRefund());
    }
    assertThat(with.baselines().get(CLAIRVOYANT_WITHOUT_REFUND))
        .isEqualTo(without.baselines().get(CLAIRVOYANT));
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    assertThat(compared(in(A), BillingRules.aws(), 4))
        .isEqualTo(compared(in(A), BillingRules.aws(), 1));
    Plan plan = plan(in(A), BillingRules.aws());
    StudySettings settings = StudySettings.withDefaults(7);
    assertThat(
            new BacktestStudy(RANDOM, plan, settings.withThreads(3))
                .run(Policies.cheapest(), Knowledge.none()))
        .isEqualTo(
            new BacktestStudy(RANDOM, plan, settings).run(Policies.cheapest(), Knowledge.none()));
  }

  @Test
  void aSeedChangesTheEndsAlone() {
    BacktestStudy one =
        new BacktestStudy(RANDOM, plan(in(A), BillingRules.aws()), StudySettings.withDefaults(1));
    BacktestStudy two =
        new BacktestStudy(RANDOM, plan(in(A), BillingRules.aws()), StudySettings.withDefaults(2));

    Interval first = one.compare(SIMPLE, Knowledge.none()).policies().get(0).comparison().regret();
    Interval other = two.compare(SIMPLE, Knowledge.none()).policies().get(0).comparison().regret();

    assertThat(other.value()).isEqualTo(first.value());
    assertThat(other.low()).isNotEqualTo(first.low());
  }

  @Test
  void aRunIsHeldAgainstTheSimplePoliciesToo() {
    BacktestResult result =
        new BacktestStudy(RANDOM, plan(in(A), BillingRules.aws()))
            .run(Policies.stickyCheapest(), Knowledge.none());

    assertThat(result.baselines())
        .containsKeys(
            CLAIRVOYANT,
            CLAIRVOYANT_WITHOUT_REFUND,
            "cheapest",
            "sticky-cheapest",
            "sticky-available",
            "hysteresis")
        .doesNotContainKeys("greedy", "uniform-progress");
    assertThat(result.comparison().savings())
        .doesNotContainKeys(CLAIRVOYANT, CLAIRVOYANT_WITHOUT_REFUND)
        .containsKeys("cheapest", STAY);
    assertThat(result.comparison().savingsAgainst("sticky-cheapest").value()).isZero();
    assertThat(result.comparison().regret().isKnown()).isTrue();
    assertThat(result.costs().get(120).cumulativeUsd())
        .containsEntry(CLAIRVOYANT, result.baseline(CLAIRVOYANT).totalUsd());
    assertThat(result.baseline(CLAIRVOYANT).totalUsd())
        .isLessThanOrEqualTo(
            result.baselines().entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(CLAIRVOYANT_WITHOUT_REFUND))
                    .mapToDouble(entry -> entry.getValue().totalUsd())
                    .min()
                    .orElseThrow()
                + 1e-12);
  }

  @Test
  void aJobsValuesHaveNoIntervals() {
    PolicyComparison comparison =
        new BacktestStudy(RANDOM, plan(job(20, 60), BillingRules.aws()))
            .compare(List.of(Policies.greedy(), Policies.uniformProgress()), Knowledge.none());

    for (PolicyComparison.Entry entry : comparison.policies()) {
      assertThat(entry.costs().detail().deadlineMissed()).isFalse();
      assertThat(entry.costs().detail().usefulHours()).isEqualTo(20);
      assertThat(entry.comparison().savings()).hasSize(4);
      assertThat(entry.comparison().savings().values())
          .allMatch(found -> !found.isKnown() && !Double.isNaN(found.value()));
      assertThat(entry.comparison().regret().value()).isGreaterThan(-1e-9);
      assertThat(entry.comparison().regret().isKnown()).isFalse();
    }
    comparison
        .baselines()
        .forEach((name, costs) -> assertThat(costs.detail().deadlineMissed()).isFalse());
    assertThat(comparison.baselines().get(ON_DEMAND).onDemandHours()).isGreaterThan(20);
  }

  @Test
  void aJobsRunIsHeldAgainstThePoliciesForJobs() {
    BacktestResult result =
        new BacktestStudy(RANDOM, plan(job(20, 60), BillingRules.aws()))
            .run(Policies.greedy(), Knowledge.none());

    assertThat(result.baselines()).containsKeys("greedy", "uniform-progress", "cheapest");
    assertThat(result.comparison().savingsAgainst(STAY).isKnown()).isFalse();
  }

  @Test
  void aJobsPoolIsChosenByWhatAServiceWouldHaveCost() {
    // ten hours of training are too few for the job's deadline, but not to see what is cheap
    BacktestStudy study = new BacktestStudy(RANDOM, plan(job(20, 60), BillingRules.aws()));

    assertThat(study.cheapestPool(ticks(0, 10)))
        .isEqualTo(
            new BacktestStudy(RANDOM, plan(in(A), BillingRules.aws())).cheapestPool(ticks(0, 10)));
  }

  @Test
  void onlyEligiblePoolsAreBaselines() {
    // BIG is cheaper by the vCPU
    Market market = TestMarket.hours(10).pool(A, 0.06).pool(B, 0.05).pool(BIG, 0.04).build();
    Eligibility large = new Eligibility(new TreeSet<>(List.of("m5.large")), 0, 0);
    Eligibility huge = new Eligibility(new TreeSet<>(List.of("m5.metal")), 0, 0);
    Plan plan = new Plan(ticks(0, 2), ticks(2, 10), in(A), BillingRules.guide(), HOUR);
    Plan fitting =
        new Plan(ticks(0, 2), ticks(2, 10), in(A).withEligible(large), BillingRules.guide(), HOUR);
    Plan none =
        new Plan(ticks(0, 2), ticks(2, 10), in(A).withEligible(huge), BillingRules.guide(), HOUR);

    assertThat(new BacktestStudy(market, plan).cheapestPool(ticks(0, 2))).isEqualTo(BIG);
    assertThat(new BacktestStudy(market, fitting).cheapestPool(ticks(0, 2))).isEqualTo(B);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BacktestStudy(market, none).cheapestPool(ticks(0, 2)))
        .withMessageStartingWith("a pool must be of an eligible type");
  }

  @Test
  void severalInstancesAreComparedAsOneWorkload() {
    PolicyComparison three = compared(in(A).withInstances(3), BillingRules.aws(), 1);

    assertThat(three.policy("stay").costs().hours()).isEqualTo(3 * 120);
    assertThat(three.policy("stay").comparison().savingsAgainst(STAY).value())
        .isCloseTo(0, within(1e-9));
    assertThat(three.policies()).allMatch(entry -> entry.comparison().regret().value() > -1e-9);
  }

  @Test
  void policiesAreComparedOnceEach() {
    BacktestStudy study = new BacktestStudy(RANDOM, plan(in(A), BillingRules.aws()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> study.compare(List.of(), Knowledge.none()))
        .withMessage("policies must be at least one, each once, but were []");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                study.compare(
                    List.of(Policies.hysteresis(1), Policies.hysteresis(2)), Knowledge.none()))
        .withMessage("policies must be at least one, each once, but were [hysteresis, hysteresis]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> study.compare(List.of(Policies.stay()), Knowledge.none()).policy("cheapest"))
        .withMessage("policy must be compared: cheapest");
    assertThat(CostComparison.none().savingsAgainst("x")).isEqualTo(Interval.of(Double.NaN));
  }

  @Test
  void settingsAreHeldToTheirRanges() {
    StationaryBootstrap.Settings bootstrap = StationaryBootstrap.Settings.withDefaults(1);
    for (int threads : new int[] {0, 1025}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new StudySettings(bootstrap, PolicySettings.defaults(), threads))
          .withMessage("threads must be in [1, 1024] but was " + threads);
    }
  }
}
