package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.statistics.Interval;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Figure 8: what every way to run cost beyond the clairvoyant. */
final class RegretFigure {

  private static final String DEFAULT = "expected-cost";
  private static final double GAP = 6;
  private static final int MOST_ROWS = 24;
  private static final int WIDTH = 860;
  private static final Shape DOT = new Ellipse2D.Double(-3.5, -3.5, 7, 7);
  private static final Shape LARGE = new Ellipse2D.Double(-5, -5, 10, 10);
  private static final Shape ARROW = arrow();

  private final List<Row> rows;
  private final int left;
  private final double reach;

  /** One way to run, by its name in results. */
  private record Row(String name, Interval regret) {

    double value() {
      return regret.value();
    }

    boolean own() {
      return name.equals(BacktestResult.OUR_STRATEGY);
    }
  }

  private RegretFigure(List<Row> rows, int left) {
    this.rows = rows;
    this.left = left;
    this.reach = Scale.reach(rows.stream().mapToDouble(Row::value).toArray(), 1, GAP);
  }

  /** The figure; none if the clairvoyant could not be computed. */
  static Optional<Figure> of(BacktestResult result) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(BacktestResult.OUR_STRATEGY, result.comparison().regretWithoutRefund()));
    for (Map.Entry<String, Interval> one : result.comparison().regrets().entrySet()) {
      rows.add(new Row(one.getKey(), one.getValue()));
    }
    rows.removeIf(row -> !Double.isFinite(row.value()));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    rows.sort(Comparator.comparingDouble(Row::value));
    List<Row> shown = new ArrayList<>(rows.subList(0, Math.min(MOST_ROWS, rows.size())));
    rows.stream().filter(row -> row.own() && !shown.contains(row)).forEach(shown::add);
    RegretFigure figure = new RegretFigure(shown, rows.size() - shown.size());
    int height = Math.max(260, 130 + 26 * shown.size());
    return Optional.of(
        new Figure(
            "8_regret_by_policy.png",
            "Regret: "
                + result.policy()
                + " and other ways to run, "
                + Numbers.days(result.window().from(), result.window().to()),
            new Figure.Layout(1, WIDTH, height),
            List.of(figure.panel(result))));
  }

  private Panel panel(BacktestResult result) {
    XYIntervalSeries series = new XYIntervalSeries("regret", false, true);
    double least = 0;
    double most = reach;
    for (int i = 0; i < rows.size(); i++) {
      Interval regret = rows.get(i).regret();
      double value = Math.min(regret.value(), reach);
      boolean sure = regret.isKnown() && !far(i);
      double low = sure ? Math.min(value, regret.low()) : value;
      double high = sure ? Math.max(value, regret.high()) : value;
      if (far(i)) {
        series.add(Double.NaN, Double.NaN, Double.NaN, i, i, i);
      } else {
        series.add(value, low, high, i, i, i);
      }
      least = Math.min(least, low);
      most = Math.max(most, Math.min(high, 2 * reach));
    }
    boolean beyond = IntStream.range(0, rows.size()).anyMatch(this::far);
    double right = most + (beyond ? 0.42 : 0.28) * (most - least);
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    NumberAxis axis =
        Axes.number("Cost beyond the clairvoyant's, %", least - 0.02 * (right - least), right);
    XYPlot plot =
        new XYPlot(
            data,
            axis,
            Axes.rows(rows.stream().map(row -> name(row, result.policy())).toList(), 230),
            renderer());
    plot.setFixedLegendItems(new Legends().items());
    plot.addDomainMarker(new ValueMarker(0, Theme.INK, Theme.LINE));
    for (int i = 0; i < rows.size(); i++) {
      label(plot, i, most, right);
    }
    return new Panel(title(), subtitle(), plot);
  }

  private boolean far(int row) {
    return rows.get(row).value() > reach;
  }

  private XYErrorRenderer renderer() {
    XYErrorRenderer renderer =
        new XYErrorRenderer() {
          private static final long serialVersionUID = 1;

          @Override
          public Paint getItemPaint(int row, int item) {
            return Ways.color(rows.get(item).name());
          }

          @Override
          public Shape getItemShape(int row, int item) {
            return rows.get(item).own() ? LARGE : DOT;
          }
        };
    renderer.setDrawYError(false);
    renderer.setCapLength(5);
    renderer.setErrorStroke(Theme.LINE);
    return renderer;
  }

  private void label(XYPlot plot, int row, double most, double right) {
    Interval regret = rows.get(row).regret();
    int decimals = Numbers.decimals(regret);
    String text = Numbers.fixed(regret.value(), decimals) + " %";
    if (regret.isKnown()) {
      text +=
          String.format(
              Locale.ROOT,
              " [%s, %s]",
              Numbers.fixed(regret.low(), decimals),
              Numbers.fixed(regret.high(), decimals));
    }
    double end = far(row) ? right : Math.min(most, Math.max(regret.value(), upper(regret)));
    if (far(row)) {
      plot.addAnnotation(new PlacedShape(ARROW, right, row, Ways.color(rows.get(row).name())));
    }
    XYTextAnnotation label =
        new XYTextAnnotation(far(row) ? "off the scale: " + text + "     " : "  " + text, end, row);
    label.setFont(Theme.TICK);
    label.setPaint(Theme.INK);
    label.setTextAnchor(far(row) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT);
    plot.addAnnotation(label);
  }

  private static double upper(Interval regret) {
    return regret.isKnown() ? regret.high() : regret.value();
  }

  private static String name(Row row, String policy) {
    String marked = policy.equals(DEFAULT) ? policy + ", the default" : policy;
    return row.own() ? Ways.title(row.name()) + " (" + marked + ")" : Ways.title(row.name());
  }

  private String title() {
    int place = 0;
    while (place < rows.size() && !rows.get(place).own()) {
      place++;
    }
    if (place == rows.size()) {
      return "Regret of the ways to run";
    }
    Interval own = rows.get(place).regret();
    String value = Numbers.fixed(own.value(), Numbers.decimals(own)) + " %";
    if (rows.size() == 1) {
      return "The strategy cost " + value + " more than the clairvoyant";
    }
    return String.format(
        Locale.ROOT,
        "The strategy cost %s more than the clairvoyant: %s of %d ways",
        value,
        place == 0 ? "the least" : "place " + (place + 1),
        rows.size() + left);
  }

  private String subtitle() {
    return "No interrupted first hour is free here; the clairvoyant stands at 0."
        + (rows.stream().anyMatch(row -> row.regret().isKnown())
            ? " Bars: 95 % intervals."
            : " Intervals are not known.")
        + (left > 0 ? " The " + Numbers.count(left) + " dearest are left out." : "");
  }

  private static Shape arrow() {
    Path2D path = new Path2D.Double();
    path.moveTo(-9, -5);
    path.lineTo(-1, 0);
    path.lineTo(-9, 5);
    path.closePath();
    return path;
  }
}
