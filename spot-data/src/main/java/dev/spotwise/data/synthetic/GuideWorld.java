package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.synthetic.WorldPools.TypeSettings;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The synthetic market of the guide that this project started from.
 *
 * <p>At every sample, price = on-demand x (1 - base discount) x zone x time of day x weekday x N(1,
 * noise) x spike, clipped to 10..90 % of on-demand and rounded to micro-USD. In UTC, the hours 02
 * to 06 count 0.85 and 09 to 17 count 1.15 (both ends inside), Saturday and Sunday 0.90; a spike is
 * U(1.5, 2). A sample is an interruption with the type's hourly rate x step, threefold where the
 * discount exceeds 70 %, 1.5-fold where it exceeds 65 %.
 *
 * <p>Real prices move in small steps, some hours apart, and hardly foretell interruptions; this
 * world does neither, and is kept because the guide's numbers were measured on it.
 *
 * <p>Immutable and thread-safe.
 */
public final class GuideWorld implements SyntheticWorld {

  static final double FLOOR = 0.10;
  static final double CEILING = 0.90;
  static final double DEEP = 65;
  static final double DEEPER = 70;
  static final double SPIKE_FROM = 1.5;
  static final double SPIKE_TO = 2;

  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  private final GuideWorldSettings settings;
  private final TimeGrid grid;

  /** The world of the given settings. */
  public GuideWorld(GuideWorldSettings settings) {
    this.settings = settings;
    this.grid = settings.pools().grid();
  }

  /** What it was made from. */
  public GuideWorldSettings settings() {
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
    return new GuideWorldTruth(this);
  }

  @Override
  public void read(PriceQuery query, PriceSink sink) {
    int end = grid.indexAtOrAfter(query.window().to());
    for (CapacityPool pool : settings.pools().pools(query)) {
      Sampler sampler = new Sampler(pool);
      for (int tick = 0; tick < end; tick++) {
        sink.accept(pool, grid.epochSecond(tick), sampler.next(tick));
      }
    }
  }

  @Override
  public void read(PriceQuery query, InterruptionSink sink) {
    int first = grid.indexAtOrAfter(query.window().from());
    int end = grid.indexAtOrAfter(query.window().to());
    for (CapacityPool pool : settings.pools().pools(query)) {
      sink.watched(pool);
      Sampler sampler = new Sampler(pool);
      UniformRandomProvider chance =
          SeededStreams.open(settings.pools().seed(), pool, "interruption");
      for (int tick = 0; tick < end; tick++) {
        double probability = sampler.interruptionProbability(sampler.next(tick));
        if (chance.nextDouble() < probability && tick >= first) {
          sink.accept(pool, grid.epochSecond(tick));
        }
      }
    }
  }

  /** The samples of one pool, in order. */
  private final class Sampler {

    private final TypeSettings type;
    private final long onDemandMicroUsd;
    private final double level;
    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    Sampler(CapacityPool pool) {
      type = settings.pools().types().get(pool.instanceType());
      onDemandMicroUsd = MicroUsd.ofUsd(type.onDemandUsdPerHour());
      level = (1 - type.baseDiscount()) * settings.pools().zoneFactors().get(pool.zone());
      random = SeededStreams.open(settings.pools().seed(), pool, "price");
      gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    }

    long next(int tick) {
      long second = grid.epochSecond(tick);
      double noise = 1 + settings.noise() * gaussian.sample();
      boolean spike = random.nextDouble() < settings.spikeProbability();
      double size = SPIKE_FROM + (SPIKE_TO - SPIKE_FROM) * random.nextDouble();
      double share = level * calendarFactor(second) * noise;
      double clipped = Math.max(FLOOR, Math.min(CEILING, spike ? share * size : share));
      return Math.max(1, Math.round(onDemandMicroUsd * clipped));
    }

    double interruptionProbability(long microUsd) {
      double discount = MicroUsd.discountPercent(microUsd, onDemandMicroUsd);
      return type.interruptionsPerHour() * hazardFactor(discount) * grid.stepSeconds() / HOUR;
    }
  }

  /** The prices of a pool at every tick of the grid. */
  long[] path(CapacityPool pool) {
    Sampler sampler = new Sampler(pool);
    long[] path = new long[grid.length()];
    Arrays.setAll(path, sampler::next);
    return path;
  }

  /** The mean share of the on-demand price at an instant, before noise, spike and clipping. */
  double meanShare(CapacityPool pool, long epochSecond) {
    return new Sampler(pool).level * calendarFactor(epochSecond);
  }

  static double hazardFactor(double discountPercent) {
    return discountPercent > DEEPER ? 3 : discountPercent > DEEP ? 1.5 : 1;
  }

  private static double calendarFactor(long epochSecond) {
    return hourFactor(epochSecond) * weekdayFactor(epochSecond);
  }

  private static double hourFactor(long epochSecond) {
    long hour = Math.floorMod(epochSecond, DAY) / HOUR;
    if (hour >= 2 && hour <= 6) {
      return 0.85;
    }
    return hour >= 9 && hour <= 17 ? 1.15 : 1.0;
  }

  /** Epoch day 0 was a Thursday, so that Saturday is day 2 of the week that begins there. */
  private static double weekdayFactor(long epochSecond) {
    long day = Math.floorMod(Math.floorDiv(epochSecond, DAY), 7);
    return day == 2 || day == 3 ? 0.90 : 1.0;
  }
}
