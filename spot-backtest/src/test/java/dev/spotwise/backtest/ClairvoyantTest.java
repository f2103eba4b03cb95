package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.Overheads;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Micro traces: hourly ticks, a large instance at 0.10 USD/h on demand, a restart of 3 minutes at
 * that price (0.005 USD).
 */
class ClairvoyantTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final BillingRules PAID = BillingRules.aws().withoutRefund();

  private static ClairvoyantPlan plan(Market market, BillingRules billing, Workload workload) {
    return Clairvoyant.of(market, billing).plan(ticks(0, market.grid().length()), workload);
  }

  private static List<String> way(ClairvoyantPlan plan) {
    return IntStream.range(0, plan.ticks())
        .mapToObj(tick -> plan.at(tick).map(Placement::id).orElse("-"))
        .toList();
  }

  private static Workload job(int workHours, int deadlineHours, Duration checkpoints) {
    return in(A)
        .withJob(
            new DeadlineJob(
                Duration.ofHours(workHours), Duration.ofHours(deadlineHours), checkpoints));
  }

  @Test
  void itStartsWhereItIsCheapestAndMovesOnlyIfThatPays() {
    Market market =
        TestMarket.hours(5)
            .pool(A, 0.05, 0.05, 0.05, 0.044, 0.05)
            .pool(B, 0.04, 0.04, 0.04, 0.05, 0.05)
            .build();

    ClairvoyantPlan plan = plan(market, PAID, in(A));

    // three hours of B at 0.04; to go to A for 0.044 instead of 0.05 would save 0.006, less 0.005
    assertThat(plan.usd()).isCloseTo(3 * 0.04 + 0.005 + 0.044 + 0.05, EXACT);
    assertThat(way(plan)).containsExactly(B.id(), B.id(), B.id(), A.id(), A.id());
    Workload slower = in(A).withRestart(Duration.ofMinutes(6));
    assertThat(way(plan(market, PAID, slower))).containsOnly(B.id());
  }

  @Test
  void itLeavesBeforeALossOnlyIfThatIsCheaper() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.05).interrupted(A, 2).build();

    ClairvoyantPlan plan = plan(market, PAID, in(A));

    // stays in A, which can be launched in again at once: 4 x 0.04 and a restart
    assertThat(plan.usd()).isCloseTo(0.165, EXACT);
    assertThat(way(plan)).containsOnly(A.id());
  }

  @Test
  void itFarmsTheHoursThatAreFree() {
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.06).interrupted(B, 1, 2, 3).build();

    ClairvoyantPlan plan = plan(market, BillingRules.aws(), in(A));

    // three free hours in B, three restarts, the last one in A: 3 x 0.005 + 0.04
    assertThat(plan.usd()).isCloseTo(0.055, EXACT);
    assertThat(way(plan)).containsExactly(B.id(), B.id(), B.id(), A.id());
    assertThat(plan(market, PAID, in(A)).usd()).isCloseTo(0.16, EXACT);
    Replay replay = Clairvoyant.of(market, BillingRules.aws()).replay(ticks(0, 4), in(A), HOUR);
    assertThat(replay.costs().detail().refundUsd()).isCloseTo(0.18, EXACT);
    assertThat(replay.costs().totalUsd()).isCloseTo(0.055, EXACT);
  }

  @Test
  void aMoveToWhereItRunsMakesNoInstanceNew() {
    Market market = TestMarket.hours(3).pool(A, 0.04).states(A, "UUU").interrupted(A, 2).build();

    // lost after two hours, which are paid; in the third hour it is new. 3 x 0.04 + 0.005
    assertThat(plan(market, BillingRules.aws(), in(A)).usd()).isCloseTo(0.125, EXACT);
  }

  @Test
  void theGuidesMigrationCostsHalfAnHourOfThePoolLeft() {
    Market market =
        TestMarket.hours(4).pool(A, 0.04, 0.04, 0.08, 0.08).pool(B, 0.06, 0.06, 0.03, 0.03).build();

    // 2 x 0.04 in A, half an hour of A at 0.08, 2 x 0.03 in B; beside 0.18 in B alone
    ClairvoyantPlan plan = plan(market, BillingRules.guide(), in(A));
    assertThat(plan.usd()).isCloseTo(0.18, EXACT);
  }

  @Test
  void waitingSavesTheStartOnDemand() {
    Market market = TestMarket.hours(4).pool(A, 0.04).states(A, "UDUU").build();
    Clairvoyant clairvoyant = Clairvoyant.of(market, PAID);

    // 0.04, an hour of work not done 0.10, back 0.005, 2 x 0.04; on demand it is 0.005 more
    assertThat(clairvoyant.plan(ticks(0, 4), in(A)).usd()).isCloseTo(0.225, EXACT);
    assertThat(way(clairvoyant.plan(ticks(0, 4), in(A)))).contains("-");
    ClairvoyantPlan running = clairvoyant.alwaysRunning().plan(ticks(0, 4), in(A));
    assertThat(running.usd()).isCloseTo(0.23, EXACT);
    assertThat(way(running)).containsExactly(A.id(), "on-demand m5.large", A.id(), A.id());
  }

  @Test
  void dataFollowIntoAnotherZone() {
    Market market = TestMarket.hours(3).pool(A, 0.04, 0.09, 0.09).pool(B, 0.09, 0.04, 0.04).build();
    Workload heavy = in(A).withOverheads(new Overheads(Duration.ofMinutes(3), Duration.ZERO, 3));

    // a move: 0.12 + 0.005 + 3 GB x 0.02; B from the start on: 0.09 + 0.08
    assertThat(plan(market, PAID, heavy).usd()).isCloseTo(0.17, EXACT);
    assertThat(way(plan(market, PAID, heavy))).containsOnly(B.id());
    assertThat(plan(market, PAID, in(A)).usd()).isCloseTo(0.125, EXACT);
  }

  @Test
  void onlyEligibleTypesAreUsed() {
    Market market = TestMarket.hours(2).pool(A, 0.06).pool(BIG, 0.04).build();
    Workload any = in(A);
    Workload large = any.withEligible(new Eligibility(new TreeSet<>(List.of("m5.large")), 0, 0));

    assertThat(plan(market, PAID, any).usd()).isCloseTo(2 * 0.02, EXACT);
    assertThat(plan(market, PAID, large).usd()).isCloseTo(2 * 0.06, EXACT);
  }

  @Test
  void severalInstancesCostAsManyTimesAsMuch() {
    Market market = TestMarket.random(3, 60, 60, 3, 1, false);
    double one = plan(market, BillingRules.aws(), in(A)).usd();

    Workload three = in(A).withInstances(3);
    assertThat(plan(market, BillingRules.aws(), three).usd()).isCloseTo(3 * one, within(1e-9));
    Replay replay = Clairvoyant.of(market, BillingRules.aws()).replay(ticks(0, 60), three, HOUR);
    assertThat(replay.costs().totalUsd()).isCloseTo(3 * one, within(1e-9));
  }

  @Test
  void aJobRunsWhenItIsCheapAndStillEndsInTime() {
    Market market = TestMarket.hours(6).pool(A, 0.09, 0.03, 0.09, 0.09, 0.04, 0.04).build();

    // 3 h of work and 3 min per start: hours 1, 4 and 5 are too short by 2 x 3 min, so that one
    // hour more is paid and the last ends after 6 min
    ClairvoyantPlan tight = plan(market, PAID, job(3, 6, Duration.ZERO));
    assertThat(tight.usd()).isCloseTo(0.03 + 0.09 + 0.04 + 0.1 * 0.04, EXACT);
    assertThat(way(tight)).filteredOn(A.id()::equals).hasSize(4);
    Workload quick = job(3, 6, Duration.ZERO).withRestart(Duration.ZERO);
    assertThat(plan(market, PAID, quick).usd()).isCloseTo(0.11, EXACT);
  }

  @Test
  void aJobStopsBeforeALossThatWouldDestroyItsWork() {
    Market market = TestMarket.hours(5).pool(A, 0.04).states(A, "UUDUU").build();
    Workload hourly = job(2, 5, HOUR).withRestart(Duration.ofMinutes(30));

    // from hour 3 on half an hour is lost and 90 min of work done: 30 min must be saved before.
    // Stopping at hour 1 saves them (1 h); at the loss none would be, nor after two hours more than
    // 1 h
    ClairvoyantPlan plan = plan(market, PAID, hourly);
    assertThat(plan.usd()).isCloseTo(3 * 0.04, EXACT);
    Replay replay = Clairvoyant.of(market, PAID).replay(ticks(0, 5), hourly, HOUR);
    assertThat(replay.costs().detail().makespanHours()).isLessThanOrEqualTo(5);
    assertThat(replay.costs().totalUsd()).isCloseTo(plan.usd(), EXACT);
  }

  @Test
  void aJobWithoutTimeToSpareRunsOnDemandIfItMust() {
    Market market = TestMarket.hours(4).pool(A, 0.04).states(A, "UDDU").build();
    DeadlineJob all = new DeadlineJob(HOUR.multipliedBy(3), HOUR.multipliedBy(3), Duration.ZERO);
    Workload tight = in(A).withRestart(Duration.ZERO).withJob(all);
    // the first tick of the window is the second of the market
    TimeWindow late =
        new TimeWindow(TestMarket.START.plusSeconds(1), TestMarket.START.plusSeconds(4 * 3600));

    assertThat(plan(market, PAID, tight).usd()).isCloseTo(0.04 + 0.10 + 0.10, EXACT);
    assertThat(Clairvoyant.of(market, PAID).leastUsd(late, tight))
        .isCloseTo(0.10 + 0.10 + 0.04, EXACT);
    DeadlineJob blink = new DeadlineJob(Duration.ofMillis(1), HOUR, Duration.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(market, PAID, in(A).withJob(blink)))
        .withMessage("work must be >= 1 s for a clairvoyant but was PT0.001S");
  }

  @Test
  void whatABacktesterRefusesIsRefused() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();
    Clairvoyant clairvoyant = Clairvoyant.of(market, PAID);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> clairvoyant.plan(ticks(2, 5), in(A)))
        .withMessageContaining("window must hold a tick and lie within");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clairvoyant.plan(ticks(0, 4), in(B)))
        .withMessageContaining("start must be a pool or type of the market");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clairvoyant.leastUsd(ticks(0, 4), job(3, 6, Duration.ZERO)))
        .withMessageContaining("window must reach the deadline");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clairvoyant.replay(ticks(0, 4), in(A), Duration.ZERO))
        .withMessageContaining("interval must be > 0");
  }

  @Test
  void tooManyStatesAreRefusedWithTheirNumber() {
    Market month = TestMarket.hours(9_000).pool(A, 0.04).pool(B, 0.05).build();
    Workload seconds =
        in(A)
            .withRestart(Duration.ofSeconds(181))
            .withJob(
                new DeadlineJob(
                    Duration.ofHours(8_000), Duration.ofHours(8_900), Duration.ofSeconds(7)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clairvoyant.of(month, PAID).plan(ticks(0, 9_000), seconds))
        .withMessageMatching(
            "a clairvoyant's plan must have <= 268435456 states but had \\d{11}.*");
    Workload years = seconds.withJob(new DeadlineJob(HOUR, Duration.ofHours(9_000), Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clairvoyant.of(month, PAID).leastUsd(ticks(0, 9_000), years))
        .withMessageMatching("a clairvoyant must hold <= 134217728 states at once but had \\d+");
  }

  @Test
  void dataThatMoveCheaperByWayOfAnotherRegionAreRefusedForJobs() {
    CapacityPool west = CapacityPool.of("us-west-2a", "m5.large");
    Market market = TestMarket.hours(4).pool(A, 0.04).pool(B, 0.05).pool(west, 0.05).build();
    BillingRules odd =
        new BillingRules(
            "odd", PAID.since(), PAID.priceBasis(), Duration.ZERO, Optional.empty(), 0.02, 0.01);
    Overheads heavy = new Overheads(Duration.ZERO, Duration.ZERO, 1);
    Workload service = in(A).withOverheads(heavy);

    assertThat(Clairvoyant.of(market, odd).leastUsd(ticks(0, 4), service)).isCloseTo(0.16, EXACT);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Clairvoyant.of(market, odd)
                    .leastUsd(ticks(0, 4), job(1, 4, Duration.ZERO).withOverheads(heavy)))
        .withMessageContaining("data must not move cheaper by way of another region");
  }

  @Test
  void costsAreToldAtTheIntervalOfTheOthers() {
    Market market = TestMarket.random(5, 30, 30, 5, 1, false);
    Clairvoyant clairvoyant = Clairvoyant.of(market, BillingRules.aws());

    double[] hourly = clairvoyant.replay(ticks(0, 30), in(A), HOUR).cumulativeUsd();
    double[] sampled = clairvoyant.replay(ticks(0, 30), in(A), Duration.ofHours(7)).cumulativeUsd();

    assertThat(hourly).hasSize(31);
    assertThat(sampled)
        .containsExactly(hourly[0], hourly[7], hourly[14], hourly[21], hourly[28], hourly[30]);
    assertThat(Arrays.stream(sampled).max()).hasValue(hourly[30]);
  }
}
