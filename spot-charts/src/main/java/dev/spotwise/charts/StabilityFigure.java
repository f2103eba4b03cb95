package dev.spotwise.charts;

import dev.spotwise.charts.MarketStatistics.Exposure;
import java.awt.Paint;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardXYItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figure 2: how often the pools were interrupted and how much their prices move. */
final class StabilityFigure {

  static final String UNKNOWN = "No interruption data: stability is unknown";

  private static final double LEAST_HOURS = 24;
  private static final long FEW_EVENTS = 10;
  private static final String RATE = "Interruptions per 100 pool-hours";

  private final MarketStatistics market;
  private final MarketGroups groups;

  private StabilityFigure(MarketStatistics market) {
    this.market = market;
    this.groups = market.groups();
  }

  static Figure of(MarketStatistics market) {
    StabilityFigure figure = new StabilityFigure(market);
    return new Figure(
        "2_stability_analysis.png",
        "Stability: " + PriceFigure.scope(market),
        2,
        List.of(figure.types(), figure.time(), figure.volatility(), figure.discounts()));
  }

  private boolean unknown() {
    return !market.market().knowsInterruptions() || !(market.exposure().hours() > 0);
  }

  private static String rate(Exposure exposure) {
    return Numbers.significant(exposure.percentPerHour(), 2);
  }

  private Panel types() {
    if (unknown()) {
      return Panel.message("Interruptions by type", UNKNOWN);
    }
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    NumberAxis axis = Axes.number(RATE);
    CategoryPlot plot =
        Plots.bars(
            data,
            axis,
            Plots.byCategory(column -> groups.color((String) data.getColumnKey(column))),
            PlotOrientation.HORIZONTAL,
            new Legends());
    double most = 0;
    for (int type = 0; type < MarketGroups.shown(groups.types()); type++) {
      Exposure exposure = market.exposure(type);
      String name = groups.types().get(type);
      double value = exposure.percentPerHour();
      data.addValue(Double.isNaN(value) ? 0 : value, "rate", name);
      most = Math.max(most, Double.isNaN(value) ? 0 : value);
      Plots.label(
          plot,
          name,
          Double.isNaN(value) ? 0 : value,
          Double.isNaN(value)
              ? Numbers.UNKNOWN
              : rate(exposure) + " (" + Numbers.count(exposure.events()) + " events)");
    }
    axis.setRange(0, most > 0 ? most * 1.45 : 1);
    return new Panel(
        String.format(
            Locale.ROOT,
            "%s interruptions in %s pool-hours: %s per 100 h",
            Numbers.count(market.exposure().events()),
            Numbers.count(Math.round(market.exposure().hours())),
            rate(market.exposure())),
        "Hours in which the pool was up or watched." + MarketGroups.more(groups.types(), "types"),
        plot);
  }

  private Panel time() {
    TimeBuckets buckets = market.rateBuckets();
    if (unknown()) {
      return Panel.message("Interruptions over time", UNKNOWN);
    }
    XYSeriesCollection data = new XYSeriesCollection();
    Legends legends = new Legends();
    double most = 0;
    double stepHours = market.market().grid().stepSeconds() / 3600.0;
    for (int type = 0; type < MarketGroups.shown(groups.types()); type++) {
      XYSeries series = new XYSeries(groups.types().get(type));
      for (int bucket = 0; bucket < buckets.count(); bucket++) {
        Exposure exposure = market.exposure(type, bucket);
        boolean enough = exposure.hours() >= Math.max(stepHours, buckets.seconds() / 3600.0 / 4);
        double rate = enough ? exposure.percentPerHour() : Double.NaN;
        series.add(buckets.middleMillis(bucket), rate);
        most = rate > most ? rate : most;
      }
      data.addSeries(series);
      legends.line(groups.types().get(type), groups.color(type), Theme.LINE);
    }
    XYPlot plot =
        Plots.lines(
            data,
            Axes.time(market.market().grid().start(), market.market().grid().end()),
            Axes.number(RATE, 0, most > 0 ? 1.08 * most : 1),
            legends);
    for (int type = 0; type < data.getSeriesCount(); type++) {
      Plots.series(plot, type, groups.color(type), Theme.LINE);
    }
    return new Panel(
        "Interruptions over time: " + buckets.adjective() + " rate by type",
        "Gaps where a type was exposed for less than a quarter of the span."
            + MarketGroups.more(groups.types(), "types"),
        plot);
  }

  private Panel volatility() {
    int pools = groups.pools().size();
    boolean perPool = pools <= MarketGroups.MOST;
    List<Integer> known =
        IntStream.range(0, perPool ? pools : MarketGroups.shown(groups.types()))
            .boxed()
            .filter(i -> Double.isFinite(volatility(i, perPool)))
            .toList();
    if (known.isEmpty()) {
      return Panel.message("Price volatility", "Too little price history for changes over 24 h");
    }
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    NumberAxis axis = Axes.number("Standard deviation of the 24 h price change, %");
    axis.setUpperMargin(0.16);
    List<String> names =
        known.stream()
            .map(i -> perPool ? groups.pools().get(i).id() : groups.types().get(i))
            .toList();
    BarRenderer renderer =
        Plots.byCategory(
            column -> groups.color(perPool ? groups.typeOf(known.get(column)) : known.get(column)));
    CategoryPlot plot = Plots.bars(data, axis, renderer, PlotOrientation.HORIZONTAL, new Legends());
    double most = 0;
    for (int i = 0; i < known.size(); i++) {
      double value = volatility(known.get(i), perPool);
      data.addValue(value, "volatility", names.get(i));
      Plots.label(plot, names.get(i), value, Numbers.fixed(value, 1));
      most = Math.max(most, value);
    }
    axis.setRange(0, most > 0 ? most * 1.18 : 1);
    int calm = known.stream().min(Comparator.comparing(i -> volatility(i, perPool))).orElseThrow();
    return new Panel(
        "Calmest price: "
            + names.get(known.indexOf(calm))
            + ", "
            + Numbers.fixed(volatility(calm, perPool), 1)
            + " % a day",
        (perPool ? "By pool, coloured by type." : "By type, mean of its pools.")
            + (perPool ? "" : MarketGroups.more(groups.types(), "types")),
        plot);
  }

  private double volatility(int index, boolean perPool) {
    if (perPool) {
      return market.volatilityPercent(index);
    }
    return IntStream.range(0, groups.pools().size())
        .filter(pool -> groups.typeOf(pool) == index)
        .mapToDouble(market::volatilityPercent)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private Panel discounts() {
    if (unknown()) {
      return Panel.message("Interruptions against discount", UNKNOWN);
    }
    XYIntervalSeries series = new XYIntervalSeries("rate", false, false);
    List<Exposure> bins = market.byDiscount();
    long[] events = new long[bins.size()];
    int last = -1;
    int first = bins.size();
    for (int bin = 0; bin < bins.size(); bin++) {
      Exposure exposure = bins.get(bin);
      if (exposure.hours() < LEAST_HOURS) {
        continue;
      }
      double from = (double) bin * MarketStatistics.DISCOUNT_BIN;
      double rate = exposure.percentPerHour();
      events[series.getItemCount()] = exposure.events();
      series.add(from + 2.5, from, from + MarketStatistics.DISCOUNT_BIN, rate, rate, rate);
      first = Math.min(first, bin);
      last = bin;
    }
    if (last < 0) {
      return Panel.message(
          "Interruptions against discount", "Less than 24 pool-hours at any discount");
    }
    return discountPanel(series, events, first, last);
  }

  private Panel discountPanel(XYIntervalSeries series, long[] events, int first, int last) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYBarRenderer renderer =
        new XYBarRenderer() {
          @Override
          public Paint getItemPaint(int row, int item) {
            return events[item] < FEW_EVENTS ? Theme.PALE : Theme.BLUE;
          }
        };
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(Theme.TICK);
    renderer.setDefaultItemLabelPaint(Theme.INK);
    renderer.setDefaultItemLabelGenerator(
        new StandardXYItemLabelGenerator() {
          @Override
          public String generateLabel(XYDataset dataset, int row, int item) {
            return String.format(Locale.ROOT, "%,d", events[item]);
          }
        });
    NumberAxis range = Axes.number(RATE, 0, top(series));
    XYPlot plot =
        Plots.columns(
            data,
            Axes.number(
                "Discount at that time, % off on-demand",
                (double) first * MarketStatistics.DISCOUNT_BIN,
                (last + 1.0) * MarketStatistics.DISCOUNT_BIN),
            range,
            renderer);
    return new Panel(
        halves(),
        "On the bars: events; pale where fewer than 10. Bins under 24 pool-hours left out.",
        plot);
  }

  private static double top(XYIntervalSeries series) {
    double most = 0;
    for (int item = 0; item < series.getItemCount(); item++) {
      most = Math.max(most, series.getYValue(item));
    }
    return most > 0 ? 1.14 * most : 1;
  }

  /** The rates below and above the discount that halves the exposure, in words. */
  private String halves() {
    List<Exposure> bins = market.byDiscount();
    double hours = bins.stream().mapToDouble(Exposure::hours).sum();
    double lowHours = 0;
    long lowEvents = 0;
    int split = 0;
    while (split < bins.size() && lowHours + bins.get(split).hours() / 2 < hours / 2) {
      lowHours += bins.get(split).hours();
      lowEvents += bins.get(split++).events();
    }
    long highEvents = bins.stream().mapToLong(Exposure::events).sum() - lowEvents;
    return String.format(
        Locale.ROOT,
        "Interruptions per 100 h: %s below %d %% off, %s above",
        lowHours > 0 ? Numbers.significant(100 * lowEvents / lowHours, 2) : "none seen",
        split * MarketStatistics.DISCOUNT_BIN,
        Numbers.significant(100 * highEvents / (hours - lowHours), 2));
  }
}
