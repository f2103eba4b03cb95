package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceStepsTest {

  private static final PriceSteps STEPS = new PriceSteps(0.1, 1200);

  @ParameterizedTest
  @ValueSource(doubles = {0, 3, -40, 900, -2500})
  void theProbabilitiesOfAllStepsSumToOneAndTheirMeanIsTheAnswer(double distance) {
    double sum = 0;
    double mean = 0;
    for (long step = -5000; step <= 5000; step++) {
      if (step != 0) {
        double probability = STEPS.probability(step, distance);
        sum += probability;
        mean += probability * step;
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(mean).isCloseTo(0.1 * distance, within(0.5));
  }

  @Test
  void drawnStepsHaveTheirProbabilities() {
    UniformRandomProvider random = SeededStreams.open(1, "steps", "test");
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    int draws = 400_000;
    Map<Long, Integer> counts = new TreeMap<>();
    for (int i = 0; i < draws; i++) {
      counts.merge(STEPS.draw(60, random, gaussian), 1, Integer::sum);
    }
    assertThat(counts).doesNotContainKey(0L);
    for (long step = -3; step <= 8; step++) {
      if (step != 0) {
        double expected = STEPS.probability(step, 60);
        double error = Math.sqrt(expected / draws);
        assertThat(counts.getOrDefault(step, 0) / (double) draws)
            .as("step %d", step)
            .isCloseTo(expected, within(4 * error));
      }
    }
  }

  /** Far out in a tail the difference of two distribution values must not vanish. */
  @Test
  void improbableStepsAreNotImpossible() {
    assertThat(STEPS.probability(700, -900)).isGreaterThan(0).isLessThan(1e-6);
    assertThat(STEPS.probability(-700, 900)).isGreaterThan(0).isLessThan(1e-6);
  }
}
