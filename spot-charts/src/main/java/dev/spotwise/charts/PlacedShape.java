package dev.spotwise.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** A small shape, in the picture's units, at a place in the plot's. */
final class PlacedShape extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;

  private final transient Shape shape;
  private final double x;
  private final double y;
  private final Color color;

  PlacedShape(Shape shape, double x, double y, Color color) {
    this.shape = shape;
    this.x = x;
    this.y = y;
    this.color = color;
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int renderer,
      PlotRenderingInfo info) {
    graphics.setColor(color);
    graphics.fill(
        AffineTransform.getTranslateInstance(
                domain.valueToJava2D(x, area, plot.getDomainAxisEdge()),
                range.valueToJava2D(y, area, plot.getRangeAxisEdge()))
            .createTransformedShape(shape));
  }
}
