package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.DecisionRecord.Action;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.Rationale;
import dev.spotwise.decision.StabilityFirstSettings;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The engine, fed tick by tick, against the backtest of the same days. */
class LiveReplayTest {

  /** Moves readily, so that there is something to compare. */
  private static final DecisionPolicy POLICY =
      Policies.stabilityFirst(new StabilityFirstSettings(0.7, 0.3, 5, 1, 1));

  private static DecisionEngine engine() {
    return new DecisionEngine(
        TinyWorld.MARKET.shape(),
        TinyWorld.EXTRACTOR,
        TinyWorld.BUNDLE,
        POLICY,
        new DecisionEngine.Work(TinyWorld.workload(CostUnit.VCPU), BillingRules.guide()),
        new DecisionEngine.Horizons(TinyWorld.HOUR, TinyWorld.DAY));
  }

  @Test
  void tickByTickItDecidesAsTheBacktestDoesBitForBit() {
    BacktestResult result = TinyWorld.study(CostUnit.VCPU).run(POLICY, TinyWorld.forecasts());
    assertThat(result.decisions()).anyMatch(d -> d.action() == Action.MIGRATE);
    DecisionEngine engine = engine();
    MarketCursor cursor = TinyWorld.MARKET.cursor();
    Iterator<DecisionRecord> records = result.decisions().iterator();
    DecisionRecord next = records.next();
    int compared = 0;

    while (cursor.advance()) {
      engine.advance(cursor.tick());
      if (next != null && next.timestamp().getEpochSecond() == cursor.tick().epochSecond()) {
        Optional<Placement> current = Optional.of(placement(next.currentPool()));
        assertSame(next, engine.decide(current, Trigger.SCHEDULED));
        compared++;
        next = records.hasNext() ? records.next() : null;
      }
    }
    assertThat(compared).isEqualTo(72);
    assertThat(engine.isWarm()).as("17 days are less than the lookback").isFalse();
  }

  private static Placement placement(String id) {
    return new Placement.Spot(CapacityPool.parse(id));
  }

  private static void assertSame(DecisionRecord backtest, Decision live) {
    Rationale why = live.rationale();
    assertThat(live instanceof Decision.Move).isEqualTo(backtest.action() == Action.MIGRATE);
    assertThat(why.target().map(CapacityPool::id)).contains(backtest.targetPool());
    assertThat(why.reason()).isEqualTo(backtest.reason());
    assertThat(why.currentStability()).isEqualTo(backtest.currentStability());
    assertThat(why.targetStability()).isEqualTo(backtest.targetStability());
    assertThat(why.expectedSavingsPercent()).isEqualTo(backtest.expectedSavingsPercent());
    assertThat(why.stabilityImprovement()).isEqualTo(backtest.stabilityImprovement());
  }

  @Test
  void oneThreadMayFeedItWhileAnotherAsks() throws Exception {
    DecisionEngine engine = engine();
    MarketCursor cursor = TinyWorld.MARKET.cursor();
    cursor.advance();
    engine.advance(cursor.tick());
    Optional<Placement> current = Optional.of(placement("us-east-1a_m5.large"));
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              for (int i = 0; i < 200; i++) {
                assertThat(engine.decide(current, Trigger.SCHEDULED)).isNotNull();
              }
            });
    asking.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
    asking.start();
    for (int i = 0; i < 200 && cursor.advance(); i++) {
      engine.advance(cursor.tick());
    }
    asking.join();

    assertThat(failure.get()).isNull();
    DecisionEngine alone = engine();
    MarketCursor again = TinyWorld.MARKET.cursor();
    while (again.tick().index() < cursor.tick().index() && again.advance()) {
      alone.advance(again.tick());
    }
    assertThat(engine.decide(current, Trigger.SCHEDULED))
        .isEqualTo(alone.decide(current, Trigger.SCHEDULED));
  }
}
