package dev.spotwise.charts;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;

/**
 * Names at the right ends of lines, in the lines' colours, moved apart where they would overlap: an
 * axis on the right that says which line is which. Its range must be that of the left axis.
 */
final class EndLabels extends NumberAxis {

  private static final long serialVersionUID = 1;
  private static final double LEAD = 14;
  private static final double LINE_HEIGHT = 14;
  private static final double WIDEST = 230;

  /** A name, the value at which its line ends, and its colour. */
  private record Label(String text, double value, Color color, boolean bold) {

    Font font() {
      return bold ? Theme.TICK.deriveFont(Font.BOLD) : Theme.TICK;
    }
  }

  private final transient List<Label> labels = new ArrayList<>();

  EndLabels() {
    super(null);
    setAxisLineVisible(false);
    setTickLabelFont(Theme.TICK);
  }

  /** Adds a name. */
  void add(String text, double value, Color color, boolean bold) {
    labels.add(new Label(Fonts.fitting(text, Theme.TICK, WIDEST), value, color, bold));
  }

  @Override
  public AxisSpace reserveSpace(
      Graphics2D graphics, Plot plot, Rectangle2D area, RectangleEdge edge, AxisSpace space) {
    AxisSpace wider = space == null ? new AxisSpace() : space;
    double widest =
        labels.stream()
            .mapToDouble(label -> Fonts.metrics(label.font()).stringWidth(label.text()))
            .max()
            .orElse(0);
    wider.ensureAtLeast(LEAD + widest + 4, RectangleEdge.RIGHT);
    return wider;
  }

  @Override
  public AxisState draw(
      Graphics2D graphics,
      double cursor,
      Rectangle2D area,
      Rectangle2D data,
      RectangleEdge edge,
      PlotRenderingInfo info) {
    draw(this, graphics, data);
    return new AxisState(cursor);
  }

  private void draw(ValueAxis axis, Graphics2D graphics, Rectangle2D data) {
    List<Label> sorted = new ArrayList<>(labels);
    sorted.sort(Comparator.comparingDouble((Label label) -> -label.value()));
    double[] ends =
        sorted.stream()
            .mapToDouble(label -> axis.valueToJava2D(label.value(), data, RectangleEdge.RIGHT))
            .toArray();
    double[] places = apart(ends, data.getMinY() + 6, data.getMaxY() - 2);
    for (int i = 0; i < ends.length; i++) {
      graphics.setColor(sorted.get(i).color());
      graphics.setStroke(Theme.THIN);
      double right = data.getMaxX();
      graphics.draw(new Line2D.Double(right, ends[i], right + LEAD - 3, places[i]));
      graphics.setColor(Theme.INK);
      graphics.setFont(sorted.get(i).font());
      graphics.drawString(sorted.get(i).text(), (float) (right + LEAD), (float) (places[i] + 4));
    }
  }

  /** Places at least a line apart, as near to those wanted as may be; ascending both. */
  static double[] apart(double[] wanted, double top, double bottom) {
    double[] places = wanted.clone();
    double distance = Math.min(LINE_HEIGHT, (bottom - top) / Math.max(1, wanted.length - 1));
    double least = top;
    for (int i = 0; i < places.length; i++) {
      places[i] = Math.max(places[i], least);
      least = places[i] + distance;
    }
    double most = bottom;
    for (int i = places.length - 1; i >= 0; i--) {
      places[i] = Math.min(places[i], most);
      most = places[i] - distance;
    }
    return places;
  }
}
