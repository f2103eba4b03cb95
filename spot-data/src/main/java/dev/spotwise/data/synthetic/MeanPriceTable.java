package dev.spotwise.data.synthetic;

/**
 * The conditional mean of the price a number of steps ahead. A change goes a share of the distance
 * to a target that is a sum over the chains, at times that depend on neither, so that the mean is
 * {@code own x price + base x (constant + sum over chains of a function of its state)}, by how long
 * the price has been quiet. Rounding to micro-USD is passed over. O(steps x (quiet ticks + 1)).
 * Immutable and thread-safe.
 */
final class MeanPriceTable {

  private final PriceModel law;
  private final int chains;

  /** By ticks since the last change. */
  private final double[] own;

  private final double[] constant;

  /** By ticks since the last change, chain and the chain's state. */
  private final double[][][] ofState;

  MeanPriceTable(PoolModel model, int steps) {
    this.law = model.price();
    Pressure pressure = model.pressure();
    this.chains = pressure.chains();
    int clocks = law.quietTicks() + 1;
    this.own = new double[clocks];
    this.constant = new double[clocks];
    this.ofState = new double[clocks][chains][];
    double[][] asked = new double[chains][];
    for (int chain = 0; chain < chains; chain++) {
      asked[chain] = new double[pressure.chain(chain).size()];
      for (int part = 0; part < asked[chain].length; part++) {
        asked[chain][part] = law.asked(chain, part);
      }
    }
    for (int clock = 0; clock < clocks; clock++) {
      own[clock] = 1;
      for (int chain = 0; chain < chains; chain++) {
        ofState[clock][chain] = new double[asked[chain].length];
      }
    }
    for (int step = 0; step < steps; step++) {
      stepBack(pressure, asked);
    }
  }

  private void stepBack(Pressure pressure, double[][] asked) {
    int open = own.length - 1;
    double change = law.changeChance();
    double ownAfter = own[0];
    double openOwn = (1 - change) * own[open] + change * (1 - law.answer()) * ownAfter;
    double openConstant =
        (1 - change) * constant[open] + change * (constant[0] + law.answer() * ownAfter);
    double[][] openOfState = new double[chains][];
    for (int chain = 0; chain < chains; chain++) {
      double[] sum = new double[asked[chain].length];
      for (int part = 0; part < sum.length; part++) {
        sum[part] =
            (1 - change) * ofState[open][chain][part]
                + change * (ofState[0][chain][part] + law.answer() * ownAfter * asked[chain][part]);
      }
      openOfState[chain] = expected(pressure.chain(chain), sum);
    }
    for (int clock = 0; clock < open; clock++) {
      own[clock] = own[clock + 1];
      constant[clock] = constant[clock + 1];
      for (int chain = 0; chain < chains; chain++) {
        ofState[clock][chain] = expected(pressure.chain(chain), ofState[clock + 1][chain]);
      }
    }
    own[open] = openOwn;
    constant[open] = openConstant;
    ofState[open] = openOfState;
  }

  private static double[] expected(BirthDeathChain chain, double[] function) {
    double[] expectation = new double[function.length];
    chain.expect(function, expectation, 1);
    return expectation;
  }

  /** What does not depend on the pressure: micro-USD. */
  double ofPrice(long microUsd, int sinceChange) {
    return own[sinceChange] * microUsd + law.baseMicroUsd() * constant[sinceChange];
  }

  /** What a chain's state adds to it: micro-USD. */
  double ofState(int sinceChange, int chain, int part) {
    return law.baseMicroUsd() * ofState[sinceChange][chain][part];
  }
}
