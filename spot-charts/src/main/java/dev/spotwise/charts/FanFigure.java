package dev.spotwise.charts;

import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.ForecastReview.Fan;
import dev.spotwise.models.evaluation.ForecastReview.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Figure 7: the price intervals that were forecast for one pool beside the prices that came. */
final class FanFigure {

  private static final int FANS = 5;
  private static final int WIDE = 2 * Figure.PANEL_WIDTH + Figure.GAP;

  private final ForecastReview review;
  private final List<Fan> fans;
  private final Color color;
  private final BasicStroke stroke;

  private FanFigure(ForecastReview review, List<Fan> fans, MarketGroups groups) {
    this.review = review;
    this.fans = fans;
    this.color = groups.color(review.pool().instanceType());
    this.stroke = groups.stroke(review.pool());
  }

  /** The figure; none if no price interval was forecast. */
  static Optional<Figure> of(ForecastReview review, MarketGroups groups) {
    List<Fan> known =
        review.price().stream()
            .filter(fan -> fan.points().stream().anyMatch(FanFigure::forecast))
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    FanFigure figure = new FanFigure(review, known, groups);
    List<Panel> panels = new ArrayList<>(known.stream().map(figure::rolling).toList());
    if (known.size() > 1) {
      panels.add(figure.fans());
    }
    boolean one = panels.size() == 1;
    return Optional.of(
        new Figure(
            "7_forecast_fan.png",
            "Forecast price of "
                + review.pool().id()
                + ", "
                + Numbers.days(review.window().from(), review.window().to()),
            new Figure.Layout(one ? 1 : 2, one ? WIDE : Figure.PANEL_WIDTH, Figure.PANEL_HEIGHT),
            panels));
  }

  private static boolean forecast(Point point) {
    return Double.isFinite(point.lowUsd()) && Double.isFinite(point.highUsd());
  }

  private static double millis(Instant origin, Duration horizon) {
    return origin.plus(horizon).toEpochMilli();
  }

  private Panel rolling(Fan fan) {
    YIntervalSeries band = new YIntervalSeries("interval", false, true);
    for (Point point : fan.points()) {
      double at = millis(point.origin(), fan.horizon());
      if (forecast(point)) {
        band.add(at, point.medianUsd(), point.lowUsd(), point.highUsd());
      }
    }
    YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
    bands.addSeries(band);
    return new Panel(
        String.format(
            Locale.ROOT,
            "%s ahead: %s of the prices came within the 90 %% interval",
            Numbers.span(fan.horizon()),
            Numbers.percent(100 * fan.coverage())),
        String.format(
            Locale.ROOT,
            "Share over all pools, %s forecasts. Drawn: the pool held longest.",
            Numbers.count(fan.rows())),
        plot(bands, actual(fan)));
  }

  /** The prices that came, by the instant at which they did. */
  private static XYSeries actual(Fan fan) {
    XYSeries series = new XYSeries("price");
    for (Point point : fan.points()) {
      series.add(millis(point.origin(), fan.horizon()), point.actualUsd());
    }
    return series;
  }

  /** Fans from a few origins, from the price at the origin on. */
  private Panel fans() {
    Map<Instant, Double> known = new TreeMap<>();
    for (Fan fan : fans) {
      for (Point point : fan.points()) {
        known.put(point.origin().plus(fan.horizon()), point.actualUsd());
      }
    }
    List<Point> origins = fans.get(0).points().stream().filter(FanFigure::forecast).toList();
    YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
    for (int i = 0; i < Math.min(FANS, origins.size()); i++) {
      Instant origin = origins.get((int) ((i + 0.5) * origins.size() / FANS)).origin();
      YIntervalSeries band = new YIntervalSeries("fan " + i, false, true);
      double now = known.getOrDefault(origin, Double.NaN);
      if (Double.isFinite(now)) {
        band.add((double) origin.toEpochMilli(), now, now, now);
      }
      for (Fan fan : fans) {
        fan.points().stream()
            .filter(point -> point.origin().equals(origin) && forecast(point))
            .forEach(
                point ->
                    band.add(
                        millis(origin, fan.horizon()),
                        point.medianUsd(),
                        point.lowUsd(),
                        point.highUsd()));
      }
      bands.addSeries(band);
    }
    Fan longest = fans.get(fans.size() - 1);
    return new Panel(
        "Fans from " + Numbers.counted(bands.getSeriesCount(), "origin"),
        "Each widens from the price at its origin to "
            + Numbers.span(longest.horizon())
            + " ahead.",
        plot(bands, actual(fans.get(0))));
  }

  private XYPlot plot(YIntervalSeriesCollection bands, XYSeries actual) {
    DeviationRenderer band = new DeviationRenderer(true, false);
    band.setAlpha(1);
    for (int i = 0; i < bands.getSeriesCount(); i++) {
      band.setSeriesFillPaint(i, Theme.tint(color, 0.25));
      band.setSeriesPaint(i, Theme.tint(color, 0.55));
      band.setSeriesStroke(i, Theme.LINE);
    }
    XYSeriesCollection prices = new XYSeriesCollection();
    prices.addSeries(actual);
    NumberAxis axis = Axes.number("Price, USD per instance-hour");
    axis.setAutoRangeIncludesZero(false);
    axis.setLowerMargin(0.08);
    Legends legends =
        new Legends()
            .line("Price that came", Theme.INK, stroke)
            .line("Forecast median", Theme.tint(color, 0.55), Theme.LINE)
            .area("90 % interval", Theme.tint(color, 0.25));
    XYPlot plot =
        new XYPlot(bands, Axes.time(review.window().from(), review.window().to()), axis, band);
    XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
    line.setDrawSeriesLineAsPath(true);
    line.setSeriesPaint(0, Theme.INK);
    line.setSeriesStroke(0, stroke);
    plot.setDataset(1, prices);
    plot.setRenderer(1, line);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setFixedLegendItems(legends.items());
    return plot;
  }
}
