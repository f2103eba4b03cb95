package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clairvoyant against all plans that there are, each replayed. */
class ClairvoyantBruteForceTest {

  private static double leastOfAllPlans(ClairvoyantCase given) {
    double least = Double.POSITIVE_INFINITY;
    EveryPlan plan = new EveryPlan();
    do {
      Replay replay = given.following(plan);
      if (ClairvoyantCase.served(replay)) {
        least = Math.min(least, replay.costs().totalUsd());
      }
    } while (plan.next());
    return least;
  }

  @ParameterizedTest(name = "{0} pools, {1} ticks, {2} seeds")
  @CsvSource({"1, 4, 60", "1, 6, 10", "2, 3, 60", "2, 4, 15", "3, 3, 20"})
  void noPlanCostsLess(int pools, int ticks, int seeds) {
    for (int seed = 0; seed < seeds; seed++) {
      ClairvoyantCase given = ClairvoyantCase.random(seed, pools, ticks);

      double least = leastOfAllPlans(given);

      assertThat(given.leastUsd())
          .as("seed %d: %s under %s", seed, given.workload(), given.billing())
          .satisfies(
              usd -> {
                if (Double.isInfinite(least)) {
                  assertThat(usd).isInfinite();
                } else {
                  assertThat(usd).isCloseTo(least, within(1e-9));
                }
              });
    }
  }
}
