package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.ExpectedCostSettings;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.Workload;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code expected-cost} on the p3.2xlarge traces, by each pool's own record: no model, nothing that
 * lies ahead. Regret is against the clairvoyant of the published table, which always runs.
 */
@Tag("real-data")
@EnabledIf("present")
class ExpectedCostRealDataTest {

  private static final int SEVENTY_PERCENT = 14_110;

  private static Market market;

  static boolean present() {
    return P3Traces.present();
  }

  @BeforeAll
  static void readTheTraces() {
    market = P3Traces.read();
  }

  private static CapacityPool cheapestUpAt(int tick) {
    MarketCursor cursor = market.cursor();
    while (cursor.tick().index() < tick) {
      cursor.advance();
    }
    int best = -1;
    for (int pool = 0; pool < market.pools().size(); pool++) {
      boolean up = cursor.tick().launchable(pool);
      if (up && (best < 0 || cursor.tick().microUsd(pool) < cursor.tick().microUsd(best))) {
        best = pool;
      }
    }
    return market.pools().get(best);
  }

  private static Interval regret(DecisionPolicy policy, int fromTick, int restartMinutes) {
    TimeWindow window = new TimeWindow(market.grid().instant(fromTick), market.grid().end());
    Workload workload =
        P3Traces.service(new Placement.Spot(cheapestUpAt(fromTick)), restartMinutes);
    Replay ours =
        new Backtester(market, P3Traces.BILLING, P3Traces.INTERVAL)
            .replay(window, policy, workload, Knowledge.none());
    Replay best =
        Clairvoyant.of(market, P3Traces.BILLING)
            .alwaysRunning()
            .replay(window, workload, P3Traces.INTERVAL);
    return new StationaryBootstrap(StationaryBootstrap.Settings.withDefaults(42), P3Traces.INTERVAL)
        .regretPercent(perInterval(ours), perInterval(best));
  }

  private static double[] perInterval(Replay replay) {
    double[] sums = replay.cumulativeUsd();
    double[] costs = new double[sums.length - 1];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = sums[i + 1] - sums[i];
    }
    return costs;
  }

  @ParameterizedTest
  @CsvSource({
    // first tick, restart, most regret that was asked for, regret of the best simple policy
    "137, 3, 0.55, 0.69",
    "137, 12, 1.5, 1.82",
    "14110, 3, 0.80, 0.96",
    "14110, 12, 1.4, 1.96"
  })
  void itsRegretIsLessThanThatOfAnySimplePolicy(
      int fromTick, int restartMinutes, double target, double simple) {
    DecisionPolicy policy = Policies.expectedCost(ExpectedCostSettings.defaults());

    Interval regret = regret(policy, fromTick, restartMinutes);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d %d: %s sticky-cheapest %s sticky-available %s",
            fromTick,
            restartMinutes,
            regret,
            regret(Policies.stickyCheapest(), fromTick, restartMinutes),
            regret(Policies.stickyAvailable(), fromTick, restartMinutes)));

    assertThat(regret.value()).isPositive().isLessThan(simple).isLessThanOrEqualTo(target);
    assertThat(regret.low()).isPositive();
    assertThat(regret.high()).isGreaterThan(regret.value());
    assertThat(fromTick).isIn(P3Traces.FIRST_PRICED_TICK, SEVENTY_PERCENT);
  }
}
