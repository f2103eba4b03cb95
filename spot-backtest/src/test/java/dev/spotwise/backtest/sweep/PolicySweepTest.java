package dev.spotwise.backtest.sweep;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.BacktestStudy.Plan;
import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.backtest.sweep.SearchSpace.Grid;
import dev.spotwise.backtest.sweep.SearchSpace.Random;
import dev.spotwise.backtest.sweep.SearchSpace.Range;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class PolicySweepTest {

  private static final Market MARKET = TestMarket.random(3, 110, 110, 3, 1, false);

  private static Plan plan(Workload workload, int from, int to) {
    return new Plan(
        ticks(0, from), ticks(from, to), workload, BillingRules.aws(), Duration.ofHours(1));
  }

  private static PolicySweep sweep(int threads) {
    return new PolicySweep(
        MARKET, plan(in(A), 10, 110), SweepSettings.withDefaults(1).withThreads(threads));
  }

  private static Grid hysteresis(Double... percent) {
    return new Grid(new TreeMap<>(Map.of(PolicyParameter.HYSTERESIS_PERCENT, List.of(percent))));
  }

  private static CostSummary alone(TimeWindow window, double percent) {
    return new Backtester(MARKET, BillingRules.aws(), Duration.ofHours(1))
        .replay(window, Policies.hysteresis(percent), in(A), Knowledge.none())
        .costs();
  }

  @Test
  void theNewestShareIsHeldOut() {
    assertThat(sweep(1).searchWindow()).isEqualTo(ticks(10, 80));
    assertThat(sweep(1).holdoutWindow()).isEqualTo(ticks(80, 110));
  }

  @Test
  void everyTryIsAReplayOfTheSearchWindowAlone() {
    SweepResult result = sweep(1).run("hysteresis", hysteresis(0.0, 5.0, 30.0), Knowledge.none());

    assertThat(result.policy()).isEqualTo("hysteresis");
    assertThat(result.search()).isEqualTo(ticks(10, 80));
    assertThat(result.holdout()).isEqualTo(ticks(80, 110));
    assertThat(result.tries())
        .extracting(SweepResult.Try::costs)
        .containsExactly(
            alone(result.search(), 0), alone(result.search(), 5), alone(result.search(), 30));
    assertThat(result.tries().get(2).settings())
        .isEqualTo(PolicySettings.defaults().withHysteresisPercent(30));
    assertThat(result.tries().get(2).values())
        .isEqualTo(Map.of(PolicyParameter.HYSTERESIS_PERCENT, 30.0));
    assertThat(result.searchDefault()).isEqualTo(alone(result.search(), 5));
  }

  @Test
  void theCheapestIsReplayedInTheHoldoutBesideTheDefault() {
    SweepResult result =
        sweep(1).run("hysteresis", hysteresis(0.0, 5.0, 60.0, 99.0), Knowledge.none());

    double least =
        result.tries().stream().mapToDouble(each -> each.costs().totalUsd()).min().orElseThrow();
    assertThat(result.bestTry().costs().totalUsd()).isEqualTo(least);
    double percent = result.bestTry().settings().hysteresisPercent();
    assertThat(result.holdoutBest()).isEqualTo(alone(result.holdout(), percent));
    assertThat(result.holdoutDefault()).isEqualTo(alone(result.holdout(), 5));
    assertThat(result.holdoutSavings().value())
        .isCloseTo(
            result.holdoutBest().savingsPercentAgainst(result.holdoutDefault()), within(1e-9));
    assertThat(result.searchSavingsPercent()).isGreaterThanOrEqualTo(0);
    assertThat(result.warning())
        .isEqualTo("best of 4 tries; its search result flatters it: only the holdout counts");
  }

  @Test
  void theHoldoutDecidesNothing() {
    // the holdout differs from tick 81 on; the search is the same
    Market other = TestMarket.random(3, 110, 80, 99, 1, false);
    Grid grid = hysteresis(0.0, 5.0, 60.0, 99.0);

    SweepResult before = sweep(1).run("hysteresis", grid, Knowledge.none());
    SweepResult after =
        new PolicySweep(other, plan(in(A), 10, 110), SweepSettings.withDefaults(1))
            .run("hysteresis", grid, Knowledge.none());

    assertThat(after.tries()).isEqualTo(before.tries());
    assertThat(after.best()).isEqualTo(before.best());
    assertThat(after.holdoutBest()).isNotEqualTo(before.holdoutBest());
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Random random =
        new Random(
            new TreeMap<>(Map.of(PolicyParameter.HYSTERESIS_PERCENT, new Range(0, 90))), 12, 5);

    SweepResult one = sweep(1).run("hysteresis", random, Knowledge.none());

    assertThat(sweep(4).run("hysteresis", random, Knowledge.none())).isEqualTo(one);
    assertThat(one.tries()).hasSize(12);
  }

  @Test
  void ofEqualTriesTheFirstIsBest() {
    Market flat = TestMarket.hours(20).pool(A, 0.05).pool(B, 0.05).build();
    SweepResult result =
        new PolicySweep(flat, plan(in(A), 2, 20), SweepSettings.withDefaults(1))
            .run("hysteresis", hysteresis(50.0, 40.0, 30.0), Knowledge.none());

    assertThat(result.best()).isZero();
    assertThat(result.holdoutSavings().value()).isZero();
    assertThat(result.holdoutSavings().contains(0)).isTrue();
  }

  @Test
  void oneTryIsNotFlattered() {
    SweepResult result = sweep(1).run("hysteresis", hysteresis(7.0), Knowledge.none());

    assertThat(result.warning()).isEqualTo("one try: nothing was chosen, both windows count");
  }

  @Test
  void triesDifferFromTheDefaultsGiven() {
    PolicySettings patient = PolicySettings.defaults().withHysteresisPercent(80);
    SweepResult result =
        new PolicySweep(
                MARKET, plan(in(A), 10, 110), SweepSettings.withDefaults(1).withDefaults(patient))
            .run("hysteresis", hysteresis(0.0), Knowledge.none());

    assertThat(result.searchDefault()).isEqualTo(alone(result.search(), 80));
    assertThat(result.holdoutDefault()).isEqualTo(alone(result.holdout(), 80));
  }

  @Test
  void aJobIsDoneInBothPartsAndHasNoInterval() {
    Workload job =
        in(A).withJob(new DeadlineJob(Duration.ofHours(6), Duration.ofHours(20), Duration.ZERO));

    SweepResult result =
        new PolicySweep(MARKET, plan(job, 10, 110), SweepSettings.withDefaults(1))
            .run("hysteresis", hysteresis(0.0, 50.0), Knowledge.none());

    assertThat(result.holdoutBest().detail().deadlineMissed()).isFalse();
    assertThat(result.holdoutBest().detail().usefulHours()).isEqualTo(6);
    assertThat(result.holdoutSavings().isKnown()).isFalse();
    assertThat(result.holdoutSavings().value()).isNotNaN();
  }

  @Test
  void aParameterOfAnotherPolicyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sweep(1).run("cheapest", hysteresis(1.0), Knowledge.none()))
        .withMessage("hysteresis-percent must be a parameter of cheapest but is one of hysteresis");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sweep(1).run("hysteresis", hysteresis(1.0, 100.0), Knowledge.none()))
        .withMessageStartingWith("hysteresis-percent: hysteresisPercent must be in [0, 100)");
  }

  @Test
  void oneWeightMayTakeTheOthersPlace() {
    PolicySettings stable = PolicyParameter.COST_WEIGHT.with(PolicySettings.defaults(), 0);
    Grid swapped =
        new Grid(
            new TreeMap<>(
                Map.of(
                    PolicyParameter.STABILITY_WEIGHT, List.of(0.0),
                    PolicyParameter.COST_WEIGHT, List.of(1.0))));

    SweepResult result =
        new PolicySweep(
                MARKET, plan(in(A), 10, 110), SweepSettings.withDefaults(1).withDefaults(stable))
            .run("stability-first", swapped, Knowledge.none());

    assertThat(result.bestTry().settings().stabilityFirst().stabilityWeight()).isZero();
    assertThat(result.bestTry().settings().stabilityFirst().costWeight()).isEqualTo(1);
  }

  @Test
  void aWindowOfOneDecisionCanNotBeSplit() {
    PolicySweep sweep = new PolicySweep(MARKET, plan(in(A), 10, 11), SweepSettings.withDefaults(1));

    assertThatIllegalArgumentException()
        .isThrownBy(sweep::searchWindow)
        .withMessageStartingWith("window must hold decisions to search by and others to hold out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sweep.run("hysteresis", hysteresis(1.0), Knowledge.none()));
  }

  @Test
  void settingsAreHeldToTheirRanges() {
    StationaryBootstrap.Settings bootstrap = StationaryBootstrap.Settings.withDefaults(1);
    PolicySettings defaults = PolicySettings.defaults();

    assertThat(SweepSettings.withDefaults(1).holdoutShare()).isEqualTo(0.3);
    for (double share : new double[] {0, 1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SweepSettings(share, defaults, bootstrap, 1))
          .withMessage("holdoutShare must be in (0, 1) but was " + share);
    }
    for (int threads : new int[] {0, 1025}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SweepSettings(0.3, defaults, bootstrap, threads))
          .withMessage("threads must be in [1, 1024] but was " + threads);
    }
  }

  @Test
  void aListenerIsToldOfEveryTryAndChangesNothing() {
    Set<Long> done = new ConcurrentSkipListSet<>();
    PolicySweep heard =
        new PolicySweep(
            MARKET,
            plan(in(A), 10, 110),
            SweepSettings.withDefaults(1).withListener((units, of) -> done.add(units)));
    SweepResult result = heard.run("hysteresis", hysteresis(0.0, 5.0, 30.0), Knowledge.none());
    assertThat(done).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(result)
        .isEqualTo(sweep(2).run("hysteresis", hysteresis(0.0, 5.0, 30.0), Knowledge.none()));
  }
}
