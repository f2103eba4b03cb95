package dev.spotwise.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.BoxAndWhiskerRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.statistics.BoxAndWhiskerItem;
import org.jfree.data.statistics.DefaultBoxAndWhiskerCategoryDataset;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;

/** The kinds of plot that the figures are made of. No gradients, no shadows. */
final class Plots {

  private Plots() {}

  /** One box: quartiles, median, and whiskers from the 5th to the 95th percentile. */
  static BoxAndWhiskerItem box(Histogram values) {
    return new BoxAndWhiskerItem(
        null,
        values.quantile(0.5),
        values.quantile(0.25),
        values.quantile(0.75),
        values.quantile(0.05),
        values.quantile(0.95),
        null,
        null,
        List.of());
  }

  /** Boxes side by side, drawn lying so that long names fit; colours by category. */
  static CategoryPlot boxes(
      DefaultBoxAndWhiskerCategoryDataset data, NumberAxis axis, IntFunction<Color> colors) {
    BoxAndWhiskerRenderer renderer =
        new BoxAndWhiskerRenderer() {
          @Override
          public Paint getItemPaint(int row, int column) {
            return colors.apply(column);
          }

          @Override
          public Paint getItemOutlinePaint(int row, int column) {
            return Theme.INK;
          }
        };
    renderer.setMeanVisible(false);
    renderer.setMaxOutlierVisible(false);
    renderer.setMinOutlierVisible(false);
    renderer.setUseOutlinePaintForWhiskers(true);
    renderer.setMaximumBarWidth(0.14);
    renderer.setWhiskerWidth(0.5);
    renderer.setDefaultOutlineStroke(Theme.LINE);
    renderer.setDefaultStroke(Theme.LINE);
    renderer.setAutoPopulateSeriesOutlineStroke(false);
    CategoryPlot plot =
        new CategoryPlot(data, Axes.names(PlotOrientation.HORIZONTAL), axis, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setFixedLegendItems(new Legends().items());
    return plot;
  }

  /** Plain bars with one colour per cell. */
  static CategoryPlot bars(
      CategoryDataset data,
      NumberAxis axis,
      BarRenderer renderer,
      PlotOrientation orientation,
      Legends legends) {
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setItemMargin(0.06);
    renderer.setMaximumBarWidth(orientation.isHorizontal() ? 0.12 : 0.1);
    renderer.setDefaultItemLabelFont(Theme.TICK);
    renderer.setDefaultItemLabelPaint(Theme.INK);
    CategoryPlot plot = new CategoryPlot(data, Axes.names(orientation), axis, renderer);
    plot.setOrientation(orientation);
    if (orientation.isHorizontal()) {
      plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
      renderer.setDefaultPositiveItemLabelPosition(
          new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    }
    plot.setFixedLegendItems(legends.items());
    return plot;
  }

  /** A renderer of bars whose colour depends on the category. */
  static BarRenderer byCategory(IntFunction<Color> colors) {
    return new BarRenderer() {
      @Override
      public Paint getItemPaint(int row, int column) {
        return colors.apply(column);
      }
    };
  }

  /** Writes each bar's value at its end. */
  static void values(BarRenderer renderer, DoubleFunction<String> format) {
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelGenerator(
        new StandardCategoryItemLabelGenerator() {
          @Override
          public String generateLabel(CategoryDataset data, int row, int column) {
            Number value = data.getValue(row, column);
            return value == null ? "" : format.apply(value.doubleValue());
          }
        });
  }

  /** Words after the end of a lying bar. */
  static void label(CategoryPlot plot, Comparable<?> category, double value, String text) {
    CategoryTextAnnotation label = new CategoryTextAnnotation("  " + text, category, value);
    label.setFont(Theme.TICK);
    label.setPaint(Theme.INK);
    label.setTextAnchor(TextAnchor.CENTER_LEFT);
    plot.addAnnotation(label);
  }

  /** Lines without marks. */
  static XYPlot lines(XYDataset data, ValueAxis domain, NumberAxis range, Legends legends) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    XYPlot plot = new XYPlot(data, domain, range, renderer);
    plot.setFixedLegendItems(legends.items());
    return plot;
  }

  /** Colours one series of lines. */
  static void series(XYPlot plot, int series, Color color, BasicStroke stroke) {
    plot.getRenderer().setSeriesPaint(series, color);
    plot.getRenderer().setSeriesStroke(series, stroke);
  }

  /** Bars over numbers or times. */
  static XYPlot columns(
      IntervalXYDataset data, ValueAxis domain, NumberAxis range, XYBarRenderer renderer) {
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setMargin(0.06);
    XYPlot plot = new XYPlot(data, domain, range, renderer);
    plot.setFixedLegendItems(new Legends().items());
    return plot;
  }

  /** A dashed line across a plot with its name beside it. */
  static ValueMarker threshold(double value, String name, RectangleAnchor anchor) {
    ValueMarker marker = new ValueMarker(value, Theme.VERMILLION, Theme.MARK);
    marker.setLabel(name);
    marker.setLabelFont(Theme.TICK.deriveFont(Font.BOLD));
    marker.setLabelPaint(Theme.VERMILLION);
    marker.setLabelBackgroundColor(new Color(0, true));
    marker.setLabelAnchor(anchor);
    boolean right = anchor.equals(RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(right ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
    marker.setLabelOffset(new RectangleInsets(3, 3, 3, 3));
    return marker;
  }
}
