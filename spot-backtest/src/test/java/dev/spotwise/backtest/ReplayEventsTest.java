package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Overheads;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of a replay against its sums, on random markets, for every policy. */
class ReplayEventsTest {

  private static final Duration STEP = Duration.ofMinutes(20);
  private static final int TICKS = 150;

  private static Workload service() {
    return in(A)
        .withOverheads(new Overheads(Duration.ofMinutes(7), Duration.ofMinutes(2), 3))
        .withInstances(2);
  }

  private static Workload job() {
    return service()
        .withJob(
            new DeadlineJob(Duration.ofHours(15), Duration.ofHours(40), Duration.ofMinutes(45)));
  }

  private static void forAll(long seed, Consumer<Replay> check) {
    Market market = TestMarket.random(seed, STEP, TICKS);
    TimeWindow all = new TimeWindow(market.grid().start(), market.grid().end());
    for (Workload workload : List.of(service(), job())) {
      for (BillingRules billing : List.of(BillingRules.aws(), BillingRules.guide())) {
        for (String id : Policies.ids()) {
          check.accept(
              new Backtester(market, billing, Duration.ofHours(1))
                  .replay(
                      all,
                      Policies.byId(id, PolicySettings.defaults()),
                      workload,
                      Knowledge.none()));
        }
      }
    }
  }

  private static double sum(Replay replay, Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    return replay.events().stream()
        .filter(event -> wanted.contains(event.kind()))
        .mapToDouble(ReplayEvent::usd)
        .sum();
  }

  private static long count(Replay replay, Kind kind) {
    return replay.events().stream().filter(event -> event.kind() == kind).count();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itsAmountsAddUpToTheTotal(long seed) {
    forAll(
        seed,
        replay -> {
          CostSummary costs = replay.costs();
          assertThat(sum(replay, Kind.values())).isCloseTo(costs.totalUsd(), within(1e-9));
          assertThat(sum(replay, Kind.RUN, Kind.REFUND)).isCloseTo(costs.runUsd(), within(1e-9));
          assertThat(sum(replay, Kind.MIGRATION, Kind.STOP))
              .isCloseTo(costs.migrationUsd(), within(1e-9));
          assertThat(sum(replay, Kind.RESTART)).isCloseTo(costs.restartUsd(), within(1e-9));
          assertThat(sum(replay, Kind.DATA)).isCloseTo(costs.detail().dataUsd(), within(1e-9));
          assertThat(sum(replay, Kind.IDLE)).isCloseTo(costs.detail().idleUsd(), within(1e-9));
          assertThat(-sum(replay, Kind.REFUND)).isCloseTo(costs.detail().refundUsd(), within(1e-9));
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void itCountsWhatTheSummaryCounts(long seed) {
    forAll(
        seed,
        replay -> {
          CostSummary costs = replay.costs();
          assertThat(count(replay, Kind.MIGRATION)).isEqualTo(costs.migrations());
          assertThat(count(replay, Kind.RESTART)).isEqualTo(costs.restarts());
          assertThat(count(replay, Kind.INTERRUPTION)).isEqualTo(costs.interruptions());
          assertThat(count(replay, Kind.START)).isEqualTo(2);
          assertThat(count(replay, Kind.DEADLINE_MISSED)).isZero();
        });
  }
}
