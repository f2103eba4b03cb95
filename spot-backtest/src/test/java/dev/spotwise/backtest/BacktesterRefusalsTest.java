package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.HandMadeForecasts;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.TestMarket;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a backtester does not accept. */
class BacktesterRefusalsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static Replay replay(Market market, DecisionPolicy policy, Workload workload) {
    return new Backtester(market, BillingRules.guide(), HOUR)
        .replay(ticks(0, market.grid().length()), policy, workload, Knowledge.none());
  }

  @Test
  void aWindowBeyondTheGridIsRefused() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();
    Backtester backtester = new Backtester(market, BillingRules.guide(), HOUR);

    for (TimeWindow window : List.of(ticks(-1, 3), ticks(2, 5), ticks(7, 9))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> backtester.replay(window, Policies.stay(), in(A), Knowledge.none()))
          .withMessageContaining("window must hold a tick and lie within")
          .withMessageContaining(window.toString());
    }
    TimeWindow between =
        new TimeWindow(TestMarket.START.plusSeconds(60), TestMarket.START.plusSeconds(120));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backtester.replay(between, Policies.stay(), in(A), Knowledge.none()));
  }

  @Test
  void aStartThatTheMarketDoesNotHaveIsRefused() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> replay(market, Policies.stay(), in(B)))
        .withMessage("start must be a pool or type of the market but was us-east-1b_m5.large");
  }

  @Test
  void intervalsAndChargesMustMakeSense() {
    Market market = TestMarket.hours(4).pool(A, 0.04).build();

    for (Duration interval : List.of(Duration.ZERO, Duration.ofHours(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Backtester(market, BillingRules.guide(), interval))
          .withMessageStartingWith("interval must be > 0");
    }
    for (Duration migration : List.of(Duration.ofHours(-1), Duration.ofSeconds(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BillingRules.aws().withMigration(Optional.of(migration)))
          .withMessage("migration must be >= 0 but was " + migration);
    }
  }

  @Test
  void forecastsTrainedIntoTheWindowAreRefused() {
    Market market = TestMarket.hours(6).pool(A, 0.04).build();
    Backtester backtester = new Backtester(market, BillingRules.guide(), HOUR);
    var view =
        HandMadeForecasts.at(
            market, HandMadeForecasts.UNKNOWN, HandMadeForecasts.UNKNOWN, ticks(-9, 3));

    assertThat(
            backtester.replay(ticks(3, 6), Policies.stay(), in(A), Knowledge.of(view)).decisions())
        .hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> backtester.replay(ticks(2, 6), Policies.stay(), in(A), Knowledge.of(view)))
        .withMessageContaining("know everything until 2025-01-01T03:00:00Z");
  }
}
