package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.DecisionRecord;
import java.awt.Color;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.data.Range;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Figure 5: what was decided, for which types, and what each decision stood to gain. */
final class DecisionFigure {

  private static final double CLIP = 100;
  private static final int MOST_BINS = 44;
  private static final double[] BIN_WIDTHS = {0.1, 0.25, 0.5, 1, 2, 2.5, 5};

  private final BacktestResult result;
  private final MarketGroups groups;

  private DecisionFigure(BacktestResult result, MarketGroups groups) {
    this.result = result;
    this.groups = groups;
  }

  static Figure of(BacktestResult result, MarketGroups groups) {
    DecisionFigure figure = new DecisionFigure(result, groups);
    return new Figure(
        "5_decision_distribution.png",
        String.format(
            Locale.ROOT,
            "Decisions: %s of %s, %s",
            Numbers.count(result.decisions().size()),
            result.policy(),
            Numbers.days(result.window().from(), result.window().to())),
        2,
        List.of(figure.actions(), figure.types(), figure.stability(), figure.savings()));
  }

  private Panel actions() {
    if (result.decisions().isEmpty()) {
      return Panel.message("Actions", "No decision was made");
    }
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    List<Color> colors = List.of(Theme.RUN, Theme.MIGRATION, Theme.ORANGE);
    int total = result.decisions().size();
    NumberAxis axis = Axes.counts("Decisions", total * 1.2);
    CategoryPlot plot =
        Plots.bars(
            data, axis, Plots.byCategory(colors::get), PlotOrientation.HORIZONTAL, new Legends());
    int stayed = 0;
    for (DecisionRecord.Action action : DecisionRecord.Action.values()) {
      long count = result.decisions().stream().filter(d -> d.action() == action).count();
      stayed += action == DecisionRecord.Action.STAY ? (int) count : 0;
      data.addValue((double) count, "decisions", name(action));
      Plots.label(
          plot,
          name(action),
          (double) count,
          Numbers.count(count) + " (" + Numbers.percent(100.0 * count / total) + ")");
    }
    return new Panel(
        "Stayed in " + Numbers.count(stayed) + " of " + Numbers.counted(total, "decision"),
        "Scheduled decisions; restarts after interruptions are not among them.",
        plot);
  }

  private static String name(DecisionRecord.Action action) {
    return switch (action) {
      case STAY -> "Stay";
      case MIGRATE -> "Migrate";
      case WAIT -> "Wait";
    };
  }

  private Panel types() {
    if (result.decisions().isEmpty()) {
      return Panel.message("Instance types", "No decision was made");
    }
    Map<String, Integer> held = counts(decision -> Held.type(decision.currentPool()));
    Map<String, Integer> weighed = counts(DecisionRecord::targetInstanceType);
    List<String> names = new ArrayList<>(new TreeMap<>(held).keySet());
    weighed.keySet().stream().filter(name -> !held.containsKey(name)).forEach(names::add);
    names.sort(
        Comparator.comparing(
                (String name) -> -held.getOrDefault(name, 0) - weighed.getOrDefault(name, 0))
            .thenComparing(Comparator.naturalOrder()));
    List<String> shown = names.subList(0, MarketGroups.shown(names));
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    int most = 0;
    for (String name : shown) {
      data.addValue(held.getOrDefault(name, 0), "Held", name);
      data.addValue(weighed.getOrDefault(name, 0), "Weighed against it", name);
      most = Math.max(most, Math.max(held.getOrDefault(name, 0), weighed.getOrDefault(name, 0)));
    }
    BarRenderer renderer =
        new BarRenderer() {
          @Override
          public Paint getItemPaint(int row, int column) {
            return Theme.tint(groups.color(shown.get(column)), row == 0 ? 1 : 0.35);
          }
        };
    Plots.values(renderer, value -> Numbers.count(Math.round(value)));
    CategoryPlot plot =
        Plots.bars(
            data,
            Axes.counts("Decisions", most * 1.05),
            renderer,
            PlotOrientation.HORIZONTAL,
            new Legends()
                .area("Held at the decision", Theme.MUTED)
                .area("Weighed against it", Theme.tint(Theme.MUTED, 0.35)));
    String commonest =
        held.entrySet().stream()
            .max(Map.Entry.<String, Integer>comparingByValue())
            .orElseThrow()
            .getKey();
    return new Panel(
        commonest
            + " held at "
            + Numbers.count(held.get(commonest))
            + " of "
            + Numbers.counted(result.decisions().size(), "decision"),
        "Full colour: the type held; pale: the type of the target."
            + MarketGroups.more(names, "types"),
        plot);
  }

  private Map<String, Integer> counts(Function<DecisionRecord, String> name) {
    Map<String, Integer> counts = new TreeMap<>();
    result.decisions().forEach(decision -> counts.merge(name.apply(decision), 1, Integer::sum));
    return counts;
  }

  private Panel stability() {
    double[] values =
        result.decisions().stream().mapToDouble(DecisionRecord::stabilityImprovement).toArray();
    String title = "Stability improvement of the target";
    if (Arrays.stream(values).noneMatch(Double::isFinite)) {
      return Panel.message(
          title, result.stabilityKnown() ? "None is known" : StabilityFigure.UNKNOWN);
    }
    long above = Arrays.stream(values).filter(value -> value > 5).count();
    XYPlot plot = histogram(values, "Target less current stability, points", 10.8);
    plot.addDomainMarker(Plots.threshold(5, "5", RectangleAnchor.TOP_LEFT));
    plot.addDomainMarker(Plots.threshold(10, "10", RectangleAnchor.TOP_RIGHT));
    return new Panel(
        "More than 5 points steadier: " + Numbers.counted(above, "target"),
        "Dashed: the guide's thresholds of 5 and 10 points." + left(values),
        plot);
  }

  private Panel savings() {
    double[] values =
        result.decisions().stream().mapToDouble(DecisionRecord::expectedSavingsPercent).toArray();
    if (Arrays.stream(values).noneMatch(Double::isFinite)) {
      return Panel.message("Expected savings of the target", "None is known");
    }
    long above = Arrays.stream(values).filter(value -> value > 5).count();
    XYPlot plot = histogram(values, "Expected savings, % of the current cost", 6);
    boolean roomy = 5 < domainShare(plot, 0.85);
    plot.addDomainMarker(
        Plots.threshold(5, "5 %", roomy ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT));
    return new Panel(
        "More than 5 % cheaper: " + Numbers.counted(above, "target"),
        "Dashed: the guide's threshold of 5 %." + left(values),
        plot);
  }

  private static double domainShare(XYPlot plot, double share) {
    Range range = plot.getDomainAxis().getRange();
    return range.getLowerBound() + share * range.getLength();
  }

  /** What a histogram leaves out or puts into its outermost bins, in words. */
  private static String left(double[] values) {
    long unknown = Arrays.stream(values).filter(Double::isNaN).count();
    long beyond = Arrays.stream(values).filter(value -> Math.abs(value) > CLIP).count();
    return (unknown == 0 ? "" : " Unknown at " + Numbers.counted(unknown, "decision") + ".")
        + (beyond == 0 ? "" : " Beyond +-100: " + Numbers.count(beyond) + ", in the end bins.");
  }

  private static XYPlot histogram(double[] values, String label, double least) {
    double[] known =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(value -> Math.max(-CLIP, Math.min(CLIP, value)))
            .toArray();
    double low = Math.min(0, Arrays.stream(known).min().orElse(0));
    double high = Math.max(least, Arrays.stream(known).max().orElse(0));
    double width = BIN_WIDTHS[0];
    for (double candidate : BIN_WIDTHS) {
      width = candidate;
      if ((high - low) / width <= MOST_BINS) {
        break;
      }
    }
    long first = (long) Math.floor(low / width);
    int bins = (int) ((long) Math.floor(high / width) - first) + 1;
    int[] counts = new int[bins];
    for (double value : known) {
      counts[(int) Math.min(bins - 1.0, Math.floor(value / width) - first)]++;
    }
    XYIntervalSeries series = new XYIntervalSeries("decisions", false, false);
    int most = 0;
    for (int bin = 0; bin < bins; bin++) {
      double from = (first + bin) * width;
      series.add(from + width / 2, from, from + width, counts[bin], counts[bin], counts[bin]);
      most = Math.max(most, counts[bin]);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setSeriesPaint(0, Theme.BLUE);
    NumberAxis domain = Axes.number(label, first * width, (first + bins) * width);
    return Plots.columns(data, domain, Axes.counts("Decisions", most * 1.08), renderer);
  }
}
