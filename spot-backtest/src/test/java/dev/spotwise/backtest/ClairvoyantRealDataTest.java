package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The clairvoyant on the p3.2xlarge traces of 2023, in USD per hour. The published figures are of
 * one that never waits and whose first start is free, as ours is.
 */
@Tag("real-data")
@EnabledIf("present")
class ClairvoyantRealDataTest {

  private static Market market;

  static boolean present() {
    return P3Traces.present();
  }

  @BeforeAll
  static void readTheTraces() {
    market = P3Traces.read();
  }

  private static Placement home() {
    return new Placement.Spot(market.pools().get(0));
  }

  @ParameterizedTest
  @CsvSource({"3, 0.9598", "12, 0.9925"})
  void aServiceThatNeverWaitsCostsWhatAnotherProgramFound(int restartMinutes, double expected) {
    Workload workload = P3Traces.service(home(), restartMinutes);
    Clairvoyant clairvoyant = Clairvoyant.of(market, P3Traces.BILLING).alwaysRunning();

    CostSummary costs =
        clairvoyant.replay(P3Traces.window(market), workload, P3Traces.INTERVAL).costs();

    assertThat(costs.totalUsd() / costs.hours()).isCloseTo(expected, within(1e-4));
    assertThat(costs.detail().idleUsd()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3, 0.0019", "12, 0.0078"})
  void leaveToWaitSavesStartsOnDemand(int restartMinutes, double saved) {
    Workload workload = P3Traces.service(home(), restartMinutes);
    TimeWindow window = P3Traces.window(market);
    Clairvoyant clairvoyant = Clairvoyant.of(market, P3Traces.BILLING);

    CostSummary costs = clairvoyant.replay(window, workload, P3Traces.INTERVAL).costs();
    double running = clairvoyant.alwaysRunning().leastUsd(window, workload);

    assertThat(1 - costs.totalUsd() / running).isCloseTo(saved, within(1e-4));
    assertThat(costs.totalUsd()).isCloseTo(clairvoyant.leastUsd(window, workload), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"52, 3, 0", "52, 12, 1", "92, 3, 1"})
  void jobsOfTwoDaysEndInTimeAtTheCostThatWasComputed(int deadline, int restart, int checkpoint) {
    DeadlineJob job =
        new DeadlineJob(
            Duration.ofHours(48), Duration.ofHours(deadline), Duration.ofHours(checkpoint));
    Workload workload = P3Traces.service(home(), restart).withJob(job);
    TimeWindow window = new TimeWindow(market.grid().instant(9_000), market.grid().instant(10_700));

    for (BillingRules billing : new BillingRules[] {P3Traces.BILLING, BillingRules.aws()}) {
      Clairvoyant clairvoyant = Clairvoyant.of(market, billing);
      Replay replay = clairvoyant.replay(window, workload, P3Traces.INTERVAL);

      assertThat(ClairvoyantCase.served(replay)).isTrue();
      assertThat(replay.costs().totalUsd())
          .isCloseTo(clairvoyant.leastUsd(window, workload), within(1e-9))
          .isLessThan(48 * P3Traces.ON_DEMAND);
    }
  }
}
