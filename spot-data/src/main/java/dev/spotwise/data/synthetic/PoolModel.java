package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.synthetic.WorldPools.TypeSettings;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The law of one pool of a {@link CalibratedWorld}. The pressure moves first in a step, then the
 * phase, then the price.
 *
 * @param pressure what is hidden
 * @param hazard how the pool is interrupted
 * @param price how its price moves
 * @param onDemandMicroUsd the most that it costs
 */
record PoolModel(Pressure pressure, HazardModel hazard, PriceModel price, long onDemandMicroUsd) {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MOST_CHARACTER = 2;

  static PoolModel of(CapacityPool pool, CalibratedWorldSettings settings) {
    WorldPools pools = settings.pools();
    TypeSettings type = pools.requireType(pool);
    double stepHours = stepHours(settings);
    UniformRandomProvider random = SeededStreams.open(pools.seed(), pool, "character");
    double deviate = ZigguratSampler.NormalizedGaussian.of(random).sample();
    double character = Math.max(-MOST_CHARACTER, Math.min(MOST_CHARACTER, deviate));
    double jitter = settings.value(WorldSetting.LEVEL_JITTER) * (2 * random.nextDouble() - 1);
    double level = (1 - type.baseDiscount()) * pools.zoneFactors().get(pool.zone()) * (1 + jitter);
    long onDemand = MicroUsd.ofUsd(type.onDemandUsdPerHour());
    Pressure pressure = Pressure.of(settings, stepHours);
    return new PoolModel(
        pressure,
        new HazardModel(pressure, settings, type.interruptionsPerHour(), stepHours),
        new PriceModel(pressure, settings, onDemand * level, character, stepHours),
        onDemand);
  }

  static double stepHours(CalibratedWorldSettings settings) {
    return settings.pools().step().toSeconds() / SECONDS_PER_HOUR;
  }
}
