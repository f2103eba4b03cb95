package dev.spotwise.charts;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Draws the tries of a sweep over two parameters, with the best and the default marked. */
final class TryMap extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;
  private static final BasicStroke RIM = new BasicStroke(1.8f);
  private static final double ROOM = 34;
  private static final double RADIUS = 4.5;

  static final Shape BEST = diamond();
  static final Shape DEFAULT = new Ellipse2D.Double(-5, -5, 10, 10);
  static final Shape RING = RIM.createStrokedShape(DEFAULT);

  /**
   * One or several tries at one place.
   *
   * @param x place on the axis
   * @param y place on the axis
   * @param excess cost above the best's, percent; NaN if it was late
   */
  record Cell(double x, double y, double excess) {}

  private final transient List<Cell> cells;
  private final transient SweepFigure.Shades shades;
  private final boolean grid;
  private final double[] best;
  private final double[] standard;

  TryMap(
      List<Cell> cells, SweepFigure.Shades shades, boolean grid, double[] best, double[] standard) {
    this.cells = List.copyOf(cells);
    this.shades = shades;
    this.grid = grid;
    this.best = best.clone();
    this.standard = standard.clone();
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
    double width = domain.lengthToJava2D(1, area, plot.getDomainAxisEdge());
    double height = range.lengthToJava2D(1, area, plot.getRangeAxisEdge());
    for (Cell cell : cells) {
      double x = domain.valueToJava2D(cell.x(), area, plot.getDomainAxisEdge());
      double y = range.valueToJava2D(cell.y(), area, plot.getRangeAxisEdge());
      graphics.setColor(shades.color(cell.excess()));
      if (grid) {
        graphics.fill(new Rectangle2D.Double(x - width / 2, y - height / 2, width - 1, height - 1));
        if (width > 1.2 * ROOM && height > ROOM && !Double.isNaN(cell.excess())) {
          words(graphics, "+" + Numbers.significant(cell.excess(), 2), x, y + height / 2 - 6, cell);
        }
      } else {
        graphics.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
        graphics.setColor(Theme.MUTED);
        graphics.setStroke(Theme.THIN);
        graphics.draw(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
      }
    }
    AffineTransform atBest = at(best, area, plot, domain, range);
    AffineTransform atDefault = at(standard, area, plot, domain, range);
    graphics.setColor(Theme.RESTART);
    graphics.fill(atBest.createTransformedShape(BEST));
    if (Double.isFinite(standard[0]) && Double.isFinite(standard[1])) {
      graphics.setColor(Theme.PANEL);
      graphics.setStroke(new BasicStroke(3.6f));
      graphics.draw(atDefault.createTransformedShape(DEFAULT));
      graphics.setColor(Theme.INK);
      graphics.setStroke(RIM);
      graphics.draw(atDefault.createTransformedShape(DEFAULT));
    }
  }

  private void words(Graphics2D graphics, String text, double x, double y, Cell cell) {
    graphics.setFont(Theme.TICK);
    graphics.setColor(shades.dark(cell.excess()) ? Theme.PANEL : Theme.INK);
    double width = Fonts.metrics(Theme.TICK).stringWidth(text);
    graphics.drawString(text, (float) (x - width / 2), (float) y);
  }

  private static AffineTransform at(
      double[] place, Rectangle2D area, XYPlot plot, ValueAxis domain, ValueAxis range) {
    return AffineTransform.getTranslateInstance(
        domain.valueToJava2D(place[0], area, plot.getDomainAxisEdge()),
        range.valueToJava2D(place[1], area, plot.getRangeAxisEdge()));
  }

  private static Shape diamond() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -6);
    path.lineTo(6, 0);
    path.lineTo(0, 6);
    path.lineTo(-6, 0);
    path.closePath();
    return path;
  }
}
