package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.TimeGrid;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a {@link CalibratedWorld} knows: exact, as the world is one finite Markov chain. Keeps the
 * path of every pool it was asked about, 18 bytes a tick.
 */
final class CalibratedTruth implements WorldTruth {

  private static final double MICRO = 1e6;

  private final CalibratedWorld world;
  private final TimeGrid grid;
  private final Map<CapacityPool, Known> known = new ConcurrentHashMap<>();

  CalibratedTruth(CalibratedWorld world) {
    this.world = world;
    this.grid = world.pools().grid();
  }

  @Override
  public double hazard(CapacityPool pool, int tick) {
    Known path = known(pool);
    WorldPools.requireTick(tick, 1, grid);
    return path.model().hazard().hazard(path.phases[tick - 1], path.states[tick]);
  }

  @Override
  public double interruptionProbability(CapacityPool pool, int origin, int steps) {
    Known path = known(pool);
    WorldPools.requireHorizon(origin, steps, grid);
    SurvivalTable table = path.outlook.survival(steps);
    return 1 - table.survival(path.phases[origin], path.states[origin]);
  }

  @Override
  public double meanUsdPerHour(CapacityPool pool, int origin, int steps) {
    Known path = known(pool);
    WorldPools.requireHorizon(origin, steps, grid);
    MeanPriceTable table = path.outlook.prices(steps);
    int clock = path.sinceChange[origin];
    double microUsd = table.ofPrice(path.microUsd[origin], clock);
    Pressure pressure = path.model().pressure();
    for (int chain = 0; chain < pressure.chains(); chain++) {
      microUsd += table.ofState(clock, chain, pressure.part(path.states[origin], chain));
    }
    return microUsd / MICRO;
  }

  private Known known(CapacityPool pool) {
    world.pools().requireType(pool);
    return known.computeIfAbsent(pool, asked -> new Known(world, asked));
  }

  /** The path of one pool. */
  private static final class Known {

    private final PoolOutlook outlook;
    private final short[] states;
    private final Phase[] phases;
    private final long[] microUsd;
    private final short[] sinceChange;

    Known(CalibratedWorld world, CapacityPool pool) {
      int length = world.pools().grid().length();
      outlook = new PoolOutlook(world.model(pool));
      states = new short[length];
      phases = new Phase[length];
      microUsd = new long[length];
      sinceChange = new short[length];
      PoolPath path = world.path(pool);
      for (int tick = 0; tick < length; tick++) {
        if (tick > 0) {
          path.advance();
        }
        states[tick] = (short) path.state();
        phases[tick] = path.phase();
        microUsd[tick] = path.microUsd();
        sinceChange[tick] = (short) path.sinceChange();
      }
    }

    PoolModel model() {
      return outlook.model();
    }
  }
}
