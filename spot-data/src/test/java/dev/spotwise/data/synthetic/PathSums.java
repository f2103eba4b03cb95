package dev.spotwise.data.synthetic;

/** The law of a pool, summed over every path of the chain: slow, plain, for a few steps. */
final class PathSums {

  private final PoolModel model;
  private final Pressure pressure;
  private final double[][] transition;

  PathSums(PoolModel model) {
    this.model = model;
    this.pressure = model.pressure();
    this.transition = new double[pressure.states()][pressure.states()];
    for (int from = 0; from < transition.length; from++) {
      for (int to = 0; to < transition.length; to++) {
        transition[from][to] = 1;
        for (int chain = 0; chain < pressure.chains(); chain++) {
          int size = pressure.chain(chain).size();
          double[] now = new double[size];
          double[] next = new double[size];
          now[pressure.part(from, chain)] = 1;
          pressure.chain(chain).forward(now, next, 1);
          transition[from][to] *= next[pressure.part(to, chain)];
        }
      }
    }
  }

  /** The probability of going from one joint state to another in a step. */
  double transition(int from, int to) {
    return transition[from][to];
  }

  double survival(Phase phase, int state, int steps) {
    if (steps == 0) {
      return 1;
    }
    HazardModel law = model.hazard();
    double sum = 0;
    for (int to = 0; to < transition.length; to++) {
      double p = transition[state][to];
      if (p == 0) {
        continue;
      }
      double spared = 1 - law.hazard(phase, to);
      double settle = law.settleChance();
      double up = law.comeUpChance(to);
      sum +=
          switch (phase) {
            case SETTLED -> p * spared * survival(Phase.SETTLED, to, steps - 1);
            case FRESH ->
                p
                    * spared
                    * (settle * survival(Phase.SETTLED, to, steps - 1)
                        + (1 - settle) * survival(Phase.FRESH, to, steps - 1));
            case DOWN ->
                p
                    * (up * survival(Phase.FRESH, to, steps - 1)
                        + (1 - up) * survival(Phase.DOWN, to, steps - 1));
          };
    }
    return sum;
  }

  double meanPrice(double price, int sinceChange, int state, int steps) {
    if (steps == 0) {
      return price;
    }
    PriceModel law = model.price();
    double sum = 0;
    for (int to = 0; to < transition.length; to++) {
      double p = transition[state][to];
      if (p == 0) {
        continue;
      }
      if (sinceChange < law.quietTicks()) {
        sum += p * meanPrice(price, sinceChange + 1, to, steps - 1);
        continue;
      }
      double changed = price + law.answer() * (law.target(to) - price);
      sum +=
          p
              * (law.changeChance() * meanPrice(changed, 0, to, steps - 1)
                  + (1 - law.changeChance()) * meanPrice(price, sinceChange, to, steps - 1));
    }
    return sum;
  }
}
