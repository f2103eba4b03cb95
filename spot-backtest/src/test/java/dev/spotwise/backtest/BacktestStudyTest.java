package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.LARGE;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.HandMadeForecasts;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.StabilityFirstSettings;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestStudyTest {

  private static final StabilityFirstSettings GUIDE = StabilityFirstSettings.guide();

  private static BacktestStudy study(Market market, Workload workload, int split) {
    return new BacktestStudy(
        market,
        new BacktestStudy.Plan(
            ticks(0, split),
            ticks(split, market.grid().length()),
            workload,
            BillingRules.guide(),
            Duration.ofHours(1)));
  }

  private static BacktestResult stay(Market market, Workload workload, int split) {
    return study(market, workload, split)
        .run(
            Policies.stay(),
            HandMadeForecasts.at(
                market, HandMadeForecasts.UNKNOWN, HandMadeForecasts.UNKNOWN, ticks(-9, split)));
  }

  @Test
  void singleSpotIsChosenBeforeTheWindowAndHindsightAfterIt() {
    // B is cheapest in training (ticks 0 to 2), C in the window, the workload starts in A
    Market market =
        TestMarket.hours(6)
            .pool(A, 0.05)
            .pool(B, 0.02, 0.02, 0.02, 0.06, 0.06, 0.06)
            .pool(C, 0.06, 0.06, 0.06, 0.03, 0.03, 0.03)
            .build();

    BacktestResult result = stay(market, in(A), 3);

    assertThat(result.baseline(BacktestResult.SINGLE_SPOT).placement()).isEqualTo(B.id());
    assertThat(result.baseline(BacktestResult.SINGLE_SPOT).totalUsd())
        .isCloseTo(0.18, within(1e-12));
    assertThat(result.baseline(BacktestResult.SINGLE_SPOT_HINDSIGHT).placement()).isEqualTo(C.id());
    assertThat(result.baseline(BacktestResult.SINGLE_SPOT_HINDSIGHT).totalUsd())
        .isCloseTo(0.09, within(1e-12));
    assertThat(result.baseline(BacktestResult.STAY).totalUsd()).isCloseTo(0.15, within(1e-12));
    assertThat(result.savingsPercentAgainst(BacktestResult.SINGLE_SPOT))
        .isCloseTo(100 * (1 - 0.15 / 0.18), within(1e-9));
  }

  @Test
  void onDemandIsOfTheTypeThatTheWorkloadStartsOn() {
    // the cheapest pool is an xlarge, whose on-demand price is another
    Market market = TestMarket.hours(4).pool(A, 0.05).priced(BIG, 0.30, 0.04).build();

    BacktestResult result = stay(market, in(A), 2);

    assertThat(result.baseline(BacktestResult.SINGLE_SPOT).placement()).isEqualTo(BIG.id());
    CostSummary onDemand = result.baseline(BacktestResult.ON_DEMAND);
    assertThat(onDemand.placement()).isEqualTo("on-demand m5.large");
    assertThat(onDemand.totalUsd()).isCloseTo(0.20, within(1e-12));
    assertThat(onDemand.averageUsdPerHour()).isCloseTo(0.10, within(1e-12));
  }

  @Test
  void interruptionsCostTheBaselinesTooAndDecideWhichPoolWasBest() {
    // A is cheaper by 0.001 an hour but loses 0.005 in every hour of training
    Market market =
        TestMarket.hours(8)
            .pool(A, 0.040)
            .pool(B, 0.041)
            .interrupted(A, 1, 2, 3, 5)
            .interrupted(B)
            .build();

    BacktestStudy study = study(market, in(A), 4);

    assertThat(study.cheapestPool(ticks(0, 4))).isEqualTo(B);
    assertThat(study.cheapestPool(ticks(5, 8))).isEqualTo(A);
    assertThat(stay(market, in(A), 4).baseline(BacktestResult.STAY).interruptions()).isOne();
  }

  @Test
  void ofEqualPoolsTheEarlierIsBest() {
    Market market = TestMarket.hours(4).pool(C, 0.04).pool(B, 0.04).build();

    assertThat(study(market, in(C), 2).cheapestPool(ticks(0, 2))).isEqualTo(B);
  }

  @Test
  void unlikeSizesAreComparedPerVcpuUnlessTheGuidesPresetIsAskedFor() {
    // an xlarge at 0.06 has twice the vCPUs of a large at 0.04
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(BIG, 0.06).build();
    Workload perInstance = Workload.filling(new Placement.Spot(A), LARGE, CostUnit.INSTANCE);

    assertThat(study(market, in(A), 2).cheapestPool(ticks(0, 2))).isEqualTo(BIG);
    assertThat(study(market, perInstance, 2).cheapestPool(ticks(0, 2))).isEqualTo(A);
  }

  @Test
  void trainingMustEndBeforeTheBacktestBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BacktestStudy.Plan(
                    ticks(0, 4), ticks(3, 6), in(A), BillingRules.guide(), Duration.ofHours(1)))
        .withMessageContaining("training must end before the backtest begins");
  }

  @Test
  void costsOverTimeEndAtTheTotalsAndTheEndOfTheWindow() {
    // 5 ticks at an interval of 2: decisions at 3, 5, 7 and the end at 8
    Market market = TestMarket.hours(8).pool(A, 0.04).build();
    BacktestStudy study =
        new BacktestStudy(
            market,
            new BacktestStudy.Plan(
                ticks(0, 3), ticks(3, 8), in(A), BillingRules.guide(), Duration.ofHours(2)));

    BacktestResult result =
        study.run(
            Policies.stay(),
            HandMadeForecasts.at(market, HandMadeForecasts.UNKNOWN, HandMadeForecasts.UNKNOWN));

    assertThat(result.costs())
        .extracting(CostPoint::timestamp)
        .containsExactly(
            market.grid().instant(3),
            market.grid().instant(5),
            market.grid().instant(7),
            market.grid().instant(8));
    assertThat(result.costs().get(0).cumulativeUsd().values()).containsOnly(0.0);
    result
        .baselines()
        .forEach(
            (name, costs) ->
                assertThat(result.costs().get(3).cumulativeUsd())
                    .containsEntry(name, costs.totalUsd()));
    assertThat(result.stabilityKnown()).isFalse();
  }

  @Test
  void theGuidesWorldEndToEnd(@TempDir Path folder) throws Exception {
    BacktestResult result =
        TinyWorld.study(CostUnit.VCPU).run(Policies.stabilityFirst(GUIDE), TinyWorld.forecasts());

    assertThat(result.policy()).isEqualTo("stability-first");
    assertThat(result.window()).isEqualTo(TinyWorld.WINDOW);
    assertThat(result.stabilityWindow()).isEqualTo(TinyWorld.DAY);
    assertThat(result.stabilityKnown()).isTrue();
    assertThat(result.decisions()).hasSize(72);
    assertThat(result.costs()).hasSize(73);
    assertThat(result.decisions())
        .allMatch(d -> d.currentStability() >= 0 && d.currentStability() <= 100);
    assertThat(result.ourStrategy().hours()).isEqualTo(72);
    assertThat(result.baseline(BacktestResult.ON_DEMAND).totalUsd())
        .isCloseTo(72 * 0.096, within(1e-9));
    assertThat(result.baseline(BacktestResult.SINGLE_SPOT_HINDSIGHT).totalUsd())
        .isLessThanOrEqualTo(result.baseline(BacktestResult.SINGLE_SPOT).totalUsd())
        .isLessThanOrEqualTo(result.baseline(BacktestResult.STAY).totalUsd());
    assertThat(result.savingsPercentAgainst(BacktestResult.ON_DEMAND)).isBetween(30.0, 90.0);

    BacktestJson.write(folder.resolve("a.json"), result);
    BacktestJson.write(
        folder.resolve("b.json"),
        TinyWorld.study(CostUnit.VCPU).run(Policies.stabilityFirst(GUIDE), TinyWorld.forecasts()));
    assertThat(BacktestJson.read(folder.resolve("a.json"))).isEqualTo(result);
    assertThat(Files.mismatch(folder.resolve("a.json"), folder.resolve("b.json"))).isEqualTo(-1);
  }

  @Test
  void aRunWithoutAVoluntaryMigrationReadsWell() {
    StabilityFirstSettings never = new StabilityFirstSettings(0.7, 0.3, 100, 100, 100);

    BacktestResult result =
        TinyWorld.study(CostUnit.INSTANCE)
            .run(Policies.stabilityFirst(never), TinyWorld.forecasts());

    assertThat(result.ourStrategy().migrations()).isZero();
    assertThat(result.ourStrategy().migrationUsd()).isZero();
    assertThat(result.decisions())
        .hasSize(72)
        .allMatch(d -> d.action() == DecisionRecord.Action.STAY)
        .noneMatch(d -> d.reason().isBlank() || d.targetPool().isBlank());
    assertThat(
            SuccessCriteria.of(
                TinyWorld.BUNDLE.price().card(), TinyWorld.BUNDLE.stability().card(), result))
        .filteredOn(criterion -> criterion.name().startsWith("Migration"))
        .extracting(SuccessCriteria.Criterion::value)
        .containsExactly(0.0, 0.0);
  }

  @Test
  void aResultNeedsItsBaselines() {
    BacktestResult result = stay(TestMarket.hours(4).pool(A, 0.04).build(), in(A), 2);
    var some = new TreeMap<>(result.baselines());
    some.remove(BacktestResult.STAY);

    assertThatNullPointerException()
        .isThrownBy(
            () ->
                new BacktestResult(
                    result.window(),
                    "x",
                    CostUnit.VCPU,
                    1,
                    Duration.ofHours(1),
                    true,
                    result.ourStrategy(),
                    some,
                    List.of(),
                    List.of(),
                    List.of()))
        .withMessage("stay");
    assertThatNullPointerException().isThrownBy(() -> result.baseline("best"));
    assertThat(Optional.of(result.baseline("stay"))).isPresent();
  }

  @Test
  void everyBaselinesRegretStandsOnOneScaleWithoutFreeHours() {
    Market market = TestMarket.random(3, 200, 200, 3, 1, false);
    BacktestStudy.Plan plan =
        new BacktestStudy.Plan(
            ticks(0, 20), ticks(20, 200), in(A), BillingRules.aws(), Duration.ofHours(1));
    BacktestResult result = new BacktestStudy(market, plan).run(Policies.stay(), Knowledge.none());
    BacktestResult unrefunded =
        new BacktestStudy(
                market,
                new BacktestStudy.Plan(
                    ticks(0, 20),
                    ticks(20, 200),
                    in(A),
                    BillingRules.aws().withoutRefund(),
                    Duration.ofHours(1)))
            .run(Policies.stay(), Knowledge.none());

    SortedMap<String, Interval> regrets = result.comparison().regrets();
    assertThat(regrets.keySet())
        .containsExactlyElementsOf(
            result.baselines().keySet().stream()
                .filter(name -> !name.startsWith(BacktestResult.CLAIRVOYANT))
                .toList());
    assertThat(regrets.get(BacktestResult.STAY))
        .isEqualTo(result.comparison().regretWithoutRefund());
    regrets.forEach((name, regret) -> assertThat(regret.value()).as(name).isNotNegative());
    assertThat(regrets.get("sticky-cheapest"))
        .isEqualTo(unrefunded.comparison().regrets().get("sticky-cheapest"));
    double best = result.baseline(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND).totalUsd();
    double cost = unrefunded.baseline(BacktestResult.ON_DEMAND).totalUsd();
    assertThat(regrets.get(BacktestResult.ON_DEMAND).value())
        .isCloseTo(100 * (cost / best - 1), within(1e-9));
  }

  @Test
  void aListenerIsToldOfEveryReplayAndChangesNothing() {
    Market market = TestMarket.hours(6).pool(A, 0.05).pool(B, 0.02).build();
    BacktestStudy.Plan plan =
        new BacktestStudy.Plan(
            ticks(0, 3), ticks(3, 6), in(A), BillingRules.guide(), Duration.ofHours(1));
    Set<Long> done = new ConcurrentSkipListSet<>();
    StudySettings settings = StudySettings.withDefaults(42);
    BacktestResult heard =
        new BacktestStudy(market, plan, settings.withListener((units, of) -> done.add(units)))
            .run(Policies.stay(), Knowledge.none());
    assertThat(done).hasSizeGreaterThan(4).startsWith(0L, 1L);
    assertThat(heard)
        .isEqualTo(
            new BacktestStudy(market, plan, settings.withThreads(2))
                .run(Policies.stay(), Knowledge.none()));
  }
}
