package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.ReliabilityTable;
import dev.spotwise.models.evaluation.ReliabilityTable.Bin;
import java.time.Duration;
import java.util.List;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.junit.jupiter.api.Test;

class ReliabilityFigureTest {

  private static ForecastReview review(double[] forecast, boolean[] came) {
    return new ForecastReview(
        Fakes.JANUARY,
        Runs.POOL,
        List.of(
            new ForecastReview.Reliability(
                Duration.ofHours(6), ReliabilityTable.of(forecast, came, 50), 0.125)),
        List.of());
  }

  @Test
  void saysHowFarOffTheForecastsWere() {
    Panel panel =
        ReliabilityFigure.of(
                review(
                    new double[] {0.25, 0.25, 0.25, 0.25},
                    new boolean[] {true, true, false, false}))
            .orElseThrow()
            .panels()
            .get(0);

    assertThat(panel.title()).isEqualTo("6 h ahead: off by 25 points on average");
    assertThat(panel.subtitle()).startsWith("Brier score 0.125; 50\u00a0% of 4 came true.");
  }

  @Test
  void axisIsZoomedToWhereTheForecastsAre() {
    Panel panel =
        ReliabilityFigure.of(review(new double[] {0.03, 0.07}, new boolean[] {false, true}))
            .orElseThrow()
            .panels()
            .get(0);
    CombinedDomainXYPlot plot = (CombinedDomainXYPlot) panel.plot();

    assertThat(plot.getDomainAxis().getLowerBound()).isCloseTo(2, within(1e-9));
    assertThat(plot.getDomainAxis().getUpperBound()).isCloseTo(8, within(1e-9));
    assertThat(plot.getSubplots()).hasSize(2);
  }

  @Test
  void neighboursAreTakenTogetherUntilThereAreEnough() {
    List<Bin> merged =
        ReliabilityFigure.merged(
            List.of(
                new Bin(0, 0.02, 100, 0.01, 0.02),
                new Bin(0.02, 0.04, 10, 0.03, 0.1),
                new Bin(0.04, 0.06, 30, 0.05, 0.3),
                new Bin(0.06, 0.08, 5, 0.07, 0)));

    assertThat(merged).hasSize(3);
    assertThat(merged.get(1).count()).isEqualTo(40);
    assertThat(merged.get(1).low()).isEqualTo(0.02);
    assertThat(merged.get(1).high()).isEqualTo(0.06);
    assertThat(merged.get(1).meanForecast()).isCloseTo(0.045, within(1e-12));
    assertThat(merged.get(1).observedShare()).isCloseTo(0.25, within(1e-12));
    assertThat(merged.get(2).count()).isEqualTo(5);
  }

  /** From R: prop.test(7, 20, correct = FALSE)$conf.int. */
  @Test
  void intervalIsWilsons() {
    Bin bin = new Bin(0.2, 0.4, 20, 0.3, 0.35);

    assertThat(ReliabilityFigure.wilson(bin, -1)).isCloseTo(0.1811918, within(1e-6));
    assertThat(ReliabilityFigure.wilson(bin, 1)).isCloseTo(0.5671457, within(1e-6));
    assertThat(ReliabilityFigure.wilson(new Bin(0, 1, 3, 0.5, 0), -1)).isZero();
    assertThat(ReliabilityFigure.wilson(new Bin(0, 1, 3, 0.5, 1), 1)).isEqualTo(1);
  }

  @Test
  void withoutForecastsThereIsNoFigure() {
    assertThat(ReliabilityFigure.of(review(new double[0], new boolean[0]))).isEmpty();
    assertThat(
            ReliabilityFigure.of(
                new ForecastReview(Fakes.JANUARY, Runs.POOL, List.of(), List.of())))
        .isEmpty();
  }

  @Test
  void labelsFitForAnyNumberOfHorizons() {
    for (int[] hours : List.of(new int[] {1}, new int[] {1, 6}, new int[] {1, 6, 24, 72, 168})) {
      Figure figure = ReliabilityFigure.of(Runs.review(Fakes.JANUARY, 100, hours)).orElseThrow();

      assertThat(figure.panels()).hasSize(hours.length);
      SvgFileTest.assertLabelsFit(figure);
    }
  }
}
