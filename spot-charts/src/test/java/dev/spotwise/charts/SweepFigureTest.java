package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.sweep.SweepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;

class SweepFigureTest {

  private static XYPlot plot(SweepRecord sweep) {
    return (XYPlot) SweepFigure.of(sweep).orElseThrow().panels().get(0).plot();
  }

  private static List<SortedMap<String, Double>> random(int tries, String... parameters) {
    SplittableRandom random = new SplittableRandom(5);
    List<SortedMap<String, Double>> all = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      SortedMap<String, Double> values = new TreeMap<>();
      for (String parameter : parameters) {
        values.put(parameter, random.nextDouble() * 10);
      }
      all.add(values);
    }
    return all;
  }

  @Test
  void twoParametersOfAGridAreAHeatmap() {
    Figure figure =
        SweepFigure.of(Runs.grid(List.of("margin", "planning-window"), 4)).orElseThrow();
    XYPlot plot = (XYPlot) figure.panels().get(0).plot();

    assertThat(plot.getDomainAxis()).isInstanceOf(SymbolAxis.class);
    assertThat(((SymbolAxis) plot.getRangeAxis()).getSymbols())
        .containsExactly("0", "0.5", "1", "1.5");
    assertThat(plot.getRangeAxis().getLabel()).isEqualTo("planning-window, h");
    assertThat(figure.panels().get(0).title())
        .isEqualTo(
            "Best in the search: margin 0, planning-window 0.5; 2.0 % less than the default");
    assertThat(figure.panels().get(0).subtitle())
        .isEqualTo(
            "In the holdout, which alone counts: 1.1 % less than the default"
                + " (95 % interval of the savings -0.4 to 2.5 %).");
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void oneParameterIsALine() {
    XYPlot plot = plot(Runs.grid(List.of("hysteresis-percent"), 5));

    assertThat(plot.getDataset().getItemCount(0)).as("but the late try").isEqualTo(4);
    assertThat(plot.getDomainAxis().getLabel()).isEqualTo("hysteresis-percent, %");
    SvgFileTest.assertLabelsFit(
        SweepFigure.of(Runs.grid(List.of("hysteresis-percent"), 5)).orElseThrow());
  }

  @Test
  void ofMoreParametersTheTwoThatMatterAreDrawn() {
    Figure figure = SweepFigure.of(Runs.grid(List.of("a", "b", "c"), 3)).orElseThrow();
    XYPlot plot = (XYPlot) figure.panels().get(0).plot();

    assertThat(Stream.of(plot.getDomainAxis(), plot.getRangeAxis()).map(axis -> axis.getLabel()))
        .containsExactly("a", "b");
    assertThat(figure.panels().get(0).subtitle())
        .contains("Of 3 parameters the two that matter most");
  }

  @Test
  void randomTriesAreDots() {
    SweepRecord sweep = Runs.sweep(random(200, "margin", "spread"));

    assertThat(plot(sweep).getDomainAxis()).isNotInstanceOf(SymbolAxis.class);
    SvgFileTest.assertLabelsFit(SweepFigure.of(sweep).orElseThrow());
  }

  @Test
  void tenThousandTriesAreDrawn() {
    Figure figure =
        SweepFigure.of(Runs.grid(List.of("margin", "planning-window"), 100)).orElseThrow();

    assertThat(((XYPlot) figure.panels().get(0).plot()).getDomainAxis())
        .isNotInstanceOf(SymbolAxis.class);
    assertThat(figure.headline()).contains("10,000 tries");
  }

  @Test
  void aSingleTryAndEqualCostsAreDrawn() {
    SweepRecord sweep = Runs.sweep(random(1, "margin", "spread"));

    SvgFileTest.assertLabelsFit(SweepFigure.of(sweep).orElseThrow());
    assertThat(SweepFigure.of(sweep).orElseThrow().headline()).contains("1 try");
  }

  @Test
  void anEmptySearchHasNoFigure() {
    assertThat(SweepFigure.of(Runs.sweep(List.of(new TreeMap<>())))).isEmpty();
  }

  @Test
  void shadesCoverAllButTheDearest() {
    SweepFigure.Shades shades =
        SweepFigure.Shades.of(new double[] {0, 0.4, 1.1, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 90});

    assertThat(shades.step()).isEqualTo(1);
    assertThat(shades.index(0)).isZero();
    assertThat(shades.index(90)).isEqualTo(4);
    assertThat(shades.color(Double.NaN)).isEqualTo(Theme.OTHER);
    assertThat(SweepFigure.Shades.of(new double[] {0, 0}).step()).isPositive();
    assertThat(SweepFigure.Shades.of(new double[0]).index(3)).isEqualTo(4);
  }
}
