package dev.spotwise.charts;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * One plot of a figure, under a title that says what is seen and a line that says how to read it.
 *
 * @param title the finding
 * @param subtitle what is drawn; may be empty
 * @param plot the plot, its legend set; empty for one that says only its no-data message
 */
record Panel(String title, String subtitle, Plot plot) {

  /** A panel that calmly says why it shows nothing. */
  static Panel message(String title, String message) {
    XYPlot plot = new XYPlot();
    plot.setNoDataMessage(message);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    return new Panel(title, "", plot);
  }

  /** What is seen, in words; the message if there is nothing to see. */
  String words() {
    String message = plot.getNoDataMessage();
    return message == null ? title : title + ": " + message;
  }

  static {
    // Rotated text as text: the workaround, for JDKs long gone, makes outlines of it.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  /** Draws the panel into a rectangle. */
  void draw(Graphics2D graphics, Rectangle2D area) {
    style();
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(Theme.PANEL);
    chart.setAntiAlias(true);
    chart.setTextAntiAlias(true);
    chart.setPadding(new RectangleInsets(9, 9, 7, 20));
    chart.addSubtitle(0, text(title, true));
    if (!subtitle.isEmpty()) {
      chart.addSubtitle(1, text(subtitle, false));
    }
    if (plot.getLegendItems() != null && plot.getLegendItems().getItemCount() > 0) {
      LegendTitle legend = new LegendTitle(plot);
      legend.setItemFont(Theme.TICK);
      legend.setItemPaint(Theme.INK);
      legend.setPosition(RectangleEdge.BOTTOM);
      legend.setFrame(BlockBorder.NONE);
      legend.setBackgroundPaint(Theme.PANEL);
      legend.setItemLabelPadding(new RectangleInsets(1, 2, 1, 9));
      chart.addLegend(legend);
    }
    chart.draw(graphics, area);
  }

  private void style() {
    style(plot);
    if (plot instanceof CombinedDomainXYPlot combined) {
      for (Object each : combined.getSubplots()) {
        style((Plot) each);
        // Or else the shared axis would not lie under them.
        ((Plot) each).setInsets(RectangleInsets.ZERO_INSETS);
      }
    }
  }

  private static void style(Plot plot) {
    plot.setBackgroundPaint(Theme.PANEL);
    plot.setOutlineVisible(false);
    plot.setNoDataMessageFont(Theme.MESSAGE);
    plot.setNoDataMessagePaint(Theme.MUTED);
    plot.setInsets(new RectangleInsets(6, 2, 2, 6));
    if (plot instanceof XYPlot xy) {
      xy.setDomainGridlinePaint(Theme.GRID);
      xy.setRangeGridlinePaint(Theme.GRID);
      xy.setDomainGridlineStroke(Theme.THIN);
      xy.setRangeGridlineStroke(Theme.THIN);
      xy.setAxisOffset(RectangleInsets.ZERO_INSETS);
    } else if (plot instanceof CategoryPlot category) {
      category.setRangeGridlinePaint(Theme.GRID);
      category.setRangeGridlineStroke(Theme.THIN);
      category.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }
  }

  private static TextTitle text(String text, boolean finding) {
    TextTitle title = new TextTitle(text, finding ? Theme.TITLE : Theme.SUBTITLE);
    title.setPaint(finding ? Theme.INK : Theme.MUTED);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setPadding(new RectangleInsets(finding ? 0 : 1, 2, 1, 2));
    title.setMaximumLinesToDisplay(2);
    title.setExpandToFitSpace(true);
    return title;
  }
}
