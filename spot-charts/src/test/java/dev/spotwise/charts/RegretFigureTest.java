package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.BacktestResult;
import java.util.List;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class RegretFigureTest {

  private static XYPlot plot(BacktestResult result) {
    return (XYPlot) RegretFigure.of(result).orElseThrow().panels().get(0).plot();
  }

  private static List<String> rows(XYPlot plot) {
    return List.of(((SymbolAxis) plot.getRangeAxis()).getSymbols());
  }

  @Test
  void waysAreSortedByTheirRegretAndTheOwnIsNamed() {
    XYPlot plot = plot(Fakes.compared(Fakes.busy(), true));

    assertThat(rows(plot).get(0)).isEqualTo("Strategy (stability-first)");
    assertThat(rows(plot)).contains("Single pool", "Sticky cheapest").hasSize(5);
    assertThat(RegretFigure.of(Fakes.compared(Fakes.busy(), true)).orElseThrow().panels())
        .singleElement()
        .extracting(Panel::title)
        .isEqualTo("The strategy cost 0.6 % more than the clairvoyant: the least of 5 ways");
  }

  @Test
  void whatIsFarAwayStandsAtTheEdgeAndSquashesNothing() {
    XYPlot plot = plot(Runs.policies(3));
    XYDataset data = plot.getDataset();
    int last = data.getItemCount(0) - 1;

    assertThat(rows(plot).get(last)).isEqualTo("On demand");
    assertThat(data.getXValue(0, last)).isNaN();
    assertThat(plot.getDomainAxis().getUpperBound()).isLessThan(3);
    assertThat(SvgTexts.of(SvgFile.text(RegretFigure.of(Runs.policies(3)).orElseThrow())))
        .anyMatch(text -> text.text().contains("off the scale: 312.4 %"));
  }

  @Test
  void twoHundredPoliciesAreCutToTheBestAndTheOwn() {
    Figure figure = RegretFigure.of(Runs.policies(200)).orElseThrow();

    assertThat(rows((XYPlot) figure.panels().get(0).plot()))
        .hasSizeLessThanOrEqualTo(25)
        .contains("Strategy (stability-first)");
    assertThat(figure.panels().get(0).subtitle()).contains("The 178 dearest are left out.");
    assertThat(figure.panels().get(0).title()).contains("of 202 ways");
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void withoutIntervalsItSaysSo() {
    Figure figure = RegretFigure.of(Fakes.compared(Fakes.busy(), false)).orElseThrow();

    assertThat(figure.panels().get(0).subtitle()).contains("Intervals are not known.");
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void withoutAClairvoyantThereIsNoFigure() {
    assertThat(RegretFigure.of(Fakes.busy())).isEmpty();
  }
}
