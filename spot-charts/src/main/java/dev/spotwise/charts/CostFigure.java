package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostPoint;
import dev.spotwise.backtest.CostSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figure 9: how the costs of all ways to run drew apart. */
final class CostFigure {

  private static final double GAP = 3;
  private static final int MOST_LINES = 14;
  private static final int MOST_NEAR = 8;
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 360;

  private final BacktestResult result;
  private final Map<String, Double> totals = new TreeMap<>();

  private CostFigure(BacktestResult result) {
    this.result = result;
    if (!result.costs().isEmpty()) {
      result.costs().get(result.costs().size() - 1).cumulativeUsd().entrySet().stream()
          .filter(entry -> entry.getValue() != null && Double.isFinite(entry.getValue()))
          .filter(entry -> !entry.getKey().equals(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND))
          .forEach(entry -> totals.put(entry.getKey(), entry.getValue()));
    }
  }

  /** The figure; none if there are no two ways with costs over time. */
  static Optional<Figure> of(BacktestResult result) {
    CostFigure figure = new CostFigure(result);
    if (figure.totals.size() < 2
        || result.costs().size() < 2
        || !figure.totals.containsKey(BacktestResult.OUR_STRATEGY)) {
      return Optional.empty();
    }
    List<Panel> panels = new ArrayList<>();
    if (figure.totals.containsKey(BacktestResult.CLAIRVOYANT) && figure.totals.size() > 2) {
      panels.add(figure.beyond());
    }
    panels.add(figure.beside());
    return Optional.of(
        new Figure(
            "9_cost_over_time.png",
            "Cost over time: "
                + result.policy()
                + " and other ways to run, "
                + Numbers.days(result.window().from(), result.window().to()),
            new Figure.Layout(1, WIDTH, HEIGHT),
            panels));
  }

  private double total(String name) {
    return totals.get(name);
  }

  /** What each had cost beyond the clairvoyant. */
  private Panel beyond() {
    double free = total(BacktestResult.CLAIRVOYANT);
    double own = total(BacktestResult.OUR_STRATEGY) - free;
    double reach =
        Scale.reach(
            totals.values().stream().mapToDouble(usd -> usd - free).toArray(),
            Math.max(own, 0.01 * Math.abs(free)),
            GAP);
    List<String> names = nearest(MOST_LINES, name -> total(name) - free <= reach);
    names.remove(BacktestResult.CLAIRVOYANT);
    return new Panel(
        String.format(
            Locale.ROOT,
            "The strategy cost %s USD more than the clairvoyant (%s USD)",
            Numbers.significant(own, 3),
            Numbers.significant(free, 4)),
        (refunds()
                ? "Some of it is hindsight alone: the clairvoyant also farms interrupted first"
                    + " hours, which are free."
                : "The clairvoyant knew the future.")
            + leftOut(names, free),
        plot(names, BacktestResult.CLAIRVOYANT, "Beyond the clairvoyant, USD"));
  }

  /** Whether interrupted first hours were free; if not, both clairvoyants are the same. */
  private boolean refunds() {
    if (!result.baselines().containsKey(BacktestResult.CLAIRVOYANT)) {
      return false;
    }
    CostSummary unrefunded = result.baselines().get(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND);
    return unrefunded == null
        || unrefunded.totalUsd() != result.baselines().get(BacktestResult.CLAIRVOYANT).totalUsd();
  }

  /** The nearest ways, beside the strategy; the nearest that differs from it among them. */
  private Panel beside() {
    double own = total(BacktestResult.OUR_STRATEGY);
    double closest =
        totals.keySet().stream()
            .filter(name -> !name.equals(BacktestResult.OUR_STRATEGY))
            .filter(name -> !name.equals(BacktestResult.CLAIRVOYANT))
            .mapToDouble(name -> Math.abs(total(name) - own))
            .filter(distance -> distance > 1e-6)
            .min()
            .orElse(0);
    double reach =
        Scale.reach(
            totals.values().stream().mapToDouble(usd -> Math.abs(usd - own)).toArray(),
            Math.max(closest, Math.max(1e-6, 0.02 * Math.abs(own))),
            GAP);
    List<String> names =
        nearest(
            MOST_NEAR,
            name ->
                !name.equals(BacktestResult.CLAIRVOYANT) && Math.abs(total(name) - own) <= reach);
    long cheaper =
        totals.keySet().stream().filter(name -> !Ways.hindsight(name) && total(name) < own).count();
    return new Panel(
        cheaper == 0
            ? "No other way without hindsight cost less than the strategy"
            : Numbers.counted(cheaper, "other way")
                + " without hindsight cost less than the strategy",
        "Below 0: cheaper than the strategy so far."
            + (names.stream().anyMatch(Ways::hindsight) ? " Dashed: chosen in hindsight." : "")
            + (refunds() ? " As billed: interrupted first hours are free." : "")
            + leftOut(names, own),
        plot(names, BacktestResult.OUR_STRATEGY, "Beside the strategy, USD"));
  }

  private interface Choice {
    boolean test(String name);
  }

  /** The strategy and the ways whose total is nearest to its, of those that are wanted. */
  private List<String> nearest(int most, Choice wanted) {
    double own = total(BacktestResult.OUR_STRATEGY);
    List<String> names = new ArrayList<>(totals.keySet());
    names.removeIf(name -> !wanted.test(name) && !name.equals(BacktestResult.OUR_STRATEGY));
    names.sort(
        Comparator.comparing((String name) -> !name.equals(BacktestResult.OUR_STRATEGY))
            .thenComparing(name -> Math.abs(total(name) - own)));
    return new ArrayList<>(names.subList(0, Math.min(most, names.size())));
  }

  /** Which ways are not drawn, in words. */
  private String leftOut(List<String> drawn, double free) {
    List<String> far =
        totals.keySet().stream()
            .filter(name -> !drawn.contains(name) && !name.equals(BacktestResult.CLAIRVOYANT))
            .sorted(Comparator.comparing(this::total))
            .toList();
    if (far.isEmpty()) {
      return "";
    }
    String last = far.get(far.size() - 1);
    return " Not drawn: "
        + (far.size() > 3
            ? Numbers.count(far.size()) + " others, up to " + amount(last, free)
            : String.join(", ", far.stream().map(name -> amount(name, free)).toList()))
        + ".";
  }

  private String amount(String name, double free) {
    double usd = total(name) - free;
    String sign = usd < 0 ? "" : "+";
    return Ways.title(name) + " " + sign + Numbers.significant(usd, 3) + " USD";
  }

  private XYPlot plot(List<String> names, String reference, String label) {
    XYSeriesCollection data = new XYSeriesCollection();
    EndLabels ends = new EndLabels();
    for (String name : names) {
      XYSeries series = new XYSeries(name);
      for (CostPoint point : result.costs()) {
        Double usd = point.cumulativeUsd().get(name);
        Double free = point.cumulativeUsd().get(reference);
        series.add(
            (double) point.timestamp().toEpochMilli(),
            usd == null || free == null ? Double.NaN : usd - free);
      }
      data.addSeries(series);
      double end = total(name) - total(reference);
      ends.add(
          Ways.title(name) + " " + (end > 0 ? "+" : "") + Numbers.significant(end, 3),
          end,
          Ways.color(name),
          name.equals(BacktestResult.OUR_STRATEGY));
    }
    NumberAxis axis = Axes.number(label);
    axis.setLowerMargin(0.06);
    axis.setAutoRangeStickyZero(false);
    axis.setAutoRangeMinimumSize(Math.max(1e-6, 0.001 * Math.abs(total(reference))));
    XYPlot plot =
        Plots.lines(
            data, Axes.time(result.window().from(), result.window().to()), axis, new Legends());
    for (int i = 0; i < names.size(); i++) {
      Plots.series(plot, i, Ways.color(names.get(i)), Ways.stroke(names.get(i)));
    }
    Range range = axis.getRange();
    plot.setRangeAxis(1, ends);
    plot.setRangeAxisLocation(1, AxisLocation.BOTTOM_OR_RIGHT);
    axis.setRange(range);
    ends.setRange(range);
    return plot;
  }
}
