package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.PoolStatistics;
import dev.spotwise.decision.Workload;
import dev.spotwise.models.Forecasts;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month, replayed and lived through: whatever the replay asks, the engine is asked too. */
class LiveMonthTest {

  private static final TimeWindow MONTH = TimeWindow.parse("2025-01-01/2025-02-01");
  private static final Market MARKET = TinyWorld.market(MONTH);
  private static final BillingRules BILLING = BillingRules.aws();
  private static final PoolStatistics STATISTICS = PoolStatistics.of(MARKET, TinyWorld.TRAINING);

  /** Asks an engine that has been handed the same ticks, and compares. */
  private static final class Beside implements DecisionPolicy {

    private final DecisionPolicy policy;
    private final DecisionEngine engine;
    private final MarketCursor cursor = MARKET.cursor();
    private final Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    private int moves;

    Beside(DecisionPolicy policy, Workload workload) {
      this.policy = policy;
      this.engine =
          new DecisionEngine(
              MARKET.shape(),
              TinyWorld.EXTRACTOR,
              TinyWorld.BUNDLE,
              policy,
              new DecisionEngine.Work(workload, BILLING, Optional.of(STATISTICS)),
              new DecisionEngine.Horizons(TinyWorld.HOUR, TinyWorld.DAY));
    }

    @Override
    public String id() {
      return policy.id();
    }

    @Override
    public Decision decide(DecisionContext context) {
      while (cursor.tick().index() < 0
          || cursor.tick().epochSecond() < context.now().getEpochSecond()) {
        cursor.advance();
        engine.advance(cursor.tick());
      }
      Decision replayed = policy.decide(context);
      assertThat(engine.decide(context.state(), context.trigger())).isEqualTo(replayed);
      triggers.add(context.trigger());
      moves += replayed instanceof Decision.Move ? 1 : 0;
      return replayed;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"expected-cost", "stability-first", "sticky-available", "uniform-progress"})
  void theEngineDecidesAsTheBacktestDoesForAMonth(String id) {
    Workload workload = TinyWorld.workload(CostUnit.VCPU);
    int[] origins = ForecastOrigins.of(MARKET, MONTH, TinyWorld.HOUR);
    ForecastView view =
        new ForecastView(
            Forecasts.of(MARKET, TinyWorld.EXTRACTOR, TinyWorld.BUNDLE, origins),
            TinyWorld.HOUR,
            TinyWorld.DAY);
    Beside beside = new Beside(Policies.byId(id, PolicySettings.defaults()), workload);

    Replay replay =
        new Backtester(MARKET, BILLING, Duration.ofHours(1))
            .replay(MONTH, beside, workload, Knowledge.of(view).with(STATISTICS));

    assertThat(replay.decisions()).hasSize(744);
    assertThat(replay.costs().interruptions()).isPositive();
    assertThat(beside.triggers).contains(Trigger.SCHEDULED, Trigger.LOST);
    assertThat(beside.moves).isPositive();
  }
}
