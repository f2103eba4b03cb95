package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.Replay;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.HandMadeForecasts.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every policy must hold to. */
abstract class DecisionPolicyContract {

  private static final int TICKS = 120;

  /** The policy under test, made anew. */
  abstract DecisionPolicy policy();

  private static Market market(long seed, int factor, boolean reversed) {
    return TestMarket.random(seed, TICKS, TICKS, seed, factor, reversed);
  }

  /** Random forecasts, a third of them unknown; prices scale with the factor. */
  private static ForecastView forecasts(Market market, long seed, int factor) {
    Value usd = (pool, second) -> draw(seed, pool, second, 1) * 0.1 * factor;
    Value survival = (pool, second) -> draw(seed, pool, second, 2);
    return HandMadeForecasts.at(market, usd, survival);
  }

  private static double draw(long seed, CapacityPool pool, long second, int purpose) {
    Random random = new Random(31 * (31 * (31 * seed + pool.id().hashCode()) + second) + purpose);
    random.nextInt();
    return random.nextInt(3) == 0 ? Double.NaN : random.nextDouble();
  }

  private Replay replay(long seed, int factor, boolean reversed) {
    return replay(seed, factor, reversed, in(A));
  }

  private Replay replay(long seed, int factor, boolean reversed, Workload workload) {
    Market market = market(seed, factor, reversed);
    return new Backtester(market, BillingRules.guide(), Duration.ofHours(2))
        .replay(
            TestMarket.ticks(0, TICKS),
            policy(),
            workload,
            Knowledge.of(forecasts(market, seed, factor)));
  }

  private static Workload job() {
    return in(A)
        .withRestart(Duration.ofMinutes(50))
        .withJob(
            new DeadlineJob(Duration.ofHours(60), Duration.ofHours(TICKS), Duration.ofHours(3)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void movesOnlyToWhereAnInstanceCanBeLaunched(long seed) {
    Market market = market(seed, 1, false);
    Optional<ForecastView> forecasts = Optional.of(forecasts(market, seed, 1));
    List<Optional<Placement>> placements = new ArrayList<>(List.of(Optional.empty()));
    market.pools().forEach(pool -> placements.add(TestMarket.spot(pool)));
    placements.add(Optional.of(in(A).fallback()));

    for (int tick = 0; tick < TICKS; tick += 3) {
      for (Trigger trigger : Trigger.values()) {
        for (Optional<Placement> current : placements) {
          DecisionContext context =
              TestMarket.context(market, tick, forecasts, in(A), trigger, current);
          Decision decision = policy().decide(context);
          assertThat(decision.rationale().reason()).isNotBlank();
          if (decision instanceof Decision.Move move && move.to() instanceof Placement.Spot spot) {
            assertThat(context.launchable(market.shape().indexOf(spot.pool()))).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theSameContextGivesTheSameDecision(long seed) {
    Market market = market(seed, 1, false);
    DecisionContext context =
        TestMarket.context(
            market,
            60,
            Optional.of(forecasts(market, seed, 1)),
            in(A),
            Trigger.SCHEDULED,
            TestMarket.spot(A));
    DecisionPolicy policy = policy();

    assertThat(policy.decide(context))
        .isEqualTo(policy.decide(context))
        .isEqualTo(policy().decide(context));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theOrderInWhichPoolsAreAddedDoesNotMatter(long seed) {
    assertSame(replay(seed, 1, false), replay(seed, 1, true));
  }

  private static void assertSame(Replay one, Replay other) {
    assertThat(other.costs()).isEqualTo(one.costs());
    assertThat(other.decisions()).isEqualTo(one.decisions());
    assertThat(other.restarts()).isEqualTo(one.restarts());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void scalingAllPricesScalesAllCosts(long seed) {
    Replay once = replay(seed, 1, false);
    Replay eightfold = replay(seed, 8, false);

    assertThat(eightfold.decisions())
        .extracting(DecisionRecord::action, DecisionRecord::targetPool)
        .isEqualTo(once.decisions().stream().map(d -> tuple(d.action(), d.targetPool())).toList());
    CostSummary costs = once.costs();
    assertThat(eightfold.costs().totalUsd()).isCloseTo(8 * costs.totalUsd(), within(1e-9));
    assertThat(eightfold.costs().runUsd()).isCloseTo(8 * costs.runUsd(), within(1e-9));
    assertThat(eightfold.costs().migrationUsd()).isCloseTo(8 * costs.migrationUsd(), within(1e-9));
    assertThat(eightfold.costs().restartUsd()).isCloseTo(8 * costs.restartUsd(), within(1e-9));
    assertThat(eightfold.costs().restarts()).isEqualTo(costs.restarts());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void futureDataNeverChangesTheDecision(long seed) {
    int origin = 20 + new Random(seed).nextInt(60);
    Market told = TestMarket.random(seed, TICKS, TICKS, seed, 1, false);
    Market retold = TestMarket.random(seed, TICKS, origin, seed + 1000, 1, false);
    long last = told.grid().epochSecond(origin);
    // what models say up to the origin is the same; after it, anything else
    Value usd = (pool, second) -> draw(seed, pool, second, 1) * 0.1;
    Value other = (pool, second) -> draw(second <= last ? seed : ~seed, pool, second, 1) * 0.1;
    Value survival = (pool, second) -> draw(seed, pool, second, 2);
    Value fate = (pool, second) -> draw(second <= last ? seed : ~seed, pool, second, 2);

    Replay first = upTo(told, HandMadeForecasts.at(told, usd, survival), in(A));
    Replay second = upTo(retold, HandMadeForecasts.at(retold, other, fate), in(A));

    int decided = origin / 2 + 1;
    assertThat(second.decisions().subList(0, decided))
        .isEqualTo(first.decisions().subList(0, decided));
    assertThat(before(second, told, origin)).isEqualTo(before(first, told, origin));
    for (int i = 0; i < decided; i++) {
      assertThat(second.cumulativeUsd()[i]).isEqualTo(first.cumulativeUsd()[i]);
    }
    assertThat(second.decisions()).isNotEqualTo(first.decisions());
  }

  /** What had happened by the time that the last common decision was made. */
  private static List<?> events(Replay replay, Market market, int origin) {
    return replay.events().stream()
        .filter(event -> !event.at().isAfter(market.grid().instant(origin)))
        .toList();
  }

  private static List<?> before(Replay replay, Market market, int origin) {
    return replay.restarts().stream()
        .filter(restart -> !restart.timestamp().isAfter(market.grid().instant(origin)))
        .toList();
  }

  private Replay upTo(Market market, ForecastView forecasts, Workload workload) {
    return new Backtester(market, BillingRules.guide(), Duration.ofHours(2))
        .replay(TestMarket.ticks(0, TICKS), policy(), workload, Knowledge.of(forecasts));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void futureDataNeverChangesWhatBecameOfAJob(long seed) {
    Market told = TestMarket.random(seed, TICKS, TICKS, seed, 1, false);
    Market retold = TestMarket.random(seed, TICKS, 40, seed + 1000, 1, false);

    List<?> first = events(upTo(told, none(told), job()), told, 40);

    assertThat(events(upTo(retold, none(retold), job()), told, 40)).isEqualTo(first);
    assertThat(first).isNotEmpty();
  }

  private static ForecastView none(Market market) {
    return HandMadeForecasts.at(market, HandMadeForecasts.UNKNOWN, HandMadeForecasts.UNKNOWN);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void aJobIsDoneInTimeWhateverThePricesAndTheOrderOfPools(long seed) {
    Replay once = replay(seed, 1, false, job());
    assertSame(once, replay(seed, 1, true, job()));
    Replay eightfold = replay(seed, 8, false, job());

    assertThat(once.costs().detail().deadlineMissed()).isFalse();
    assertThat(once.costs().detail().usefulHours()).isEqualTo(60);
    assertThat(eightfold.costs().totalUsd()).isCloseTo(8 * once.costs().totalUsd(), within(1e-9));
    assertThat(eightfold.costs().detail().makespanHours())
        .isEqualTo(once.costs().detail().makespanHours());
  }

  @Test
  void hasAnIdThatFindsIt() {
    assertThat(policy().id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(Policies.byId(policy().id(), PolicySettings.defaults()).id())
        .isEqualTo(policy().id());
  }
}
