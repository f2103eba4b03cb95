package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reference values from NumPy and SciPy:
 *
 * <pre>
 * python3 -c "
 * import numpy as n
 * from scipy import stats
 * def dm(d,h,L):
 *   N=len(d); e=d-d.mean(); v=(e*e).sum()/N
 *   for k in range(1,L+1): v+=2*(1-k/(L+1))*(e[k:]*e[:-k]).sum()/N
 *   s=d.mean()/(v/N)**.5*((N+1-2*h+h*(h-1)/N)/N)**.5
 *   print(*(repr(float(x)) for x in (d.mean(),s,2*stats.t.sf(abs(s),N-1))))
 * t=n.arange(30); dm((t*37%11-t*53%13)*1.,2,3)
 * d=n.array([1,2,0,3,-1.]); dm(d,1,1); dm(d,2,2)"
 * </pre>
 */
class DieboldMarianoTest {

  /** Differences from the second: 1, 2, 0, 3, -1. */
  private static final double[] FIVE = {2, 2, 3, 4, 1};

  private static final double[] REFERENCE = {1, 0, 3, 1, 2};

  private static double[] series(int origins, IntToDoubleFunction loss) {
    double[] losses = new double[origins];
    Arrays.setAll(losses, loss);
    return losses;
  }

  @Test
  void fiveOriginsByHand() {
    // mean 1; deviations 0, 1, -1, 2, -2; g(0) = 2, g(1) = -7 / 5, g(2) = 4 / 5
    // V = 2 - 7 / 5 = 0.6; 1 / (0.6 / 5) x (4 x 5 / 25) = 20 / 3
    DieboldMariano next = DieboldMariano.withLags(FIVE, REFERENCE, 1, 1);
    // V = 2 + 2 (2 / 3 x -7 / 5 + 1 / 3 x 4 / 5) = 2 / 3; 1 / (2 / 15) x (3 x 4 / 25) = 3.6
    DieboldMariano afterNext = DieboldMariano.withLags(FIVE, REFERENCE, 2, 2);

    assertThat(next.meanLossDifference()).isEqualTo(1);
    assertThat(next.statistic()).isCloseTo(Math.sqrt(20 / 3.0), within(1e-14));
    assertThat(next.pValue()).isCloseTo(0.061198819637512426, within(1e-12));
    assertThat(afterNext.statistic()).isCloseTo(Math.sqrt(3.6), within(1e-14));
    assertThat(afterNext.pValue()).isCloseTo(0.1306351137536607, within(1e-12));
    assertThat(afterNext.origins()).isEqualTo(5);
    assertThat(afterNext.lags()).isEqualTo(2);
  }

  @Test
  void thirtyOriginsAsNumPy() {
    double[] loss = series(30, t -> t * 37 % 11);
    double[] reference = series(30, t -> t * 53 % 13);

    DieboldMariano test = DieboldMariano.of(loss, reference, 2);
    DieboldMariano swapped = DieboldMariano.of(reference, loss, 2);

    assertThat(test.origins()).isEqualTo(30);
    assertThat(test.lags()).isEqualTo(3);
    assertThat(test.meanLossDifference()).isCloseTo(-0.5666666666666667, within(1e-15));
    assertThat(test.statistic()).isCloseTo(-0.48309392856270283, within(1e-13));
    assertThat(test.pValue()).isCloseTo(0.632656307725101, within(1e-12));
    assertThat(swapped.statistic()).isCloseTo(-test.statistic(), within(1e-15));
    assertThat(swapped.pValue()).isCloseTo(test.pValue(), within(1e-15));
  }

  @ParameterizedTest(name = "{0} origins, horizon {1}")
  @CsvSource({
    "0, 1, 1",
    "20, 1, 2",
    "30, 2, 3",
    "100, 1, 4",
    "2000, 1, 7",
    "240, 24, 24",
    "480, 24, 30",
    "768, 24, 48",
    "9000, 24, 48"
  })
  void theLagsReachOverTheHorizonAndGrowWithTheSeries(int origins, int horizon, int lags) {
    assertThat(DieboldMariano.lags(origins, horizon)).isEqualTo(lags);
  }

  @ParameterizedTest(name = "{0} origins, horizon {1}, seed {2}")
  @CsvSource({"100, 1, 11", "400, 6, 12", "300, 12, 13", "720, 24, 14"})
  void equalForecastsAreToldApartAsOftenAsTheLevelSays(int origins, int horizon, long seed) {
    Random random = new Random(seed);
    int trials = 2000;
    double rejected = 0;
    double rejectedWithoutLags = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] loss = overlappingSquaredErrors(random, origins, horizon, 1);
      double[] reference = overlappingSquaredErrors(random, origins, horizon, 1);
      rejected += DieboldMariano.of(loss, reference, horizon).pValue() < 0.05 ? 1 : 0;
      rejectedWithoutLags += DieboldMariano.withLags(loss, reference, 1, 0).pValue() < 0.05 ? 1 : 0;
    }

    assertThat(rejected / trials).isBetween(0.02, 0.1);
    if (horizon > 1) {
      assertThat(rejectedWithoutLags / trials).isGreaterThan(0.25);
    } else {
      assertThat(rejectedWithoutLags / trials).isBetween(0.02, 0.1);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  void aForecastWithHalfTheErrorIsFoundBetter(long seed) {
    Random random = new Random(seed);
    double[] loss = overlappingSquaredErrors(random, 400, 6, 0.5);
    double[] reference = overlappingSquaredErrors(random, 400, 6, 1);

    DieboldMariano test = DieboldMariano.of(loss, reference, 6);

    assertThat(test.meanLossDifference()).isNegative();
    assertThat(test.statistic()).isNegative();
    assertThat(test.pValue()).isLessThan(0.001);
  }

  /** The error over h steps is the sum of the h shocks on the way. */
  private static double[] overlappingSquaredErrors(
      Random random, int origins, int horizon, double scale) {
    double[] shocks = new double[origins + horizon - 1];
    Arrays.setAll(shocks, i -> scale * random.nextGaussian());
    return series(
        origins,
        t -> {
          double error = Arrays.stream(shocks, t, t + horizon).sum();
          return error * error;
        });
  }

  @Test
  void theScaleOfTheLossesDoesNotMatter() {
    double[] loss = series(40, t -> t * 37 % 11);
    double[] reference = series(40, t -> t * 53 % 13);
    DieboldMariano test = DieboldMariano.of(loss, reference, 3);
    DieboldMariano tiny =
        DieboldMariano.of(
            series(40, t -> loss[t] * 1e-150), series(40, t -> reference[t] * 1e-150), 3);

    assertThat(tiny.statistic()).isCloseTo(test.statistic(), within(1e-12));
  }

  @Test
  void fewOriginsAreNotJudged() {
    double[] loss = series(49, t -> t * 37 % 11);
    double[] reference = series(49, t -> t * 53 % 13);

    // 10 horizons of 5
    DieboldMariano test = DieboldMariano.of(loss, reference, 5);
    assertThat(test.meanLossDifference()).isFinite();
    assertThat(test.statistic()).isNaN();
    assertThat(test.pValue()).isNaN();
    assertThat(test.origins()).isEqualTo(49);
    assertThat(DieboldMariano.of(loss, reference, 4).statistic()).isFinite();
    assertThat(DieboldMariano.of(loss, reference, Integer.MAX_VALUE).statistic()).isNaN();

    assertThat(judged(19)).isFalse();
    assertThat(judged(20)).isTrue();
  }

  private static boolean judged(int origins) {
    double pValue =
        DieboldMariano.of(series(origins, t -> t * 37 % 11), series(origins, t -> t * 53 % 13), 1)
            .pValue();
    return !Double.isNaN(pValue);
  }

  @Test
  void withoutOriginsAllIsUnknown() {
    DieboldMariano test = DieboldMariano.of(new double[0], new double[0], 1);

    assertThat(test).isEqualTo(new DieboldMariano(Double.NaN, Double.NaN, Double.NaN, 0, 1));
  }

  @Test
  void aDifferenceThatDoesNotVaryIsNotJudged() {
    double[] reference = series(50, t -> 0.1 * t);

    DieboldMariano same = DieboldMariano.of(reference, reference, 1);
    // t x 0.1 + 0.3 - t x 0.1 is 0.3 but for rounding
    DieboldMariano shifted = DieboldMariano.of(series(50, t -> 0.1 * t + 0.3), reference, 1);

    assertThat(same.meanLossDifference()).isZero();
    assertThat(same.statistic()).isNaN();
    assertThat(same.pValue()).isNaN();
    assertThat(shifted.meanLossDifference()).isCloseTo(0.3, within(1e-14));
    assertThat(shifted.statistic()).isNaN();
  }

  @Test
  void rowsAreAveragedPerOriginInOrderOfTime() {
    double nan = Double.NaN;
    double[] losses = {5, 1, nan, 3, nan, 2};
    long[] origins = {900, -300, 300, -300, 900, 600};

    assertThat(DieboldMariano.perOrigin(losses, origins)).containsExactly(2, 2, 5);
    assertThat(DieboldMariano.perOrigin(new double[] {nan}, new long[1])).isEmpty();
    assertThat(DieboldMariano.perOrigin(new double[0], new long[0])).isEmpty();
  }

  @Test
  void onlyRowsThatBothForecastsKnowAreCompared() {
    double[] loss = series(90, t -> t * 37 % 11);
    double[] reference = series(90, t -> t * 53 % 13);
    long[] origin = new long[90];
    Arrays.setAll(origin, row -> 300L * (row / 3));
    // of origin 0 one row is left; of origin 1 none
    loss[0] = Double.NaN;
    reference[2] = Double.NaN;
    loss[3] = Double.NaN;
    reference[4] = Double.NaN;
    loss[5] = Double.NaN;
    double[] first = series(29, t -> t == 0 ? loss[1] : mean(loss, t + 1));
    double[] second = series(29, t -> t == 0 ? reference[1] : mean(reference, t + 1));

    assertThat(DieboldMariano.ofRows(loss, reference, origin, 2))
        .isEqualTo(DieboldMariano.of(first, second, 2))
        .extracting(DieboldMariano::origins)
        .isEqualTo(29);
    assertThat(loss[2]).isEqualTo(2 * 37 % 11);
  }

  private static double mean(double[] losses, int origin) {
    return (losses[3 * origin] + losses[3 * origin + 1] + losses[3 * origin + 2]) / 3;
  }

  @Test
  void lossesAreFiniteAndAsManyAsOrigins() {
    double[] two = {1, 2};
    assertThatThrownBy(() -> DieboldMariano.of(new double[] {1, Double.NaN}, two, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loss must be finite but was NaN (row 1)");
    assertThatThrownBy(() -> DieboldMariano.of(two, new double[] {Double.POSITIVE_INFINITY, 1}, 1))
        .hasMessage("referenceLoss must be finite but was Infinity (row 0)");
    assertThatThrownBy(() -> DieboldMariano.of(two, new double[3], 1))
        .hasMessage("referenceLoss must have 2 values, one per row, but had 3");
    assertThatThrownBy(() -> DieboldMariano.ofRows(two, new double[3], new long[2], 1))
        .hasMessage("referenceLoss must have 2 values, one per row, but had 3");
    assertThatThrownBy(() -> DieboldMariano.ofRows(two, two, new long[1], 1))
        .hasMessage("origin must have 2 values, one per row, but had 1");
  }

  @Test
  void theHorizonIsAtLeastOneOrigin() {
    assertThatThrownBy(() -> DieboldMariano.of(FIVE, REFERENCE, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon must be >= 1 but was 0");
  }
}
