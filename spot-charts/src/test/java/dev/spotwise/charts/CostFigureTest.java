package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostPoint;
import java.util.List;
import java.util.TreeMap;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class CostFigureTest {

  private static BacktestResult with(List<CostPoint> costs) {
    BacktestResult busy = Fakes.busy();
    return new BacktestResult(
        busy.window(),
        busy.policy(),
        busy.costUnit(),
        busy.capacity(),
        busy.stabilityWindow(),
        busy.stabilityKnown(),
        busy.ourStrategy(),
        busy.baselines(),
        busy.decisions(),
        busy.restarts(),
        costs);
  }

  private static List<CostPoint> without(String name) {
    return Fakes.busy().costs().stream()
        .map(
            point -> {
              TreeMap<String, Double> costs = new TreeMap<>(point.cumulativeUsd());
              costs.remove(name);
              return new CostPoint(point.timestamp(), costs);
            })
        .toList();
  }

  @Test
  void costsAreHeldAgainstTheClairvoyantAndTheStrategy() {
    Figure figure = CostFigure.of(Fakes.busy()).orElseThrow();
    XYDataset beyond = ((XYPlot) figure.panels().get(0).plot()).getDataset();
    int last = beyond.getItemCount(0) - 1;

    assertThat(beyond.getSeriesKey(0).toString()).isEqualTo("our_strategy");
    assertThat(beyond.getYValue(0, last)).isCloseTo(744 * 0.002 + 0.4, within(1e-9));
    assertThat(figure.panels().get(0).title())
        .isEqualTo("The strategy cost 1.89 USD more than the clairvoyant (23.96 USD)");
    XYDataset beside = ((XYPlot) figure.panels().get(1).plot()).getDataset();
    assertThat(beside.getYValue(0, last)).isZero();
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void whatIsFarAwayIsSaidAndNotDrawn() {
    Panel panel = CostFigure.of(Fakes.busy()).orElseThrow().panels().get(0);
    XYDataset data = ((XYPlot) panel.plot()).getDataset();

    for (int series = 0; series < data.getSeriesCount(); series++) {
      assertThat(data.getSeriesKey(series).toString()).isNotEqualTo("on_demand");
    }
    assertThat(panel.subtitle()).contains("Not drawn:").contains("On demand +47.5 USD");
  }

  @Test
  void withoutAClairvoyantTheStrategyIsTheMeasure() {
    Figure figure = CostFigure.of(with(without("clairvoyant"))).orElseThrow();

    assertThat(figure.panels())
        .singleElement()
        .extracting(Panel::subtitle)
        .asString()
        .startsWith("Below 0: cheaper than the strategy so far.");
  }

  @Test
  void otherRulesAreNotMixedIn() {
    List<CostPoint> costs =
        Fakes.busy().costs().stream()
            .map(
                point -> {
                  TreeMap<String, Double> all = new TreeMap<>(point.cumulativeUsd());
                  all.put(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND, 0.0);
                  return new CostPoint(point.timestamp(), all);
                })
            .toList();

    assertThat(CostFigure.of(with(costs)).orElseThrow().description())
        .isEqualTo(CostFigure.of(Fakes.busy()).orElseThrow().description());
  }

  @Test
  void withNothingToCompareThereIsNoFigure() {
    assertThat(CostFigure.of(with(List.of()))).isEmpty();
    assertThat(CostFigure.of(with(Fakes.busy().costs().subList(0, 1)))).isEmpty();
    assertThat(CostFigure.of(with(without("our_strategy")))).isEmpty();
  }

  @Test
  void twoHundredPoliciesAreCutToTheNearest() {
    Figure figure = CostFigure.of(Runs.policies(200)).orElseThrow();

    for (Panel panel : figure.panels()) {
      assertThat(((XYPlot) panel.plot()).getDataset().getSeriesCount()).isBetween(2, 14);
    }
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void linesNeverLeaveTheirPlot() {
    XYPlot plot = (XYPlot) CostFigure.of(Fakes.busy()).orElseThrow().panels().get(1).plot();

    assertThat(plot.getRangeAxis(1).getRange()).isEqualTo(plot.getRangeAxis().getRange());
    assertThat(plot.getRangeAxis().getUpperBound()).isPositive();
    assertThat(plot.getRangeAxis().getLowerBound()).isNegative();
  }
}
