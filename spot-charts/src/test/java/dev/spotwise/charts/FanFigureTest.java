package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.ForecastReview.Fan;
import dev.spotwise.models.evaluation.ForecastReview.Point;
import java.time.Duration;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class FanFigureTest {

  private static final MarketGroups GROUPS = MarketGroups.of(Markets.usual());

  private static ForecastReview review(List<Fan> fans) {
    return new ForecastReview(Fakes.JANUARY, Runs.POOL, List.of(), fans);
  }

  @Test
  void saysTheCoverageOfEachHorizon() {
    Figure figure = FanFigure.of(Runs.review(Fakes.JANUARY, 50, 1, 24), GROUPS).orElseThrow();

    assertThat(figure.headline()).startsWith("Forecast price of us-east-1a_m5.large");
    assertThat(figure.panels().get(0).title())
        .isEqualTo("1 h ahead: 91.2 % of the prices came within the 90 % interval");
    assertThat(figure.panels().get(1).title()).startsWith("24 h ahead");
    assertThat(figure.panels().get(2).title()).isEqualTo("Fans from 5 origins");
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void pricesStandAtTheInstantThatTheyWereForecastFor() {
    Figure figure = FanFigure.of(Runs.review(Fakes.JANUARY, 3, 6), GROUPS).orElseThrow();
    XYPlot plot = (XYPlot) figure.panels().get(0).plot();
    XYDataset prices = plot.getDataset(1);

    assertThat(figure.panels()).hasSize(1);
    assertThat(prices.getXValue(0, 0))
        .isEqualTo((double) Fakes.JANUARY.from().plus(Duration.ofHours(6)).toEpochMilli());
    assertThat(plot.getDataset(0).getXValue(0, 0)).isEqualTo(prices.getXValue(0, 0));
  }

  @Test
  void aPoolKeepsItsColourAndItsZonesStyle() {
    Figure figure = FanFigure.of(Runs.review(Fakes.JANUARY, 3, 6), GROUPS).orElseThrow();
    XYPlot plot = (XYPlot) figure.panels().get(0).plot();

    assertThat(plot.getRenderer(0).getSeriesPaint(0)).isEqualTo(GROUPS.color("m5.large"));
    assertThat(plot.getRenderer(1).getSeriesStroke(0)).isEqualTo(GROUPS.stroke(0));
  }

  @Test
  void unknownPricesLeaveGapsAndUnknownForecastsNoFigure() {
    Point nothing = new Point(Fakes.JANUARY.from(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    Point half = new Point(Fakes.JANUARY.from().plusSeconds(3600), 1, 2, 3, Double.NaN);

    assertThat(
            FanFigure.of(
                review(List.of(new Fan(Duration.ofHours(1), Double.NaN, 0, List.of(nothing)))),
                GROUPS))
        .isEmpty();
    assertThat(FanFigure.of(review(List.of()), GROUPS)).isEmpty();
    Figure figure =
        FanFigure.of(
                review(
                    List.of(new Fan(Duration.ofHours(1), Double.NaN, 0, List.of(nothing, half)))),
                GROUPS)
            .orElseThrow();
    assertThat(figure.panels().get(0).title()).contains("unknown of the prices");
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void fewOriginsGiveFewFans() {
    Figure figure = FanFigure.of(Runs.review(Fakes.JANUARY, 2, 1, 6), GROUPS).orElseThrow();

    assertThat(figure.panels().get(2).title()).isEqualTo("Fans from 2 origins");
  }
}
