package dev.spotwise.data.synthetic;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketTick;
import java.util.Arrays;

/** What a {@link PressureFilter} believes of one pool: a distribution over phase and pressure. */
final class Belief {

  private final PoolOutlook outlook;
  private final Pressure pressure;
  private final HazardModel hazard;
  private final PriceModel price;
  private final double[] down;
  private final double[] fresh;
  private final double[] settled;
  private final double[] scratch;
  private final double[] targets;
  private long microUsd;
  private int sinceChange;

  Belief(PoolModel model) {
    outlook = new PoolOutlook(model);
    pressure = model.pressure();
    hazard = model.hazard();
    price = model.price();
    int states = pressure.states();
    down = new double[states];
    fresh = new double[states];
    settled = pressure.stationary();
    scratch = new double[states];
    targets = new double[states];
    Arrays.setAll(targets, price::target);
    sinceChange = price.quietTicks();
  }

  void advance(MarketTick tick, int pool) {
    if (tick.index() == 0) {
      microUsd = tick.microUsd(pool);
      return;
    }
    pressure.forward(down, scratch);
    pressure.forward(fresh, scratch);
    pressure.forward(settled, scratch);
    seePhase(tick.interruptions(pool) > 0, tick.availability(pool));
    seePrice(tick.microUsd(pool));
    normalise();
  }

  private void seePhase(boolean interrupted, Availability availability) {
    for (int state = 0; state < down.length; state++) {
      double struckFresh = fresh[state] * hazard.hazard(Phase.FRESH, state);
      double struckSettled = settled[state] * hazard.hazard(Phase.SETTLED, state);
      if (interrupted) {
        down[state] = struckFresh + struckSettled;
        fresh[state] = 0;
        settled[state] = 0;
        continue;
      }
      double spared = fresh[state] - struckFresh;
      double comesUp = down[state] * hazard.comeUpChance(state);
      settled[state] += spared * hazard.settleChance() - struckSettled;
      fresh[state] = spared * (1 - hazard.settleChance()) + comesUp;
      down[state] -= comesUp;
      if (availability == Availability.UP) {
        down[state] = 0;
      } else if (availability == Availability.DOWN) {
        fresh[state] = 0;
        settled[state] = 0;
      }
    }
  }

  private void seePrice(long newMicroUsd) {
    long step = newMicroUsd - microUsd;
    if (step != 0) {
      for (int state = 0; state < down.length; state++) {
        double likelihood = price.steps().probability(step, targets[state] - microUsd);
        down[state] *= likelihood;
        fresh[state] *= likelihood;
        settled[state] *= likelihood;
      }
      microUsd = newMicroUsd;
      sinceChange = 0;
    } else if (sinceChange < price.quietTicks()) {
      sinceChange++;
    }
  }

  private void normalise() {
    double sum = 0;
    for (int state = 0; state < down.length; state++) {
      sum += down[state] + fresh[state] + settled[state];
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("market must be the world's own but can't be from it");
    }
    for (int state = 0; state < down.length; state++) {
      down[state] /= sum;
      fresh[state] /= sum;
      settled[state] /= sum;
    }
  }

  double survival(int steps) {
    SurvivalTable table = outlook.survival(steps);
    double survival = 0;
    for (int state = 0; state < down.length; state++) {
      survival +=
          down[state] * table.survival(Phase.DOWN, state)
              + fresh[state] * table.survival(Phase.FRESH, state)
              + settled[state] * table.survival(Phase.SETTLED, state);
    }
    return survival;
  }

  double meanMicroUsd(int steps) {
    MeanPriceTable table = outlook.prices(steps);
    double mean = 0;
    for (int state = 0; state < down.length; state++) {
      double probability = down[state] + fresh[state] + settled[state];
      for (int chain = 0; chain < pressure.chains(); chain++) {
        mean += probability * table.ofState(sinceChange, chain, pressure.part(state, chain));
      }
    }
    return mean + table.ofPrice(microUsd, sinceChange);
  }
}
