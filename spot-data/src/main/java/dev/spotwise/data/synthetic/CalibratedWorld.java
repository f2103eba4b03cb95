package dev.spotwise.data.synthetic;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySink;
import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeGrid;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A synthetic market with the statistics of real ones.
 *
 * <p>Behind every pool is a hidden capacity pressure: a regime (calm, tight or crunch) and a level
 * that reverts to its mean, part of it the pool's own, part its instance family's, part its zone's.
 * The price answers slowly, in small steps some hours apart, each of which goes part of the way to
 * what the pressure asks for; so it has momentum, and hardly foretells interruptions. The hazard of
 * an interruption follows the pressure at once and strongly, and is several times as high while a
 * pool has come up only a short while ago; so interruptions cluster. An interrupted pool is down
 * for a while. All of it is one finite Markov chain, so that {@link #truth} is exact.
 *
 * <p>A pool event takes at least one of the simulated instances at one moment, each other with a
 * fixed chance within 100 seconds. {@link WorldSetting} lists what can be set.
 *
 * <p>Immutable and thread-safe.
 */
public final class CalibratedWorld implements SyntheticWorld {

  /** Name of the preset whose pools have something in common. */
  public static final String CALIBRATED = "calibrated";

  /** Name of the preset whose pools share nothing, so that {@link PressureFilter} is exact. */
  public static final String INDEPENDENT = "calibrated-independent";

  private static final double REACH_SECONDS = 100;
  private static final long DAY = 86_400;

  private final CalibratedWorldSettings settings;
  private final TimeGrid grid;
  private final Map<String, byte[]> shared = new ConcurrentHashMap<>();

  /** The world of the given settings. */
  public CalibratedWorld(CalibratedWorldSettings settings) {
    this.settings = settings;
    this.grid = settings.pools().grid();
  }

  /** What it was made from. */
  public CalibratedWorldSettings settings() {
    return settings;
  }

  @Override
  public WorldPools pools() {
    return settings.pools();
  }

  @Override
  public SourceOptions toOptions() {
    return settings.toOptions();
  }

  @Override
  public WorldTruth truth() {
    return new CalibratedTruth(this);
  }

  /** Hands over the changes, and like AWS an unchanged price where there was none for a day. */
  @Override
  public void read(PriceQuery query, PriceSink sink) {
    int end = grid.indexAtOrAfter(query.window().to());
    long heartbeat = Math.max(1, DAY / grid.stepSeconds());
    for (CapacityPool pool : settings.pools().pools(query)) {
      PoolPath path = path(pool);
      long last = 0;
      int told = 0;
      for (int tick = 0; tick < end; tick++) {
        if (tick > 0) {
          path.advance();
        }
        if (path.microUsd() != last || tick - told >= heartbeat) {
          last = path.microUsd();
          told = tick;
          sink.accept(pool, grid.epochSecond(tick), last);
        }
      }
    }
  }

  @Override
  public void read(PriceQuery query, InterruptionSink sink) {
    long from = query.window().fromEpochSecond();
    long to = query.window().toEpochSecond();
    for (CapacityPool pool : settings.pools().pools(query)) {
      sink.watched(pool);
      UniformRandomProvider chance = SeededStreams.open(seed(), pool, "instances");
      walk(
          pool,
          to,
          (path, second) -> {
            if (path.interrupted()) {
              takeInstances(
                  second,
                  chance,
                  moment -> {
                    if (moment >= from && moment < to) {
                      sink.accept(pool, moment);
                    }
                  });
            }
          });
    }
  }

  @Override
  public AvailabilitySource availability() {
    return settings.value(WorldSetting.AVAILABILITY) == 0
        ? SyntheticWorld.super.availability()
        : this::readAvailability;
  }

  private void readAvailability(PriceQuery query, AvailabilitySink sink) {
    long to = query.window().toEpochSecond();
    for (CapacityPool pool : settings.pools().pools(query)) {
      if (grid.epochSecond(0) < to) {
        sink.accept(pool, grid.epochSecond(0), Availability.UP);
      }
      boolean[] down = new boolean[1];
      walk(
          pool,
          to,
          (path, second) -> {
            boolean isDown = path.phase() == Phase.DOWN;
            if (isDown != down[0] && second < to) {
              sink.accept(pool, second, isDown ? Availability.DOWN : Availability.UP);
            }
            down[0] = isDown;
          });
    }
  }

  /** Takes each step of a path, with the second of the interruption if there was one. */
  @FunctionalInterface
  private interface Step {

    void take(PoolPath path, long epochSecond);
  }

  /** Walks the steps that begin before an epoch second; an interruption lies within its step. */
  private void walk(CapacityPool pool, long to, Step step) {
    UniformRandomProvider within = SeededStreams.open(seed(), pool, "moment");
    PoolPath path = path(pool);
    for (int tick = 1; tick < grid.length() && grid.epochSecond(tick - 1) < to; tick++) {
      path.advance();
      long second = grid.epochSecond(tick);
      if (path.interrupted()) {
        second -= (long) (within.nextDouble() * grid.stepSeconds());
      }
      step.take(path, second);
    }
  }

  private void takeInstances(long moment, UniformRandomProvider chance, LongConsumer taken) {
    taken.accept(moment);
    int others = (int) settings.value(WorldSetting.INSTANCES) - 1;
    double share = settings.value(WorldSetting.INSTANCE_SHARE);
    for (int i = 0; i < others; i++) {
      double after = REACH_SECONDS * chance.nextDouble();
      if (chance.nextDouble() < share) {
        taken.accept(moment + (long) after);
      }
    }
  }

  /** A path of a pool, at tick 0. */
  PoolPath path(CapacityPool pool) {
    PoolModel model = model(pool);
    String type = pool.instanceType();
    int dot = type.indexOf('.');
    byte[] family =
        sharedPath("family " + (dot < 0 ? type : type.substring(0, dot)), model, Pressure.FAMILY);
    byte[] zone = sharedPath("zone " + pool.zone(), model, Pressure.ZONE);
    return new PoolPath(pool, model, seed(), family, zone);
  }

  /** The law of a pool. */
  PoolModel model(CapacityPool pool) {
    return PoolModel.of(pool, settings);
  }

  /** The states by tick of what several pools have in common; the same stream for all of them. */
  private byte[] sharedPath(String name, PoolModel model, int chain) {
    return shared.computeIfAbsent(
        name,
        unused -> {
          UniformRandomProvider random = SeededStreams.open(seed(), name, "pressure");
          BirthDeathChain law = model.pressure().chain(chain);
          byte[] states = new byte[grid.length()];
          int state = law.draw(random.nextDouble());
          for (int tick = 0; tick < states.length; tick++) {
            states[tick] = (byte) state;
            state = law.next(state, random.nextDouble());
          }
          return states;
        });
  }

  private long seed() {
    return settings.pools().seed();
  }
}
