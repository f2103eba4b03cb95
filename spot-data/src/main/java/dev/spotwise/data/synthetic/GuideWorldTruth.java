package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.synthetic.WorldPools.TypeSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What the guide's world knows. Its samples are independent of each other given the calendar, so
 * that all it can foretell of a later one is the mean over noise and spikes; the size of a spike is
 * integrated over by Gauss and Legendre's rule. Rounding to micro-USD is passed over.
 */
final class GuideWorldTruth implements WorldTruth {

  private static final int NODES = 40;
  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  private final GuideWorld world;
  private final GuideWorldSettings settings;
  private final TimeGrid grid;
  private final GaussIntegrator overSizes =
      new GaussIntegratorFactory().legendre(NODES, GuideWorld.SPIKE_FROM, GuideWorld.SPIKE_TO);
  private final Map<CapacityPool, long[]> paths = new ConcurrentHashMap<>();
  private final Map<Double, Double> meanPrices = new ConcurrentHashMap<>();
  private final Map<Double, Double> meanFactors = new ConcurrentHashMap<>();

  GuideWorldTruth(GuideWorld world) {
    this.world = world;
    this.settings = world.settings();
    this.grid = world.pools().grid();
  }

  @Override
  public double hazard(CapacityPool pool, int tick) {
    TypeSettings type = world.pools().requireType(pool);
    WorldPools.requireTick(tick, 1, grid);
    long price = paths.computeIfAbsent(pool, world::path)[tick];
    double discount = MicroUsd.discountPercent(price, MicroUsd.ofUsd(type.onDemandUsdPerHour()));
    return perStep(type) * GuideWorld.hazardFactor(discount);
  }

  @Override
  public double interruptionProbability(CapacityPool pool, int origin, int steps) {
    double perStep = perStep(world.pools().requireType(pool));
    WorldPools.requireHorizon(origin, steps, grid);
    double survival = 1;
    for (int step = 1; step <= steps; step++) {
      double share = world.meanShare(pool, grid.epochSecond(origin + step));
      survival *= 1 - perStep * meanFactors.computeIfAbsent(share, this::meanFactor);
    }
    return 1 - survival;
  }

  @Override
  public double meanUsdPerHour(CapacityPool pool, int origin, int steps) {
    TypeSettings type = world.pools().requireType(pool);
    WorldPools.requireHorizon(origin, steps, grid);
    double share = world.meanShare(pool, grid.epochSecond(origin + steps));
    return type.onDemandUsdPerHour() * meanPrices.computeIfAbsent(share, this::meanPrice);
  }

  private double perStep(TypeSettings type) {
    return type.interruptionsPerHour() * grid.stepSeconds() / 3600;
  }

  private double meanFactor(double share) {
    return overSpikes(
        share,
        mean -> {
          double deep = below(1 - GuideWorld.DEEP / 100, mean);
          double deeper = below(1 - GuideWorld.DEEPER / 100, mean);
          return 1 + 0.5 * deep + 1.5 * deeper;
        });
  }

  private double meanPrice(double share) {
    return overSpikes(share, this::meanClipped);
  }

  private double overSpikes(double share, DoubleUnaryOperator ofMean) {
    double spikes = settings.spikeProbability();
    double spiked =
        overSizes.integrate(size -> ofMean.applyAsDouble(share * size))
            / (GuideWorld.SPIKE_TO - GuideWorld.SPIKE_FROM);
    return (1 - spikes) * ofMean.applyAsDouble(share) + spikes * spiked;
  }

  /** The chance that {@code mean x N(1, noise)} lies below a share. */
  private double below(double share, double mean) {
    double deviation = mean * settings.noise();
    if (deviation == 0) {
      return mean < share ? 1 : 0;
    }
    return NORMAL.cumulativeProbability((share - mean) / deviation);
  }

  /** The mean of {@code mean x N(1, noise)}, clipped to the world's floor and ceiling. */
  private double meanClipped(double mean) {
    double deviation = mean * settings.noise();
    if (deviation == 0) {
      return Math.max(GuideWorld.FLOOR, Math.min(GuideWorld.CEILING, mean));
    }
    double low = (GuideWorld.FLOOR - mean) / deviation;
    double high = (GuideWorld.CEILING - mean) / deviation;
    double belowLow = NORMAL.cumulativeProbability(low);
    double belowHigh = NORMAL.cumulativeProbability(high);
    return GuideWorld.FLOOR * belowLow
        + GuideWorld.CEILING * (1 - belowHigh)
        + mean * (belowHigh - belowLow)
        + deviation * (NORMAL.density(low) - NORMAL.density(high));
  }
}
