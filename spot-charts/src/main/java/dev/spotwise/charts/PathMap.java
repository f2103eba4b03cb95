package dev.spotwise.charts;

import dev.spotwise.charts.HeldPath.Begin;
import dev.spotwise.charts.HeldPath.Stay;
import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.TimeWindow;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * Draws rows of capacity over time and the paths over them. What is narrower than a pixel melts
 * into its neighbour, so that the work follows the width of the picture and the changes of the
 * rows.
 */
final class PathMap extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;
  private static final double BAND = 0.36;
  private static final double FINEST = 0.5;

  static final String ON_DEMAND = "On demand";
  static final Color UP = new Color(0xE3EEF6);
  static final Color DOWN = new Color(0x8C959D);
  static final Color UNKNOWN = new Color(0xEFE9DA);
  static final Shape MOVE = triangle();
  static final Shape LOSS = new Ellipse2D.Double(-2.8, -2.8, 5.6, 5.6);

  /**
   * One row.
   *
   * @param name id of a pool, or what else the row is called
   * @param capacity when it could be had, if that is known
   * @param interruptions of it, if they are known
   */
  record Row(
      String name,
      Optional<AvailabilitySeries> capacity,
      Optional<InterruptionSeries> interruptions) {}

  /** A path, and how it is drawn: the first with marks, in the colours of its types. */
  record Line(HeldPath path, boolean first) {}

  private final transient List<Row> rows;
  private final transient Map<String, Integer> places;
  private final transient List<Line> lines;
  private final transient MarketGroups groups;
  private final transient TimeWindow window;

  PathMap(
      List<Row> rows,
      Map<String, Integer> places,
      List<Line> lines,
      MarketGroups groups,
      TimeWindow window) {
    this.rows = rows;
    this.places = places;
    this.lines = lines;
    this.groups = groups;
    this.window = window;
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
    Pen pen = new Pen(graphics, plot, area, domain, range);
    for (int row = 0; row < rows.size(); row++) {
      pen.capacity(row);
    }
    for (Line line : lines) {
      if (!line.first()) {
        pen.path(line);
      }
    }
    lines.stream().filter(Line::first).forEach(pen::path);
  }

  /** Draws into one area. */
  private final class Pen {

    private final Graphics2D graphics;
    private final XYPlot plot;
    private final Rectangle2D area;
    private final ValueAxis domain;
    private final ValueAxis range;

    Pen(Graphics2D graphics, XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range) {
      this.graphics = graphics;
      this.plot = plot;
      this.area = area;
      this.domain = domain;
      this.range = range;
    }

    double x(long epochSecond) {
      long inside =
          Math.max(window.fromEpochSecond(), Math.min(window.toEpochSecond(), epochSecond));
      return domain.valueToJava2D(1000.0 * inside, area, plot.getDomainAxisEdge());
    }

    double y(double row) {
      return range.valueToJava2D(row, area, plot.getRangeAxisEdge());
    }

    void capacity(int row) {
      double top = y(row - BAND);
      double height = y(row + BAND) - top;
      Row of = rows.get(row);
      if (of.capacity().isEmpty()) {
        boolean always = of.name().equals(ON_DEMAND);
        fill(always ? UP : UNKNOWN, whole(top, height));
      } else {
        fill(UNKNOWN, whole(top, height));
        fill(UP, spans(of.capacity().get(), Availability.UP, top, height));
        fill(DOWN, spans(of.capacity().get(), Availability.DOWN, top, height));
      }
      of.interruptions().ifPresent(events -> ticks(events, top + height));
    }

    private Shape whole(double top, double height) {
      double from = x(window.fromEpochSecond());
      return new Rectangle2D.Double(from, top, x(window.toEpochSecond()) - from, height);
    }

    private void fill(Color color, Shape shape) {
      graphics.setColor(color);
      graphics.fill(shape);
    }

    /** All the spans in a state as one shape. */
    private Shape spans(AvailabilitySeries series, Availability state, double top, double height) {
      Path2D path = new Path2D.Double();
      double from = Double.NaN;
      double to = Double.NaN;
      for (int i = 0; i < series.size(); i++) {
        boolean last = i + 1 == series.size();
        long end = last ? window.toEpochSecond() : series.epochSecond(i + 1);
        if (series.state(i) != state
            || end <= window.fromEpochSecond()
            || series.epochSecond(i) >= window.toEpochSecond()) {
          continue;
        }
        double begin = x(series.epochSecond(i));
        if (Double.isNaN(from)) {
          from = begin;
        } else if (begin > to + FINEST) {
          path.append(
              new Rectangle2D.Double(from, top, Math.max(FINEST, to - from), height), false);
          from = begin;
        }
        to = x(end);
      }
      if (!Double.isNaN(from)) {
        path.append(new Rectangle2D.Double(from, top, Math.max(FINEST, to - from), height), false);
      }
      return path;
    }

    private void ticks(InterruptionSeries events, double bottom) {
      Path2D path = new Path2D.Double();
      double last = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < events.size(); i++) {
        long second = events.epochSecond(i);
        double at = x(second);
        if (second >= window.fromEpochSecond()
            && second < window.toEpochSecond()
            && at >= last + FINEST) {
          path.moveTo(at, bottom);
          path.lineTo(at, bottom - 4);
          last = at;
        }
      }
      graphics.setColor(Theme.RESTART);
      graphics.setStroke(Theme.THIN);
      graphics.draw(path);
    }

    void path(Line line) {
      Stay before = null;
      for (Stay stay : line.path().stays()) {
        Integer row = places.get(stay.place());
        if (row != null) {
          Color color = line.first() ? color(stay) : Theme.PALE;
          graphics.setColor(color);
          graphics.setStroke(line.first() ? Theme.PATH : Theme.LINE);
          double y = y(row);
          double from = x(stay.from().getEpochSecond());
          double to = x(stay.to().getEpochSecond());
          graphics.draw(new Line2D.Double(from, y, Math.max(to, from + 1), y));
          Integer left = before == null ? null : places.get(before.place());
          if (line.first() && left != null && !left.equals(row)) {
            graphics.setColor(Theme.INK);
            graphics.setStroke(stay.begin() == Begin.MIGRATION ? Theme.THIN : Theme.MARK);
            graphics.draw(new Line2D.Double(from, y(left), from, y));
          }
        }
        before = stay;
      }
      if (line.first()) {
        line.path().stays().forEach(this::marks);
      }
    }

    private void marks(Stay stay) {
      Integer row = places.get(stay.place());
      if (row == null) {
        return;
      }
      if (stay.begin() == Begin.MIGRATION) {
        mark(MOVE, Theme.MIGRATION, x(stay.from().getEpochSecond()), y(row));
      }
      if (stay.lost()) {
        mark(LOSS, Theme.RESTART, x(stay.to().getEpochSecond()), y(row));
      }
    }

    private void mark(Shape shape, Color color, double x, double y) {
      fill(color, AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape));
    }

    private Color color(Stay stay) {
      return stay.onDemand() ? Theme.MUTED : groups.color(Held.type(stay.place()));
    }
  }

  private static Shape triangle() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -4.5);
    path.lineTo(4.5, 4);
    path.lineTo(-4.5, 4);
    path.closePath();
    return path;
  }
}
