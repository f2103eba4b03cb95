package dev.spotwise.charts;

import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.sweep.SweepRecord;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figure 11: what the tries of a search for a policy's numbers cost. */
final class SweepFigure {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 520;
  private static final int MOST_CELLS = 40;

  private final SweepRecord sweep;
  private final List<String> parameters;
  private final double least;

  private SweepFigure(SweepRecord sweep) {
    this.sweep = sweep;
    this.parameters = new ArrayList<>(sweep.tries().get(0).values().keySet());
    this.least = sweep.tries().get(sweep.best()).usd();
  }

  /** The figure; none if nothing was varied or no try has a cost. */
  static Optional<Figure> of(SweepRecord sweep) {
    SweepFigure figure = new SweepFigure(sweep);
    if (figure.parameters.isEmpty() || !Double.isFinite(figure.least)) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            "11_sweep_heatmap.png",
            String.format(
                Locale.ROOT,
                "Sweep of %s: %s, %s",
                sweep.policy(),
                sweep.tries().size() == 1
                    ? "1 try"
                    : Numbers.count(sweep.tries().size()) + " tries",
                Numbers.days(sweep.search().from(), sweep.search().to())),
            new Figure.Layout(1, WIDTH, HEIGHT),
            List.of(figure.panel())));
  }

  private Panel panel() {
    List<String> shown = important();
    XYPlot plot = shown.size() == 1 ? line(shown.get(0)) : map(shown.get(0), shown.get(1));
    return new Panel(title(), subtitle(shown), plot);
  }

  private String title() {
    double dearest = sweep.tries().stream().mapToDouble(SweepRecord.Try::usd).max().orElse(least);
    if (sweep.tries().size() > 1 && excess(dearest) < 0.01) {
      return "All " + Numbers.count(sweep.tries().size()) + " tries cost the same";
    }
    double saved = 100 * (1 - sweep.tries().get(sweep.best()).usd() / sweep.searchDefaultUsd());
    return "Best in the search: "
        + words(sweep.tries().get(sweep.best()).values())
        + "; "
        + Ways.beside(saved)
        + " the default";
  }

  private static String words(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + Numbers.significant(entry.getValue(), 3))
        .collect(Collectors.joining(", "));
  }

  private String subtitle(List<String> shown) {
    Interval savings = sweep.holdoutSavings();
    String held =
        "In the holdout, which alone counts: "
            + Ways.beside(savings.value())
            + " the default"
            + (savings.isKnown()
                ? String.format(
                    Locale.ROOT,
                    " (95 %% interval of the savings %s to %s %%)",
                    Numbers.fixed(savings.low(), 1),
                    Numbers.fixed(savings.high(), 1))
                : "")
            + ".";
    return held
        + (shown.size() < parameters.size()
            ? " Of "
                + parameters.size()
                + " parameters the two that matter most; the cheapest of the others' values."
            : "");
  }

  /** One or two parameters; of more, those by whose values alone the costs differ most. */
  private List<String> important() {
    if (parameters.size() <= 2) {
      return parameters;
    }
    Map<String, Double> effects = new TreeMap<>();
    parameters.forEach(parameter -> effects.put(parameter, effect(parameter)));
    return parameters.stream()
        .sorted(Comparator.comparing((String parameter) -> -effects.get(parameter)))
        .limit(2)
        .toList();
  }

  /** How far the mean costs of a quarter of the tries, by the parameter's value, lie apart. */
  private double effect(String parameter) {
    List<SweepRecord.Try> sorted =
        sweep.tries().stream()
            .filter(one -> Double.isFinite(one.usd()))
            .sorted(Comparator.comparingDouble(one -> one.values().get(parameter)))
            .toList();
    int parts = 4;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int part = 0; part < parts; part++) {
      double mean =
          sorted.subList(part * sorted.size() / parts, (part + 1) * sorted.size() / parts).stream()
              .mapToDouble(SweepRecord.Try::usd)
              .average()
              .orElse(Double.NaN);
      low = Math.min(low, Double.isNaN(mean) ? low : mean);
      high = Math.max(high, Double.isNaN(mean) ? high : mean);
    }
    return high - low;
  }

  /** A parameter's name with its unit. */
  static String label(String parameter) {
    if (parameter.equals("planning-window")) {
      return parameter + ", h";
    }
    if (parameter.endsWith("-improvement")) {
      return parameter + ", points of stability";
    }
    return parameter.endsWith("-percent") ? parameter + ", %" : parameter;
  }

  private double excess(double usd) {
    return 100 * (usd / least - 1);
  }

  private XYPlot line(String parameter) {
    XYSeries series = new XYSeries("tries");
    sweep.tries().stream()
        .filter(one -> !one.deadlineMissed())
        .forEach(one -> series.add((double) one.values().get(parameter), excess(one.usd())));
    XYSeriesCollection data = new XYSeriesCollection();
    data.addSeries(series);
    double best = sweep.tries().get(sweep.best()).values().get(parameter);
    double standard = sweep.defaults().getOrDefault(parameter, Double.NaN);
    data.addSeries(point("best", best, 0));
    data.addSeries(point("default", standard, excess(sweep.searchDefaultUsd())));
    Legends legends = marks(Double.isFinite(standard)).line("Tries", Theme.BLUE, Theme.LINE);
    NumberAxis domain = Axes.number(label(parameter));
    domain.setAutoRangeIncludesZero(false);
    domain.setAutoRangeStickyZero(false);
    domain.setLowerMargin(0.05);
    NumberAxis axis = Axes.number("Cost above the best try's, %");
    axis.setAutoRangeStickyZero(false);
    axis.setLowerMargin(0.06);
    XYPlot plot = Plots.lines(data, domain, axis, legends);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    plot.setRenderer(renderer);
    renderer.setSeriesShape(0, new Ellipse2D.Double(-2, -2, 4, 4));
    Plots.series(plot, 0, Theme.BLUE, Theme.LINE);
    for (int mark = 1; mark <= 2; mark++) {
      renderer.setSeriesShape(mark, mark == 1 ? TryMap.BEST : TryMap.DEFAULT);
      renderer.setSeriesShapesFilled(mark, mark == 1);
      Plots.series(plot, mark, mark == 1 ? Theme.RESTART : Theme.INK, new BasicStroke(1.8f));
    }
    return plot;
  }

  private static XYSeries point(String name, double x, double y) {
    XYSeries series = new XYSeries(name);
    series.add(x, y);
    return series;
  }

  private static Legends marks(boolean standard) {
    Legends legends = new Legends().mark("Best", Theme.RESTART, TryMap.BEST);
    if (standard) {
      legends.mark("Default", Theme.INK, TryMap.RING);
    }
    return legends;
  }

  /** A cell per pair of values if they form a grid, a dot per try otherwise. */
  private XYPlot map(String across, String up) {
    List<Double> columns = distinct(across);
    List<Double> rows = distinct(up);
    Map<List<Double>, SweepRecord.Try> cells = new TreeMap<>(Comparator.comparing(List::toString));
    for (SweepRecord.Try one : sweep.tries()) {
      cells.merge(
          List.of(one.values().get(across), one.values().get(up)), one, SweepFigure::cheaper);
    }
    boolean grid =
        cells.size() == columns.size() * rows.size()
            && columns.size() <= MOST_CELLS
            && rows.size() <= MOST_CELLS;
    double[] excesses =
        cells.values().stream()
            .filter(one -> !one.deadlineMissed())
            .mapToDouble(one -> excess(one.usd()))
            .toArray();
    Shades shades = Shades.of(excesses);
    List<TryMap.Cell> drawn = new ArrayList<>();
    SweepRecord.Try best = sweep.tries().get(sweep.best());
    cells.forEach(
        (place, one) ->
            drawn.add(
                new TryMap.Cell(
                    grid ? columns.indexOf(place.get(0)) : place.get(0),
                    grid ? rows.indexOf(place.get(1)) : place.get(1),
                    one.deadlineMissed() ? Double.NaN : excess(one.usd()))));
    NumberAxis domain =
        grid ? Axes.steps(label(across), labels(columns)) : span(label(across), columns);
    NumberAxis range = grid ? Axes.steps(label(up), labels(rows)) : span(label(up), rows);
    XYSeriesCollection nothing = new XYSeriesCollection();
    nothing.addSeries(point("nothing", domain.getLowerBound(), range.getLowerBound()));
    XYPlot plot = new XYPlot(nothing, domain, range, new XYLineAndShapeRenderer(false, false));
    plot.setDomainGridlinesVisible(!grid);
    plot.setRangeGridlinesVisible(!grid);
    double[] bestAt = {best.values().get(across), best.values().get(up)};
    double[] standard = {
      sweep.defaults().getOrDefault(across, Double.NaN),
      sweep.defaults().getOrDefault(up, Double.NaN)
    };
    double[] defaultAt = grid ? places(standard, columns, rows) : standard;
    plot.addAnnotation(
        new TryMap(drawn, shades, grid, grid ? places(bestAt, columns, rows) : bestAt, defaultAt));
    boolean seen =
        domain.getRange().contains(defaultAt[0]) && range.getRange().contains(defaultAt[1]);
    Legends legends = marks(seen);
    shades.legends(legends, excesses);
    if (drawn.stream().anyMatch(cell -> Double.isNaN(cell.excess()))) {
      legends.area("Deadline missed", Theme.OTHER);
    }
    plot.setFixedLegendItems(legends.items());
    return plot;
  }

  private static SweepRecord.Try cheaper(SweepRecord.Try one, SweepRecord.Try other) {
    if (one.deadlineMissed() != other.deadlineMissed()) {
      return one.deadlineMissed() ? other : one;
    }
    return other.usd() < one.usd() ? other : one;
  }

  private List<Double> distinct(String parameter) {
    return List.copyOf(
        sweep.tries().stream()
            .map(one -> one.values().get(parameter))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<String> labels(List<Double> values) {
    return values.stream().map(value -> Numbers.significant(value, 3)).toList();
  }

  private static NumberAxis span(String label, List<Double> values) {
    double low = values.get(0);
    double high = values.get(values.size() - 1);
    double margin = high > low ? 0.06 * (high - low) : 1;
    return Axes.number(label, low - margin, high + margin);
  }

  /** Where values lie among the columns and rows of a grid; between two, in proportion. */
  private static double[] places(double[] values, List<Double> columns, List<Double> rows) {
    return new double[] {place(values[0], columns), place(values[1], rows)};
  }

  private static double place(double value, List<Double> values) {
    for (int i = 0; i < values.size(); i++) {
      if (value == values.get(i)) {
        return i;
      }
      if (i > 0 && value > values.get(i - 1) && value < values.get(i)) {
        return i - 1 + (value - values.get(i - 1)) / (values.get(i) - values.get(i - 1));
      }
    }
    return Double.NaN;
  }

  /**
   * Classes of cost, cheap ones light.
   *
   * @param step width of a class, percent
   */
  record Shades(double step) {

    private static final int CLASSES = 5;
    private static final double[] TINTS = {0.1, 0.3, 0.5, 0.75, 1};

    /** Classes such that all but the dearest tenth of some values are told apart. */
    static Shades of(double[] values) {
      double[] sorted = values.clone();
      java.util.Arrays.sort(sorted);
      double high = sorted.length == 0 ? 0 : sorted[(int) (0.9 * (sorted.length - 1))];
      double step = 0.001;
      for (int exponent = -3; exponent < 6 && step * CLASSES < high; exponent++) {
        for (double digit : new double[] {1, 2, 5}) {
          step = digit * StrictMath.pow(10, exponent);
          if (step * CLASSES >= high) {
            break;
          }
        }
      }
      return new Shades(step);
    }

    /** The class of an excess, from 0. */
    int index(double excess) {
      return (int) Math.max(0, Math.min(CLASSES - 1.0, Math.floor(excess / step)));
    }

    Color color(double excess) {
      return Double.isNaN(excess) ? Theme.OTHER : Theme.tint(Theme.BLUE, TINTS[index(excess)]);
    }

    boolean dark(double excess) {
      return Double.isNaN(excess) || index(excess) >= 2;
    }

    /** The classes up to the dearest of some values. */
    void legends(Legends legends, double[] values) {
      int most = java.util.Arrays.stream(values).mapToInt(this::index).max().orElse(0);
      for (int i = 0; i <= most; i++) {
        String from = "+" + Numbers.significant(i * step, 3);
        boolean last = i == CLASSES - 1;
        String name =
            last ? from + " % and more" : from + " to " + Numbers.significant((i + 1) * step, 3);
        legends.area(name, color((i + 0.5) * step));
      }
    }
  }
}
