package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jobs of 48 hours in single pools of the {@link P3Traces}, one begun every 12 hours from tick 3102
 * on, everything saved at all times: mean USD of a job, against figures that another program
 * computed from the same files by the same rules.
 */
@Tag("real-data")
@EnabledIf("present")
class JobTableRealDataTest {

  private static final int FIRST_START = 3102;
  private static final double STEP_SECONDS = 195;

  private static Market market;

  static boolean present() {
    return P3Traces.present();
  }

  @BeforeAll
  static void readTheTraces() {
    market = P3Traces.read();
  }

  @ParameterizedTest
  @CsvSource({
    "greedy, 0, 52, 3, 144.889209",
    "greedy, 5, 52, 12, 108.687263",
    "greedy, 5, 68, 3, 65.433241",
    "greedy, 5, 92, 12, 51.054751",
    "greedy, 8, 68, 12, 57.753934",
    "uniform-progress, 0, 52, 3, 144.481967",
    "uniform-progress, 5, 52, 12, 95.494983",
    "uniform-progress, 5, 68, 3, 60.601179",
    "uniform-progress, 5, 92, 12, 55.548916",
    "uniform-progress, 8, 68, 12, 58.102567"
  })
  void jobsCostWhatAnotherProgramFound(
      String id, int pool, int deadlineHours, int restartMinutes, double expected) {
    DecisionPolicy policy = Policies.byId(id, PolicySettings.defaults());
    Duration deadline = Duration.ofHours(deadlineHours);
    Workload job =
        P3Traces.service(new Placement.Spot(market.pools().get(pool)), restartMinutes)
            .withJob(new DeadlineJob(Duration.ofDays(2), deadline, Duration.ZERO));
    double sum = 0;
    int jobs = 0;
    double last = P3Traces.TICKS - (deadline.toSeconds() + 1) / STEP_SECONDS;
    for (double start = FIRST_START; start <= last; start += 12 * 3600 / STEP_SECONDS) {
      int from = (int) start;
      int to = from + (int) Math.ceil(deadline.toSeconds() / STEP_SECONDS);
      MarketCursor alone = market.cursor(pool, 1);
      CostSummary costs =
          new ReplayRun(alone, P3Traces.BILLING, policy, job, Knowledge.none())
              .over(from, to, 18)
              .costs();
      assertThat(costs.detail().deadlineMissed()).isFalse();
      sum += costs.totalUsd();
      jobs++;
    }
    assertThat(sum / jobs).isCloseTo(expected, within(1e-6));
  }
}
