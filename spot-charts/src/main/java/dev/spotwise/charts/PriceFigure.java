package dev.spotwise.charts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.statistics.DefaultBoxAndWhiskerCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figure 1: what the pools cost, by type, by zone, off on-demand and over time. */
final class PriceFigure {

  private static final int MOST_LINES = 12;

  private final MarketStatistics market;
  private final MarketGroups groups;

  private PriceFigure(MarketStatistics market) {
    this.market = market;
    this.groups = market.groups();
  }

  static Figure of(MarketStatistics market) {
    PriceFigure figure = new PriceFigure(market);
    return new Figure(
        "1_price_distribution.png",
        "Spot prices: " + scope(market),
        2,
        List.of(figure.types(), figure.zones(), figure.discounts(), figure.time()));
  }

  /** Pools, types, zones and days of a market, in words. */
  static String scope(MarketStatistics market) {
    MarketGroups groups = market.groups();
    return String.format(
        Locale.ROOT,
        "%s, %s, %s, %s",
        Numbers.counted(groups.pools().size(), "pool"),
        Numbers.counted(groups.types().size(), "type"),
        Numbers.counted(groups.zones().size(), "zone"),
        Numbers.days(market.market().grid().start(), market.market().grid().end()));
  }

  private Panel types() {
    String title =
        spread(groups.types(), type -> market.usd(type), "USD/h", 4)
            .map(text -> "Median spot price " + text)
            .orElse("Spot price by type");
    return boxes(
        title, groups.types(), "types", market::usd, "Spot price, USD per instance-hour", true);
  }

  private Panel zones() {
    String title =
        spread(groups.zones(), market::share, "%", 1)
            .map(text -> "By zone: median " + text)
            .orElse("Spot price by zone");
    return boxes(
        title,
        groups.zones(),
        "zones",
        market::share,
        "Spot price, % of the pool's on-demand price",
        false);
  }

  private Panel boxes(
      String title,
      List<String> names,
      String noun,
      IntFunction<Histogram> values,
      String label,
      boolean typed) {
    if (market.discounts().count() == 0) {
      return Panel.message(title, "No price is known");
    }
    DefaultBoxAndWhiskerCategoryDataset data = new DefaultBoxAndWhiskerCategoryDataset();
    for (int i = 0; i < MarketGroups.shown(names); i++) {
      if (values.apply(i).count() > 0) {
        data.add(Plots.box(values.apply(i)), "price", names.get(i));
      }
    }
    NumberAxis axis = Axes.number(label);
    axis.setAutoRangeIncludesZero(false);
    double most =
        IntStream.range(0, MarketGroups.shown(names))
            .mapToDouble(i -> values.apply(i).quantile(0.95))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    axis.setRange(0, most * 1.08);
    String subtitle =
        "Hourly samples: quartiles, median, 5th to 95th percentile."
            + MarketGroups.more(names, noun);
    return new Panel(
        title,
        subtitle,
        Plots.boxes(
            data,
            axis,
            column ->
                typed
                    ? Theme.tint(groups.color((String) data.getColumnKey(column)), 0.75)
                    : Theme.PALE));
  }

  /** The lowest and the highest median of some groups, in words; empty without prices. */
  private static Optional<String> spread(
      List<String> names, IntFunction<Histogram> values, String unit, int decimals) {
    List<Integer> known =
        IntStream.range(0, names.size())
            .boxed()
            .filter(i -> values.apply(i).count() > 0)
            .sorted(Comparator.comparing(i -> values.apply(i).quantile(0.5)))
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    int low = known.get(0);
    int high = known.get(known.size() - 1);
    String lowest = Numbers.fixed(values.apply(low).quantile(0.5), decimals);
    if (low == high) {
      return Optional.of(String.format(Locale.ROOT, "%s %s (%s)", lowest, unit, names.get(low)));
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s (%s) to %s %s (%s)",
            lowest,
            names.get(low),
            Numbers.fixed(values.apply(high).quantile(0.5), decimals),
            unit,
            names.get(high)));
  }

  private Panel discounts() {
    Histogram all = market.discounts();
    if (all.count() == 0) {
      return Panel.message("Discounts", "No price is known");
    }
    int low = (int) Math.floor(all.quantile(0.001) / 2) * 2 - 4;
    int high = (int) Math.ceil(all.quantile(0.999) / 2) * 2 + 4;
    XYSeriesCollection data = new XYSeriesCollection();
    Legends legends = new Legends();
    for (int type = 0; type < MarketGroups.shown(groups.types()); type++) {
      data.addSeries(shares(groups.types().get(type), market.discounts(type), low, high));
      legends.line(groups.types().get(type), groups.color(type), Theme.BOLD);
    }
    XYPlot plot =
        Plots.lines(
            data,
            Axes.number("Discount, % off on-demand", low, high),
            Axes.number("Share of the type's hours, %"),
            legends);
    for (int type = 0; type < data.getSeriesCount(); type++) {
      Plots.series(plot, type, groups.color(type), Theme.BOLD);
    }
    return new Panel(
        "Median discount "
            + Numbers.fixed(all.quantile(0.5), 0)
            + " %; 9 of 10 hours within "
            + Numbers.fixed(all.quantile(0.05), 0)
            + " to "
            + Numbers.fixed(all.quantile(0.95), 0)
            + " %",
        "Distribution by type, bins of 2 points." + MarketGroups.more(groups.types(), "types"),
        plot);
  }

  private static XYSeries shares(String name, Histogram values, int low, int high) {
    double[] bins = new double[(high - low) / 2];
    for (int fine = 0; fine < values.bins(); fine++) {
      double middle = values.middle(fine);
      int bin = (int) Math.floor((middle - low) / 2);
      bins[Math.max(0, Math.min(bins.length - 1, bin))] += values.count(fine);
    }
    XYSeries series = new XYSeries(name);
    for (int bin = 0; bin < bins.length; bin++) {
      series.add(low + 2 * bin + 1, 100 * bins[bin] / Math.max(1, values.count()));
    }
    return series;
  }

  private Panel time() {
    TimeBuckets buckets = market.priceBuckets();
    boolean perPool = market.linePerPool();
    int lines = perPool ? groups.pools().size() : groups.types().size();
    XYSeriesCollection data = new XYSeriesCollection();
    Legends legends = new Legends();
    for (int line = 0; line < Math.min(MOST_LINES, lines); line++) {
      String name = perPool ? groups.pools().get(line).id() : groups.types().get(line);
      XYSeries series = new XYSeries(name);
      for (int bucket = 0; bucket < buckets.count(); bucket++) {
        series.add(buckets.middleMillis(bucket), market.meanUsd(line, bucket));
      }
      data.addSeries(series);
      int type = perPool ? groups.typeOf(line) : line;
      legends.line(name, groups.color(type), groups.stroke(perPool ? groups.zoneOf(line) : 0));
    }
    Instant from = market.market().grid().start();
    NumberAxis axis = Axes.number("Mean price, USD per instance-hour");
    XYPlot plot = Plots.lines(data, Axes.time(from, market.market().grid().end()), axis, legends);
    for (int line = 0; line < data.getSeriesCount(); line++) {
      int type = perPool ? groups.typeOf(line) : line;
      Plots.series(
          plot, line, groups.color(type), groups.stroke(perPool ? groups.zoneOf(line) : 0));
    }
    return new Panel(
        "Price over time: " + buckets.adjective() + " mean by " + (perPool ? "pool" : "type"),
        perPool
            ? "Colour: instance type; line style: zone."
            : "Mean of the type's pools." + MarketGroups.more(groups.types(), "types"),
        plot);
  }
}
