package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.charts.HeldPath.Begin;
import dev.spotwise.charts.HeldPath.Stay;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figure 10: which pools could be had when, and the path that the workload took over them. */
final class AvailabilityFigure {

  private static final int MOST_ROWS = 24;
  private static final int MOST_PATHS = 12;
  private static final int WIDTH = 1128;

  private final Market market;
  private final MarketGroups groups;
  private final BacktestResult result;
  private final SortedMap<Integer, HeldPath> paths;
  private final HeldPath path;
  private final List<PathMap.Row> rows = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private int held;

  private AvailabilityFigure(
      Market market,
      MarketGroups groups,
      BacktestResult result,
      SortedMap<Integer, HeldPath> paths) {
    this.market = market;
    this.groups = groups;
    this.result = result;
    this.paths = paths;
    this.path = paths.get(paths.firstKey());
    choose();
  }

  /** The figure; none if the events tell of no time in which the workload ran. */
  static Optional<Figure> of(
      Market market, MarketGroups groups, BacktestResult result, List<ReplayEvent> events) {
    SortedMap<Integer, HeldPath> paths = HeldPath.of(events, result.window().to());
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    AvailabilityFigure figure = new AvailabilityFigure(market, groups, result, paths);
    int height = Math.max(220, 150 + 20 * figure.rows.size());
    return Optional.of(
        new Figure(
            "10_availability_path.png",
            "Path of "
                + result.policy()
                + " over the pools, "
                + Numbers.days(result.window().from(), result.window().to()),
            new Figure.Layout(1, WIDTH, height),
            List.of(figure.panel())));
  }

  /** Pools on the paths first, by the time held, then the cheapest; on demand at the bottom. */
  private void choose() {
    SortedMap<String, Long> seconds = new TreeMap<>();
    SortedMap<String, Long> others = new TreeMap<>();
    boolean demanded = false;
    for (HeldPath one : paths.values()) {
      boolean first = one.equals(path);
      one.seconds()
          .forEach((place, length) -> (first ? seconds : others).merge(place, length, Long::sum));
      demanded |= one.stays().stream().anyMatch(Stay::onDemand);
    }
    Map<String, Integer> known = new HashMap<>();
    for (int pool = 0; pool < market.pools().size(); pool++) {
      known.put(market.pools().get(pool).id(), pool);
    }
    List<Integer> wanted = new ArrayList<>();
    for (SortedMap<String, Long> each : List.of(seconds, others)) {
      each.keySet().stream()
          .filter(place -> known.containsKey(place) && !wanted.contains(known.get(place)))
          .sorted(Comparator.comparing((String place) -> -each.get(place)))
          .forEach(place -> wanted.add(known.get(place)));
    }
    held = (int) seconds.keySet().stream().filter(known::containsKey).count();
    if (wanted.size() < MOST_ROWS) {
      IntStream.range(0, market.pools().size())
          .boxed()
          .filter(pool -> !wanted.contains(pool))
          .sorted(Comparator.comparingDouble(this::price))
          .limit(MOST_ROWS - (long) wanted.size())
          .forEach(wanted::add);
    }
    wanted.stream().limit(MOST_ROWS).forEach(this::row);
    if (demanded) {
      paths
          .values()
          .forEach(
              one ->
                  one.stays().stream()
                      .filter(Stay::onDemand)
                      .forEach(stay -> places.put(stay.place(), rows.size())));
      rows.add(new PathMap.Row(PathMap.ON_DEMAND, Optional.empty(), Optional.empty()));
    }
  }

  private void row(int pool) {
    String name = market.pools().get(pool).id();
    places.put(name, rows.size());
    rows.add(
        new PathMap.Row(
            name,
            market.availability(pool),
            market
                .interruptions(pool)
                .or(() -> market.availability(pool).map(states -> states.interruptions()))));
  }

  /** Price per vCPU in the middle of the window, USD; infinite if unknown. */
  private double price(int pool) {
    TimeWindow window = result.window();
    long middle =
        window.fromEpochSecond() + (window.toEpochSecond() - window.fromEpochSecond()) / 2;
    long microUsd = market.prices(pool).microUsdAt(middle);
    return microUsd == MicroUsd.UNKNOWN
        ? Double.POSITIVE_INFINITY
        : MicroUsd.toUsd(microUsd) / market.shape().type(pool).vcpuCount();
  }

  private Panel panel() {
    XYSeriesCollection data = new XYSeriesCollection();
    XYSeries nothing = new XYSeries("nothing");
    nothing.add((double) result.window().from().toEpochMilli(), 0);
    data.addSeries(nothing);
    ValueAxis axis = Axes.rows(rows.stream().map(PathMap.Row::name).toList(), 240);
    XYPlot plot =
        new XYPlot(
            data,
            Axes.roomyTime(result.window().from(), result.window().to()),
            axis,
            new XYLineAndShapeRenderer(false, false));
    plot.setRangeGridlinesVisible(false);
    plot.addAnnotation(new PathMap(rows, places, lines(), groups, result.window()));
    plot.setFixedLegendItems(legends().items());
    return new Panel(title(), subtitle(), plot);
  }

  private List<PathMap.Line> lines() {
    List<PathMap.Line> lines = new ArrayList<>();
    paths.values().stream()
        .limit(MOST_PATHS)
        .forEach(each -> lines.add(new PathMap.Line(each, lines.isEmpty())));
    return lines;
  }

  private Legends legends() {
    Legends legends = new Legends();
    path.stays().stream()
        .map(stay -> Held.type(stay.place()))
        .distinct()
        .sorted(
            Comparator.comparing((String type) -> type.equals(PathMap.ON_DEMAND))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MarketGroups.MOST - 7L)
        .forEach(
            type ->
                legends.line(
                    type,
                    type.equals(PathMap.ON_DEMAND) ? Theme.MUTED : groups.color(type),
                    Theme.PATH));
    if (path.count(Begin.MIGRATION) > 0) {
      legends.mark("Migration", Theme.MIGRATION, PathMap.MOVE);
    }
    if (path.stays().stream().anyMatch(Stay::lost)) {
      legends.mark("Interrupted", Theme.RESTART, PathMap.LOSS);
    }
    boolean traced = rows.stream().anyMatch(row -> row.capacity().isPresent());
    boolean demanded = rows.stream().anyMatch(row -> row.name().equals(PathMap.ON_DEMAND));
    if (traced || demanded) {
      legends.area("Capacity", PathMap.UP);
    }
    if (traced) {
      legends.area("No capacity", PathMap.DOWN);
    }
    if (rows.stream()
        .anyMatch(row -> row.capacity().isEmpty() && !row.name().equals(PathMap.ON_DEMAND))) {
      legends.area("Capacity unknown", PathMap.UNKNOWN);
    }
    return legends;
  }

  private String title() {
    return String.format(
        Locale.ROOT,
        "Ran in %s of %s: %s, %s",
        Numbers.count(held),
        Numbers.counted(market.pools().size(), "pool"),
        Numbers.counted(path.count(Begin.MIGRATION), "migration"),
        Numbers.counted(path.count(Begin.RESTART), "restart"));
  }

  private String subtitle() {
    int shown = (int) rows.stream().filter(row -> !row.name().equals(PathMap.ON_DEMAND)).count();
    String text =
        "Line: where the workload ran; pools on its path first, then the cheapest."
            + (rows.stream().anyMatch(row -> row.interruptions().isPresent())
                ? " Ticks: a pool was interrupted."
                : "");
    if (paths.size() > 1) {
      text +=
          String.format(
              Locale.ROOT,
              " Instance %d; pale: %d of the %d others.",
              paths.firstKey(),
              Math.min(MOST_PATHS, paths.size()) - 1,
              paths.size() - 1);
    }
    if (shown < market.pools().size()) {
      text += " " + Numbers.counted(market.pools().size() - shown, "pool") + " left out.";
    }
    return text;
  }
}
