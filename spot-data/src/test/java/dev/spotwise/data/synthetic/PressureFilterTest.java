package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PressureFilterTest {

  private static final TimeWindow HALF_YEAR = TimeWindow.parse("2024-01-01/2024-07-01");
  private static final TimeWindow DAYS = TimeWindow.parse("2024-01-01/2024-01-03");

  /** What the forecasts of the filter and of the world itself are worth over a market. */
  private static final class Scores {

    private final Reliability filter = new Reliability();
    private final Reliability oracle = new Reliability();
    private double filterError;
    private double oracleError;
    private double persistenceError;
    private double bias;
    private int rows;

    static Scores of(CalibratedWorld world, int steps) {
      Market market = Worlds.market(world);
      PressureFilter filter = PressureFilter.of(world, market.shape());
      WorldTruth truth = world.truth();
      Scores scores = new Scores();
      MarketCursor cursor = market.cursor();
      while (cursor.advance()) {
        filter.advance(cursor.tick());
        if (cursor.tick().index() % 12 == 0
            && cursor.tick().index() + steps < market.grid().length()) {
          scores.add(market, filter, truth, cursor.tick(), steps);
        }
      }
      return scores;
    }

    private void add(
        Market market, PressureFilter filter, WorldTruth truth, MarketTick tick, int steps) {
      TimeGrid grid = market.grid();
      long now = tick.epochSecond();
      long then = grid.epochSecond(tick.index() + steps);
      for (int i = 0; i < market.pools().size(); i++) {
        CapacityPool pool = market.pools().get(i);
        InterruptionSeries events = market.interruptions(i).orElseThrow();
        boolean came = events.anyWithin(now, then);
        this.filter.add(filter.interruptionProbability(i, steps), came);
        oracle.add(truth.interruptionProbability(pool, tick.index(), steps), came);
        double last = tick.microUsd(i) / 1e6;
        double actual = market.prices(i).microUsdAt(then) / 1e6;
        double error = (filter.meanUsdPerHour(i, steps) - actual) / last;
        bias += error;
        filterError += error * error;
        double known = (truth.meanUsdPerHour(pool, tick.index(), steps) - actual) / last;
        oracleError += known * known;
        persistenceError += (last - actual) * (last - actual) / (last * last);
        rows++;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 288})
  void theFilterIsCalibratedAndLiesBetweenBaselineAndTruth(int steps) {
    Scores scores =
        Scores.of(new CalibratedWorld(CalibratedWorldSettings.independent(HALF_YEAR, 5)), steps);

    // Labels of a day overlap at hourly origins: 24 of them share most of their events.
    scores.filter.requireCalibrated(5, steps == 12 ? 4 : 4 * Math.sqrt(24));
    assertThat(scores.filter.brier()).isBetween(scores.oracle.brier(), scores.filter.brierOfRate());
    assertThat(scores.filterError).isBetween(scores.oracleError, scores.persistenceError);
    assertThat(scores.bias / scores.rows)
        .isCloseTo(0, within(4 * Math.sqrt(scores.filterError * steps / 12) / scores.rows));
  }

  @Test
  void seeingAvailabilityForecastsBetterThanInterruptionsAlone() {
    CalibratedWorldSettings hidden = CalibratedWorldSettings.independent(HALF_YEAR, 6);
    CalibratedWorldSettings shown = hidden.with(WorldSetting.AVAILABILITY, 1);
    double without = Scores.of(new CalibratedWorld(hidden), 12).filter.brier();
    assertThat(Scores.of(new CalibratedWorld(shown), 12).filter.brier()).isLessThan(without);
  }

  private static CalibratedWorldSettings oftenInterrupted() {
    CalibratedWorldSettings settings = CalibratedWorldSettings.independent(DAYS, 8);
    WorldPools pools =
        new WorldPools(
            DAYS,
            settings.pools().step(),
            8,
            new TreeMap<>(Map.of("t3.large", new WorldPools.TypeSettings(0.0832, 0.7, 0.5))),
            new TreeMap<>(Map.of("us-east-1a", 1.0)));
    return new CalibratedWorldSettings(pools, settings.values());
  }

  /** Every state of phase and pressure, its transition written out, over 60 ticks. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFilterIsTheForwardRecursionOfTheWholeChain(boolean availability) {
    CalibratedWorldSettings settings =
        oftenInterrupted()
            .withStep(Duration.ofMinutes(30))
            .with(WorldSetting.QUIET_HOURS, 1)
            .with(WorldSetting.CHANGE_HOURS, 2)
            .with(WorldSetting.CALM_HOURS, 4)
            .with(WorldSetting.TIGHT_HAZARD, 2)
            .with(WorldSetting.CRUNCH_HAZARD, 4)
            .with(WorldSetting.CRUNCH_OUTAGE_MINUTES, 300)
            .with(WorldSetting.AVAILABILITY, availability ? 1 : 0);
    CalibratedWorld world = new CalibratedWorld(settings);
    Market market = Worlds.market(world);
    assertThat(market.interruptions(0).orElseThrow().size()).isGreaterThan(1);
    PressureFilter filter = PressureFilter.of(world, market.shape());
    WholeChain chain = new WholeChain(world.model(market.pools().get(0)));
    MarketCursor cursor = market.cursor();
    for (int tick = 0; tick < 60; tick++) {
      cursor.advance();
      filter.advance(cursor.tick());
      chain.see(cursor.tick());
      assertThat(filter.interruptionProbability(0, 2))
          .as("tick %d", tick)
          .isCloseTo(chain.interruptionProbability(2), within(1e-11));
    }
  }

  /** A belief over phase x pressure, moved by full matrices. */
  private static final class WholeChain {

    private final PoolModel model;
    private final PathSums sums;
    private final int states;
    private double[] belief;
    private long price;

    WholeChain(PoolModel model) {
      this.model = model;
      this.sums = new PathSums(model);
      this.states = model.pressure().states();
    }

    void see(MarketTick tick) {
      if (tick.index() == 0) {
        belief = new double[3 * states];
        System.arraycopy(
            model.pressure().stationary(), 0, belief, Phase.SETTLED.ordinal() * states, states);
        price = tick.microUsd(0);
        return;
      }
      double[] next = new double[3 * states];
      boolean struck = tick.interruptions(0) > 0;
      long step = tick.microUsd(0) - price;
      for (Phase from : Phase.values()) {
        for (int x = 0; x < states; x++) {
          for (int y = 0; y < states; y++) {
            double mass = belief[from.ordinal() * states + x] * sums.transition(x, y);
            for (Phase to : Phase.values()) {
              next[to.ordinal() * states + y] += mass * phase(from, to, y, struck);
            }
          }
        }
      }
      for (Phase phase : Phase.values()) {
        for (int y = 0; y < states; y++) {
          int at = phase.ordinal() * states + y;
          double distance = model.price().target(y) - price;
          next[at] *= step == 0 ? 1 : model.price().steps().probability(step, distance);
          boolean down = phase == Phase.DOWN;
          boolean contradicts =
              tick.availability(0) == (down ? Availability.UP : Availability.DOWN);
          next[at] = contradicts ? 0 : next[at];
        }
      }
      double sum = Arrays.stream(next).sum();
      belief = Arrays.stream(next).map(mass -> mass / sum).toArray();
      price = tick.microUsd(0);
    }

    private double phase(Phase from, Phase to, int y, boolean struck) {
      HazardModel law = model.hazard();
      double hit = law.hazard(from, y);
      if (struck) {
        return to == Phase.DOWN ? hit : 0;
      }
      double up = law.comeUpChance(y);
      double settle = law.settleChance();
      return switch (from) {
        case DOWN -> to == Phase.DOWN ? 1 - up : to == Phase.FRESH ? up : 0;
        case FRESH ->
            (1 - hit) * (to == Phase.SETTLED ? settle : to == Phase.FRESH ? 1 - settle : 0);
        case SETTLED -> to == Phase.SETTLED ? 1 - hit : 0;
      };
    }

    double interruptionProbability(int steps) {
      double survival = 0;
      for (Phase phase : Phase.values()) {
        for (int x = 0; x < states; x++) {
          survival += belief[phase.ordinal() * states + x] * sums.survival(phase, x, steps);
        }
      }
      return 1 - survival;
    }
  }

  @Test
  void onlyTheTicksOfAWorldWhosePoolsShareNothingAreTaken() {
    CalibratedWorld shared = new CalibratedWorld(CalibratedWorldSettings.withDefaults(DAYS, 1));
    assertThatThrownBy(() -> PressureFilter.of(shared, Worlds.market(shared).shape()))
        .hasMessageContaining("pools must share nothing");
    CalibratedWorldSettings settings = CalibratedWorldSettings.independent(DAYS, 1);
    CalibratedWorld world = new CalibratedWorld(settings);
    CalibratedWorld coarse = new CalibratedWorld(settings.withStep(Duration.ofMinutes(10)));
    assertThatThrownBy(() -> PressureFilter.of(world, Worlds.market(coarse).shape()))
        .hasMessageContaining("step must be the world's, 300 s, but was 600 s");

    Market market = Worlds.market(world);
    PressureFilter filter = PressureFilter.of(world, market.shape());
    assertThatThrownBy(() -> filter.interruptionProbability(0, 12))
        .hasMessageContaining("after at least one tick");
    MarketCursor cursor = market.cursor();
    cursor.advance();
    filter.advance(cursor.tick());
    assertThatThrownBy(() -> filter.advance(cursor.tick()))
        .hasMessageContaining("tick must be number 1 of 12 pools but was number 0");
    assertThatThrownBy(() -> filter.meanUsdPerHour(0, 0)).hasMessageContaining("steps must be");
  }

  /** An interruption right after another: the pool was down, and nothing runs in it. */
  @Test
  void aMarketThatTheWorldCannotMakeIsRefused() {
    CalibratedWorldSettings settings =
        CalibratedWorldSettings.independent(DAYS, 1)
            .restrictedTo(List.of("t3.large"), List.of("us-east-1a"));
    CalibratedWorld world = new CalibratedWorld(settings);
    Market real = Worlds.market(world);
    TimeGrid grid = real.grid();
    Market impossible =
        Market.over(grid)
            .pool(
                real.pools().get(0),
                real.shape().type(0),
                real.shape().onDemandMicroUsd(0),
                real.prices(0))
            .interruptions(
                real.pools().get(0),
                InterruptionSeries.of(grid.epochSecond(1), grid.epochSecond(2)))
            .build();
    PressureFilter filter = PressureFilter.of(world, impossible.shape());
    MarketCursor cursor = impossible.cursor();
    cursor.advance();
    filter.advance(cursor.tick());
    cursor.advance();
    filter.advance(cursor.tick());
    cursor.advance();
    assertThatThrownBy(() -> filter.advance(cursor.tick()))
        .hasMessageContaining("market must be the world's own");
  }
}
