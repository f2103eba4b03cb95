package dev.spotwise.charts;

import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.ForecastReview.Reliability;
import dev.spotwise.models.evaluation.ReliabilityTable.Bin;
import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Figure 6: whether interruptions came as often as they were forecast. */
final class ReliabilityFigure {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 440;
  private static final int MOST_COLUMNS = 3;
  private static final int FEW_ROWS = 30;
  private static final double Z = 1.959963984540054; // 95 %
  private static final Color FEW = Theme.OTHER;

  private ReliabilityFigure() {}

  /** The figure; none if no stability was forecast. */
  static Optional<Figure> of(ForecastReview review) {
    List<Reliability> known =
        review.stability().stream().filter(one -> one.table().rows() > 0).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    int columns = Math.min(MOST_COLUMNS, known.size());
    return Optional.of(
        new Figure(
            "6_reliability.png",
            "Reliability of the forecast interruptions, "
                + Numbers.days(review.window().from(), review.window().to()),
            new Figure.Layout(columns, columns == 1 ? Figure.PANEL_WIDTH : WIDTH, HEIGHT),
            known.stream().map(ReliabilityFigure::panel).toList()));
  }

  private static Panel panel(Reliability found) {
    List<Bin> bins = found.table().bins().stream().filter(bin -> bin.count() > 0).toList();
    double right = 100 * bins.get(bins.size() - 1).high();
    double left = 100 * bins.get(0).low();
    String ahead = Numbers.span(found.horizon());
    NumberAxis domain = Axes.number("Forecast: interrupted within " + ahead + ", %", left, right);
    CombinedDomainXYPlot plot = new CombinedDomainXYPlot(domain);
    plot.setGap(8);
    List<Bin> dots = merged(bins);
    plot.add(diagram(dots, left, right), 3);
    plot.add(histogram(bins, found.table().rows()), 1);
    plot.setFixedLegendItems(legends(dots).items());
    return new Panel(
        String.format(
            Locale.ROOT,
            "%s ahead: off by %s points on average",
            ahead,
            Numbers.significant(100 * found.table().expectedCalibrationError(), 2)),
        String.format(
            Locale.ROOT,
            "Brier score %s; %s\u00a0%% of %s came true. Bars: 95\u00a0%% binomial intervals;"
                + " forecasts overlap, so they flatter.",
            Numbers.significant(found.brierScore(), 3),
            Numbers.significant(100 * found.baseRate(), 2),
            Numbers.count(found.table().rows())),
        plot);
  }

  /** Neighbours taken together until each holds enough rows; the last may hold fewer. */
  static List<Bin> merged(List<Bin> bins) {
    List<Bin> merged = new ArrayList<>();
    for (Bin bin : bins) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).count() < FEW_ROWS) {
        Bin before = merged.get(last);
        int count = before.count() + bin.count();
        double forecast = before.count() * before.meanForecast() + bin.count() * bin.meanForecast();
        double came = before.count() * before.observedShare() + bin.count() * bin.observedShare();
        merged.set(last, new Bin(before.low(), bin.high(), count, forecast / count, came / count));
      } else {
        merged.add(bin);
      }
    }
    return merged;
  }

  private static Legends legends(List<Bin> bins) {
    Legends legends = new Legends();
    if (bins.stream().anyMatch(bin -> bin.count() >= FEW_ROWS)) {
      legends.mark("At least " + FEW_ROWS + " forecasts", Theme.BLUE, dot(3.5));
    }
    if (bins.stream().anyMatch(bin -> bin.count() < FEW_ROWS)) {
      legends.mark("Fewer", FEW, dot(3.5));
    }
    return legends.line("As forecast", Theme.MUTED, Theme.MARK);
  }

  private static XYPlot diagram(List<Bin> bins, double left, double right) {
    List<Double> sizes = new ArrayList<>();
    int most = bins.stream().mapToInt(Bin::count).max().orElse(1);
    XYIntervalSeries series = new XYIntervalSeries("bins", false, true);
    double top = right;
    for (Bin bin : bins) {
      double x = 100 * bin.meanForecast();
      double y = 100 * bin.observedShare();
      double low = 100 * wilson(bin, -1);
      double high = 100 * wilson(bin, 1);
      series.add(x, x, x, y, low, high);
      sizes.add(2 + 2.5 * Math.sqrt((double) bin.count() / most));
      top = Math.max(top, bin.count() < FEW_ROWS ? y : high);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYErrorRenderer renderer =
        new XYErrorRenderer() {
          private static final long serialVersionUID = 1;

          @Override
          public Shape getItemShape(int row, int item) {
            return dot(sizes.get(item));
          }

          @Override
          public Paint getItemPaint(int row, int item) {
            return bins.get(item).count() < FEW_ROWS ? FEW : Theme.BLUE;
          }
        };
    renderer.setDrawXError(false);
    renderer.setCapLength(0);
    renderer.setErrorStroke(Theme.LINE);
    NumberAxis axis = Axes.number("Came true, %", -0.03 * top, top * 1.04);
    XYPlot plot = new XYPlot(data, null, axis, renderer);
    plot.addAnnotation(new XYLineAnnotation(left, left, right, right, Theme.MARK, Theme.MUTED));
    return plot;
  }

  /** An end of the interval of Wilson (1927, doi 10.1080/01621459.1927.10502953). */
  static double wilson(Bin bin, int side) {
    double n = bin.count();
    double p = bin.observedShare();
    double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return Math.max(0, Math.min(1, middle + side * half));
  }

  private static Shape dot(double radius) {
    return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
  }

  private static XYPlot histogram(List<Bin> bins, long rows) {
    XYIntervalSeries series = new XYIntervalSeries("rows", false, true);
    double most = 0;
    for (Bin bin : bins) {
      double share = 100.0 * bin.count() / rows;
      double middle = 50 * (bin.low() + bin.high());
      series.add(middle, 100 * bin.low(), 100 * bin.high(), share, share, share);
      most = Math.max(most, share);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setSeriesPaint(0, Theme.RUN);
    NumberAxis axis = Axes.number("Forecasts, %", 0, most * 1.1);
    return Plots.columns(data, null, axis, renderer);
  }
}
