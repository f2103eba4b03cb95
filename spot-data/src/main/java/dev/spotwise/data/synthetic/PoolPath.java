package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** One pool of a {@link CalibratedWorld}, tick by tick; begins at tick 0. Not thread-safe. */
final class PoolPath {

  private final PoolModel model;
  private final byte[] family;
  private final byte[] zone;
  private final UniformRandomProvider pressureRandom;
  private final UniformRandomProvider phaseRandom;
  private final UniformRandomProvider priceRandom;
  private final ZigguratSampler.NormalizedGaussian gaussian;

  private int tick;
  private int regime;
  private int level;
  private int state;
  private Phase phase = Phase.SETTLED;
  private double hazard;
  private boolean interrupted;
  private long microUsd;
  private int sinceChange;

  /**
   * A path.
   *
   * @param family states of the family's pressure by tick; kept
   * @param zone the same of the zone's
   */
  PoolPath(CapacityPool pool, PoolModel model, long seed, byte[] family, byte[] zone) {
    this.model = model;
    this.family = family;
    this.zone = zone;
    this.pressureRandom = SeededStreams.open(seed, pool, "pressure");
    this.phaseRandom = SeededStreams.open(seed, pool, "interruption");
    this.priceRandom = SeededStreams.open(seed, pool, "price");
    this.gaussian = ZigguratSampler.NormalizedGaussian.of(priceRandom);
    Pressure pressure = model.pressure();
    this.regime = pressure.chain(Pressure.REGIME).draw(pressureRandom.nextDouble());
    this.level = pressure.chain(Pressure.LEVEL).draw(pressureRandom.nextDouble());
    this.state = pressure.join(regime, level, family[0], zone[0]);
    this.microUsd = published(Math.round(model.price().baseMicroUsd()));
    this.sinceChange = model.price().quietTicks();
  }

  /** Goes to the next tick. */
  void advance() {
    tick++;
    Pressure pressure = model.pressure();
    regime = pressure.chain(Pressure.REGIME).next(regime, pressureRandom.nextDouble());
    level = pressure.chain(Pressure.LEVEL).next(level, pressureRandom.nextDouble());
    state = pressure.join(regime, level, family[tick], zone[tick]);
    movePhase();
    movePrice();
  }

  private void movePhase() {
    HazardModel law = model.hazard();
    double chance = phaseRandom.nextDouble();
    hazard = law.hazard(phase, state);
    interrupted = chance < hazard;
    if (interrupted) {
      phase = Phase.DOWN;
    } else if (phase == Phase.DOWN) {
      phase = chance < law.comeUpChance(state) ? Phase.FRESH : Phase.DOWN;
    } else if (phase == Phase.FRESH) {
      boolean settles = chance - hazard < law.settleChance() * (1 - hazard);
      phase = settles ? Phase.SETTLED : Phase.FRESH;
    }
  }

  private void movePrice() {
    PriceModel law = model.price();
    if (sinceChange < law.quietTicks()) {
      sinceChange++;
    } else if (priceRandom.nextDouble() < law.changeChance()) {
      double distance = law.target(state) - microUsd;
      microUsd = published(microUsd + law.steps().draw(distance, priceRandom, gaussian));
      sinceChange = 0;
    }
  }

  private long published(long price) {
    return Math.max(1, Math.min(model.onDemandMicroUsd(), price));
  }

  /** The joint state of the pressure. */
  int state() {
    return state;
  }

  Phase phase() {
    return phase;
  }

  /** The probability of an interruption with which the last step was drawn. */
  double hazard() {
    return hazard;
  }

  /** Whether the last step brought an interruption. */
  boolean interrupted() {
    return interrupted;
  }

  /** The price, micro-USD per instance-hour. */
  long microUsd() {
    return microUsd;
  }

  /** Ticks since the last change of the price, at most the quiet ones. */
  int sinceChange() {
    return sinceChange;
  }
}
