package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the clairvoyant in every market, on random ones. */
class ClairvoyantPropertiesTest {

  private static final Offset<Double> ROUNDING = within(1e-9);
  private static final int BATCH = 100;

  private static ClairvoyantCase draw(long seed) {
    Random sizes = new Random(seed);
    return ClairvoyantCase.random(seed, 1 + sizes.nextInt(4), 5 + sizes.nextInt(40));
  }

  private static double leastUsd(ClairvoyantCase given, Market market, BillingRules billing) {
    return Clairvoyant.of(market, billing).leastUsd(given.window(), given.workload());
  }

  /** A market with one more pool, prices multiplied. */
  private static Market changed(Market market, int factor, List<CapacityPool> doubles) {
    Market.Builder builder = Market.over(market.grid());
    for (int i = 0; i < market.pools().size(); i++) {
      CapacityPool pool = market.pools().get(i);
      add(builder, market, i, pool, factor);
      if (doubles.contains(pool)) {
        CapacityPool twin = new CapacityPool(pool.zone(), pool.instanceType(), "SUSE Linux");
        add(builder, market, i, twin, factor);
      }
    }
    return builder.build();
  }

  private static void add(
      Market.Builder builder, Market market, int index, CapacityPool as, int factor) {
    PriceSeries series = market.prices(index);
    LongStream micro = LongStream.range(0, series.size()).map(i -> series.microUsd((int) i));
    long[] seconds =
        LongStream.range(0, series.size()).map(i -> series.epochSecond((int) i)).toArray();
    InstanceType type = market.shape().type(index);
    long onDemand = market.shape().onDemandMicroUsd(index) * factor;
    PriceSeries prices = PriceSeries.of(seconds, micro.map(usd -> usd * factor).toArray());
    builder.pool(as, type, onDemand, prices);
    Optional<AvailabilitySeries> states = market.availability(index);
    Optional<InterruptionSeries> interruptions = market.interruptions(index);
    states.ifPresent(known -> builder.availability(as, known));
    interruptions.ifPresent(known -> builder.interruptions(as, known));
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 100, 200, 300, 400, 500, 600, 700, 800, 900})
  void noPolicyCostsLess(int first) {
    for (int seed = first; seed < first + BATCH; seed++) {
      ClairvoyantCase given = draw(seed);
      Random random = new Random(seed);
      double least = given.leastUsd();
      List<Replay> replays = new ArrayList<>();
      for (String id : Policies.ids()) {
        DecisionPolicy policy = Policies.byId(id, PolicySettings.defaults());
        Duration step = given.market().grid().step();
        replays.add(given.replaying(policy, seed % 2 == 0 ? step : Duration.ofHours(2)));
      }
      DecisionPolicy drawn = EveryPlan.drawn(random::nextInt);
      DecisionPolicy sluggish =
          EveryPlan.drawn(legal -> random.nextInt(6) > 0 ? 0 : random.nextInt(legal));
      for (DecisionPolicy policy : List.of(drawn, sluggish, sluggish, sluggish)) {
        replays.add(given.replaying(policy, given.market().grid().step()));
        replays.add(given.following(policy));
      }

      for (Replay replay : replays) {
        if (ClairvoyantCase.served(replay)) {
          assertThat(replay.costs().totalUsd())
              .as("seed %d", seed)
              .isGreaterThanOrEqualTo(least - 1e-9);
        }
      }
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 100, 200, 300, 400, 500})
  void thePlanCostsInAReplayWhatItSaysAndUsesNothingThatIsDown(int first) {
    for (int seed = first; seed < first + BATCH; seed++) {
      ClairvoyantCase given = draw(seed);
      Clairvoyant clairvoyant = Clairvoyant.of(given.market(), given.billing());
      int instances = 1 + seed % 3;
      var workload = given.workload().withInstances(instances);

      ClairvoyantPlan plan = clairvoyant.plan(given.window(), workload);
      Duration interval = given.market().grid().step().multipliedBy(4);
      Replay replay = clairvoyant.replay(given.window(), workload, interval);

      assertThat(ClairvoyantCase.served(replay)).as("seed %d", seed).isTrue();
      assertThat(replay.costs().totalUsd()).as("seed %d", seed).isCloseTo(plan.usd(), ROUNDING);
      assertThat(plan.usd()).isCloseTo(instances * given.leastUsd(), ROUNDING);
      assertThat(replay.costs().placement()).isEqualTo("clairvoyant");
      assertThat(replay.cumulativeUsd()).hasSize((plan.ticks() + 3) / 4 + 1);
      assertThat(replay.cumulativeUsd()).endsWith(replay.costs().totalUsd());
      assertNothingDownIsUsed(given, plan);
    }
  }

  private static void assertNothingDownIsUsed(ClairvoyantCase given, ClairvoyantPlan plan) {
    MarketCursor cursor = given.market().cursor();
    int from = given.market().grid().indexAtOrAfter(given.window().from());
    for (int tick = 0; tick < plan.ticks(); tick++) {
      while (cursor.tick().index() < from + tick) {
        cursor.advance();
      }
      if (plan.at(tick).orElse(null) instanceof Placement.Spot spot) {
        int pool = given.market().shape().indexOf(spot.pool());
        assertThat(cursor.tick().availability(pool)).isNotEqualTo(Availability.DOWN);
        assertThat(cursor.tick().microUsd(pool)).isNotEqualTo(MicroUsd.UNKNOWN);
        assertThat(given.workload().eligible().admits(given.market().shape().type(pool))).isTrue();
      }
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 100, 200})
  void scalingAllPricesScalesTheLeastCost(int first) {
    for (int seed = first; seed < first + BATCH; seed++) {
      ClairvoyantCase given = draw(seed);
      if (given.workload().overheads().dataGb() == 0) {
        Market eightfold = changed(given.market(), 8, List.of());

        assertThat(leastUsd(given, eightfold, given.billing()))
            .as("seed %d", seed)
            .isCloseTo(8 * given.leastUsd(), ROUNDING);
      }
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 100, 200})
  void onePoolMoreNeverRaisesTheLeastCost(int first) {
    for (int seed = first; seed < first + BATCH; seed++) {
      ClairvoyantCase given = draw(seed);
      List<CapacityPool> pools = given.market().pools();
      Market more = changed(given.market(), 1, List.of(pools.get(seed % pools.size())));

      assertThat(more.pools()).hasSize(pools.size() + 1);
      assertThat(leastUsd(given, more, given.billing()))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(given.leastUsd() + 1e-9);
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 100, 200})
  void refundsAndLeaveToWaitNeverRaiseTheLeastCost(int first) {
    int farmed = 0;
    int waited = 0;
    for (int seed = first; seed < first + BATCH; seed++) {
      ClairvoyantCase given = draw(seed);
      double least = given.leastUsd();
      double paid = leastUsd(given, given.market(), given.billing().withoutRefund());
      Clairvoyant running = Clairvoyant.of(given.market(), given.billing()).alwaysRunning();
      double always = running.leastUsd(given.window(), given.workload());
      Replay replay = running.replay(given.window(), given.workload(), Duration.ofHours(1));

      assertThat(least).as("seed %d", seed).isLessThanOrEqualTo(paid + 1e-9);
      assertThat(least).as("seed %d", seed).isLessThanOrEqualTo(always + 1e-9);
      assertThat(replay.costs().totalUsd()).as("seed %d", seed).isCloseTo(always, ROUNDING);
      assertThat(replay.costs().detail().idleUsd()).isZero();
      farmed += least < paid - 1e-9 ? 1 : 0;
      waited += least < always - 1e-9 ? 1 : 0;
    }
    assertThat(farmed).isGreaterThan(10);
    assertThat(waited).isPositive();
  }
}
