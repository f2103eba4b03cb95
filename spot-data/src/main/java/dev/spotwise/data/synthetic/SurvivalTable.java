package dev.spotwise.data.synthetic;

import java.util.Arrays;

/**
 * The probability of no interruption within a number of steps, by phase and joint state of the
 * pressure, from backward recursion over the chain (Kemeny and Snell 1960, "Finite Markov Chains",
 * absorbing chains). O(steps x states). Immutable and thread-safe.
 */
final class SurvivalTable {

  private final double[] down;
  private final double[] fresh;
  private final double[] settled;

  SurvivalTable(HazardModel law, int steps) {
    Pressure pressure = law.pressure();
    int states = pressure.states();
    down = new double[states];
    fresh = new double[states];
    settled = new double[states];
    Arrays.fill(down, 1);
    Arrays.fill(fresh, 1);
    Arrays.fill(settled, 1);
    double[] scratch = new double[states];
    for (int step = 0; step < steps; step++) {
      for (int state = 0; state < states; state++) {
        double up = law.comeUpChance(state);
        down[state] = up * fresh[state] + (1 - up) * down[state];
        fresh[state] =
            (1 - law.hazard(Phase.FRESH, state))
                * (law.settleChance() * settled[state] + (1 - law.settleChance()) * fresh[state]);
        settled[state] *= 1 - law.hazard(Phase.SETTLED, state);
      }
      pressure.expect(down, scratch);
      pressure.expect(fresh, scratch);
      pressure.expect(settled, scratch);
    }
  }

  double survival(Phase phase, int state) {
    return switch (phase) {
      case DOWN -> down[state];
      case FRESH -> fresh[state];
      case SETTLED -> settled[state];
    };
  }
}
