package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostPoint;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.RestartRecord;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.DefaultTableXYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figure 4: what the strategy cost beside its baselines, what it did, and how safe it was. */
final class BacktestFigure {

  private static final int MOST_BUCKETS = 62;
  private static final int MOST_POINTS = 180;
  private static final double VISIBLE = 0.004; // of the longest bar
  private static final Shape DOT = new Ellipse2D.Double(-3, -3, 6, 6);
  private static final Shape POINT = new Ellipse2D.Double(-1.1, -1.1, 2.2, 2.2);
  private static final Shape TRIANGLE = triangle();
  private static final List<Color> PARTS =
      List.of(Theme.RUN, Theme.MIGRATION, Theme.RESTART, Theme.PURPLE);
  private static final List<String> PART_NAMES =
      List.of("Running", "Migrations", "Restarts", "Other");

  private final BacktestResult result;
  private final MarketGroups groups;

  private BacktestFigure(BacktestResult result, MarketGroups groups) {
    this.result = result;
    this.groups = groups;
  }

  static Figure of(BacktestResult result, MarketGroups groups) {
    BacktestFigure figure = new BacktestFigure(result, groups);
    return new Figure(
        "4_backtest_results.png",
        String.format(
            Locale.ROOT,
            "Backtest: %s, %s, %s",
            result.policy(),
            Numbers.days(result.window().from(), result.window().to()),
            Numbers.counted(result.decisions().size(), "decision")),
        2,
        List.of(figure.cumulative(), figure.totals(), figure.moves(), figure.stability()));
  }

  private List<String> ways() {
    List<String> names = new ArrayList<>();
    names.add(BacktestResult.OUR_STRATEGY);
    names.addAll(Ways.drawn(result));
    return names;
  }

  private Panel cumulative() {
    double against = result.savingsPercentAgainst(BacktestResult.ON_DEMAND);
    String title =
        "Strategy: "
            + Numbers.usd(result.ourStrategy().totalUsd())
            + " USD, "
            + Ways.savings(against)
            + " than on demand";
    if (result.costs().isEmpty()) {
      return Panel.message(title, "No costs were recorded over time");
    }
    XYSeriesCollection data = new XYSeriesCollection();
    Legends legends = new Legends();
    List<String> drawn = new ArrayList<>();
    for (String name : ways()) {
      XYSeries series = new XYSeries(name);
      for (CostPoint point : result.costs()) {
        Double usd = point.cumulativeUsd().get(name);
        series.add((double) point.timestamp().toEpochMilli(), usd == null ? Double.NaN : usd);
      }
      if (series.getItemCount() > 0 && !Double.isNaN(series.getMaxY())) {
        data.addSeries(series);
        drawn.add(name);
        legends.line(Ways.title(name), Ways.color(name), Ways.stroke(name));
      }
    }
    XYPlot plot =
        Plots.lines(
            data,
            Axes.time(result.window().from(), result.window().to()),
            Axes.number("Cumulative cost, USD"),
            legends);
    for (int i = 0; i < drawn.size(); i++) {
      Plots.series(plot, i, Ways.color(drawn.get(i)), Ways.stroke(drawn.get(i)));
    }
    return new Panel(title, "Dashed: chosen in hindsight.", plot);
  }

  private Panel totals() {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    NumberAxis axis = Axes.number("Total cost, USD");
    StackedBarRenderer renderer = new StackedBarRenderer();
    Legends legends = new Legends();
    for (int part = 0; part < PARTS.size(); part++) {
      renderer.setSeriesPaint(part, PARTS.get(part));
    }
    CategoryPlot plot = Plots.bars(data, axis, renderer, PlotOrientation.HORIZONTAL, legends);
    double most = 0;
    double[] largest = new double[PARTS.size()];
    for (String name : ways()) {
      CostSummary cost = cost(name);
      double other = cost.totalUsd() - cost.runUsd() - cost.migrationUsd() - cost.restartUsd();
      double[] parts = {cost.runUsd(), cost.migrationUsd(), cost.restartUsd(), other};
      for (int part = 0; part < parts.length; part++) {
        double usd = Double.isFinite(parts[part]) ? Math.max(0, parts[part]) : 0;
        data.addValue(usd, PART_NAMES.get(part), Ways.title(name));
        largest[part] = Math.max(largest[part], usd);
      }
      double total = Double.isFinite(cost.totalUsd()) ? cost.totalUsd() : 0;
      most = Math.max(most, total);
      Plots.label(plot, Ways.title(name), total, label(name, cost));
    }
    for (int part = 0; part < PARTS.size(); part++) {
      if (largest[part] > VISIBLE * most) {
        legends.area(PART_NAMES.get(part), PARTS.get(part));
      }
    }
    plot.setFixedLegendItems(legends.items());
    axis.setRange(0, most > 0 ? most * 2.1 : 1);
    return new Panel(
        String.format(
            Locale.ROOT,
            "%s than the single pool, %s than staying put",
            Ways.savings(result.savingsPercentAgainst(BacktestResult.SINGLE_SPOT)),
            Ways.savings(result.savingsPercentAgainst(BacktestResult.STAY))),
        "Beside a baseline: its cost, and what the strategy cost against it.",
        plot);
  }

  private CostSummary cost(String name) {
    return name.equals(BacktestResult.OUR_STRATEGY) ? result.ourStrategy() : result.baseline(name);
  }

  private String label(String name, CostSummary cost) {
    String usd = Numbers.usd(cost.totalUsd());
    return name.equals(BacktestResult.OUR_STRATEGY)
        ? usd
        : usd + "; strategy " + Ways.savings(result.savingsPercentAgainst(name));
  }

  private Panel moves() {
    TimeBuckets buckets =
        TimeBuckets.covering(result.window().from(), result.window().to(), MOST_BUCKETS);
    int[] migrations = new int[buckets.count()];
    int[] restarts = new int[buckets.count()];
    List<DecisionRecord> moved = migrations();
    moved.forEach(move -> migrations[buckets.index(move.timestamp().getEpochSecond())]++);
    result
        .restarts()
        .forEach(restart -> restarts[buckets.index(restart.timestamp().getEpochSecond())]++);
    XYSeries first = new XYSeries("Migrations", false, false);
    XYSeries second = new XYSeries("Restarts", false, false);
    int most = 0;
    for (int bucket = 0; bucket < buckets.count(); bucket++) {
      first.add(buckets.middleMillis(bucket), migrations[bucket]);
      second.add(buckets.middleMillis(bucket), restarts[bucket]);
      most = Math.max(most, migrations[bucket] + restarts[bucket]);
    }
    DefaultTableXYDataset data = new DefaultTableXYDataset();
    data.addSeries(first);
    data.addSeries(second);
    data.setIntervalWidth(1000.0 * buckets.seconds());
    StackedXYBarRenderer renderer = new StackedXYBarRenderer();
    renderer.setSeriesPaint(0, Theme.MIGRATION);
    renderer.setSeriesPaint(1, Theme.RESTART);
    Instant from = Instant.ofEpochSecond(buckets.from());
    Instant end = from.plus(Duration.ofSeconds(buckets.seconds() * buckets.count()));
    XYPlot plot =
        Plots.columns(
            data, Axes.time(from, end), Axes.counts("Count per " + buckets.name(), most), renderer);
    Legends legends = new Legends();
    if (!moved.isEmpty()) {
      legends.area("Migrations", Theme.MIGRATION);
    }
    if (!result.restarts().isEmpty()) {
      legends.area("Restarts after interruptions", Theme.RESTART);
    }
    plot.setFixedLegendItems(legends.items());
    return new Panel(
        Numbers.counted(moved.size(), "migration")
            + (result.stabilityKnown()
                ? ", " + Numbers.counted(result.restarts().size(), "restart")
                : ", interruptions unknown"),
        moved.isEmpty()
            ? "No decision found a move worth its cost."
            : "Migrations are chosen, restarts are forced.",
        plot);
  }

  private List<DecisionRecord> migrations() {
    return result.decisions().stream()
        .filter(decision -> decision.action() == DecisionRecord.Action.MIGRATE)
        .toList();
  }

  private Panel stability() {
    String title = "Stability of the pool held";
    double mean =
        result.decisions().stream()
            .mapToDouble(DecisionRecord::currentStability)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    if (Double.isNaN(mean)) {
      return Panel.message(
          title, result.stabilityKnown() ? "No stability was forecast" : StabilityFigure.UNKNOWN);
    }
    XYSeriesCollection data = new XYSeriesCollection();
    Legends legends = new Legends();
    List<Color> colors = new ArrayList<>();
    held()
        .forEach(
            (type, series) -> {
              data.addSeries(series);
              colors.add(groups.color(type));
              legends.line(type, groups.color(type), Theme.LINE);
            });
    int lines = data.getSeriesCount();
    data.addSeries(marks("Migration", times(migrations())));
    data.addSeries(
        marks("Restart", result.restarts().stream().map(RestartRecord::timestamp).toList()));
    NumberAxis axis =
        Axes.number("P(no interruption in " + Numbers.span(result.stabilityWindow()) + "), %");
    axis.setAutoRangeIncludesZero(false);
    XYPlot plot =
        Plots.lines(
            data, Axes.roomyTime(result.window().from(), result.window().to()), axis, legends);
    for (int line = 0; line < lines; line++) {
      if (points(data.getSeries(line)) <= MOST_POINTS) {
        mark(plot, line, colors.get(line), POINT);
      }
      Plots.series(plot, line, colors.get(line), Theme.LINE);
    }
    XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
    renderer.setSeriesLinesVisible(lines, false);
    renderer.setSeriesLinesVisible(lines + 1, false);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    mark(plot, lines, Theme.MIGRATION, TRIANGLE);
    mark(plot, lines + 1, Theme.RESTART, DOT);
    if (!migrations().isEmpty()) {
      legends.mark("Migration", Theme.MIGRATION, TRIANGLE);
    }
    if (!result.restarts().isEmpty()) {
      legends.mark("Restart", Theme.RESTART, DOT);
    }
    plot.setFixedLegendItems(legends.items());
    return new Panel(
        title + ": " + Numbers.fixed(mean, 1) + " % on average",
        "At each decision, coloured by the type held. Gaps: on demand or unknown.",
        plot);
  }

  private static long points(XYSeries series) {
    return IntStream.range(0, series.getItemCount())
        .filter(item -> !Double.isNaN(series.getY(item).doubleValue()))
        .count();
  }

  /** A line per type held, with gaps where another one was; the commonest twelve suffice. */
  private Map<String, XYSeries> held() {
    Map<String, XYSeries> held = new TreeMap<>();
    for (DecisionRecord decision : result.decisions()) {
      held.computeIfAbsent(Held.type(decision.currentPool()), XYSeries::new);
    }
    Map<String, XYSeries> lines = new LinkedHashMap<>();
    held.forEach(
        (type, series) -> {
          for (DecisionRecord decision : result.decisions()) {
            boolean here = Held.type(decision.currentPool()).equals(type);
            series.add(
                (double) decision.timestamp().toEpochMilli(),
                here ? decision.currentStability() : Double.NaN);
          }
          if (!Double.isNaN(series.getMaxY())) {
            lines.put(type, series);
          }
        });
    return lines;
  }

  private static List<Instant> times(List<DecisionRecord> decisions) {
    return decisions.stream().map(DecisionRecord::timestamp).toList();
  }

  /** Marks on the line: at the stability of the last decision at or before each moment. */
  private XYSeries marks(String name, List<Instant> moments) {
    TreeMap<Instant, Double> known = new TreeMap<>();
    for (DecisionRecord decision : result.decisions()) {
      if (Double.isFinite(decision.currentStability())) {
        known.put(decision.timestamp(), decision.currentStability());
      }
    }
    XYSeries series = new XYSeries(name);
    for (Instant moment : moments) {
      Map.Entry<Instant, Double> last = known.floorEntry(moment);
      if (last != null) {
        series.add((double) moment.toEpochMilli(), (double) last.getValue());
      }
    }
    return series;
  }

  private static void mark(XYPlot plot, int series, Color color, Shape shape) {
    XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
    renderer.setSeriesShapesVisible(series, true);
    renderer.setSeriesShape(series, shape);
    renderer.setSeriesPaint(series, color);
  }

  private static Shape triangle() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -5);
    path.lineTo(5, 4.5);
    path.lineTo(-5, 4.5);
    path.closePath();
    return path;
  }
}
