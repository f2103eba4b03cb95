package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * Reference values from NumPy:
 *
 * <pre>
 * python3 -c "
 * import numpy as n
 * f=n.array([.031,.029,.055,.060,.0412]); a=n.array([.030,.0305,.052,.063,.0400])
 * p=n.array([0,0,1,1,0]); e=f-a; m=n.array([a[p==q].mean() for q in p])
 * for v in abs(e).mean(), (e**2).mean()**.5, 1-(e**2).sum()/((a-a.mean())**2).sum(), \
 *     1-(e**2).sum()/((a-m)**2).sum(): print(repr(float(v)))"
 * </pre>
 */
class PriceMetricsTest {

  private static final double[] FORECAST = {.031, .029, .055, .060, .0412};
  private static final double[] ACTUAL = {.030, .0305, .052, .063, .0400};
  private static final int[] POOL = {0, 0, 1, 1, 0};

  @Test
  void theMetricsAreThoseOfNumPy() {
    SortedMap<String, Double> metrics = PriceMetrics.of(FORECAST, ACTUAL, POOL);

    assertThat(metrics).containsOnlyKeys("mae", "r2", "r2_within_pool", "rmse");
    assertThat(metrics.get(PriceMetrics.MAE)).isCloseTo(0.0019400000000000008, within(1e-17));
    assertThat(metrics.get(PriceMetrics.RMSE)).isCloseTo(0.002130258200312818, within(1e-17));
    assertThat(metrics.get(PriceMetrics.R2)).isCloseTo(0.972166339548577, within(1e-14));
    assertThat(metrics.get(PriceMetrics.R2_WITHIN_POOL))
        .isCloseTo(0.8170161290322578, within(1e-14));
  }

  @Test
  void withoutRowsAllIsUnknown() {
    assertThat(PriceMetrics.of(new double[0], new double[0], new int[0]).values())
        .hasSize(4)
        .containsOnly(Double.NaN);
  }

  @Test
  void whereNothingVariesNoVarianceIsExplained() {
    // 0.1 x 3 / 3 is not 0.1 in doubles
    double[] constant = {0.1, 0.1, 0.1};
    SortedMap<String, Double> metrics =
        PriceMetrics.of(new double[] {0.1, 0.1, 0.4}, constant, new int[3]);

    assertThat(metrics.get(PriceMetrics.MAE)).isCloseTo(0.1, within(1e-15));
    assertThat(metrics.get(PriceMetrics.R2)).isNaN();
    assertThat(metrics.get(PriceMetrics.R2_WITHIN_POOL)).isNaN();
  }

  @Test
  void tellingPoolsApartExplainsNothingWithinThem() {
    double[] actual = {1, 1.5, 5, 5.5};
    double[] poolMeans = {1.25, 1.25, 5.25, 5.25};
    SortedMap<String, Double> metrics = PriceMetrics.of(poolMeans, actual, new int[] {0, 0, 2, 2});

    // squared error 4 x 0.0625; squared distance from 3.25: 5.0625 + 3.0625 + 3.0625 + 5.0625
    assertThat(metrics.get(PriceMetrics.R2)).isCloseTo(1 - 0.25 / 16.25, within(1e-15));
    assertThat(metrics.get(PriceMetrics.R2_WITHIN_POOL)).isZero();
  }

  @Test
  void aPerfectForecastExplainsAll() {
    assertThat(PriceMetrics.of(ACTUAL, ACTUAL, POOL))
        .hasToString("{mae=0.0, r2=1.0, r2_within_pool=1.0, rmse=0.0}");
  }

  @Test
  void forecastsAndPoolsAreAsManyAsRows() {
    assertThatThrownBy(() -> PriceMetrics.of(new double[2], ACTUAL, POOL))
        .hasMessage("forecast must have 5 values, one per row, but had 2");
    assertThatThrownBy(() -> PriceMetrics.of(FORECAST, ACTUAL, new int[6]))
        .hasMessage("pool must have 5 values, one per row, but had 6");
  }

  @Test
  void theScaledErrorIsRelativeToTheNaiveOne() {
    // MAE 0.00194 against the naive forecast that every price stays at 0.03: 0.01310
    double[] naive = {.03, .03, .03, .03, .03};
    double naiveMae = PriceMetrics.of(naive, ACTUAL, POOL).get(PriceMetrics.MAE);

    assertThat(naiveMae).isCloseTo(0.0131, within(1e-16));
    assertThat(PriceMetrics.mase(0.00194, naiveMae)).isCloseTo(0.148091603053435, within(1e-14));
    assertThat(PriceMetrics.mase(0.004, 0.002)).isEqualTo(2);
    assertThat(PriceMetrics.mase(naiveMae, naiveMae)).isEqualTo(1);
    assertThat(PriceMetrics.mase(0, 0.002)).isZero();
  }

  @Test
  void nothingIsRelativeToWhatIsPerfectOrUnknown() {
    assertThat(PriceMetrics.mase(0, 0)).isNaN();
    assertThat(PriceMetrics.mase(0.1, 0)).isNaN();
    assertThat(PriceMetrics.mase(Double.NaN, 0.1)).isNaN();
    assertThat(PriceMetrics.mase(0.1, Double.NaN)).isNaN();
  }

  @Test
  void whatIsNoErrorIsRefused() {
    assertThatThrownBy(() -> PriceMetrics.mase(-0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mae must be finite and >= 0 or NaN but was -0.1");
    assertThatThrownBy(() -> PriceMetrics.mase(1, Double.POSITIVE_INFINITY))
        .hasMessage("naiveMae must be finite and >= 0 or NaN but was Infinity");
  }

  @Test
  void absoluteErrorsAreTheMediansAndSquaredOnesTheMeans() {
    double[] mean = {1, 2};
    double[] median = {4, 4};
    double[] came = {3, 5};

    SortedMap<String, Double> metrics = PriceMetrics.of(mean, median, came, new int[2]);

    // |4 - 3|, |4 - 5|; (1 - 3)^2, (2 - 5)^2
    assertThat(metrics)
        .containsEntry(PriceMetrics.MAE, 1.0)
        .containsEntry(PriceMetrics.RMSE, Math.sqrt(6.5));
  }
}
