package dev.spotwise.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;

/** Legend entries, at most {@value MarketGroups#MOST} and then how many more there are. */
final class Legends {

  private static final Shape SQUARE = new Rectangle2D.Double(-4.5, -4.5, 9, 9);
  private static final Shape DASH = new Line2D.Double(-10, 0, 10, 0);

  private static final double WIDEST = 200;

  private final LegendItemCollection items = new LegendItemCollection();
  private int left;

  /** A filled area. */
  Legends area(String name, Color color) {
    return add(
        new LegendItem(Fonts.fitting(name, Theme.TICK, WIDEST), null, null, null, SQUARE, color));
  }

  /** A line. */
  Legends line(String name, Color color, BasicStroke stroke) {
    return add(
        new LegendItem(
            Fonts.fitting(name, Theme.TICK, WIDEST), null, null, null, DASH, stroke, color));
  }

  /** A mark. */
  Legends mark(String name, Color color, Shape shape) {
    return add(
        new LegendItem(Fonts.fitting(name, Theme.TICK, WIDEST), null, null, null, shape, color));
  }

  private Legends add(LegendItem item) {
    if (items.getItemCount() < MarketGroups.MOST) {
      items.add(item);
    } else {
      left++;
    }
    return this;
  }

  /** The entries for {@code setFixedLegendItems}. */
  LegendItemCollection items() {
    LegendItemCollection all = new LegendItemCollection();
    all.addAll(items);
    if (left > 0) {
      Shape nothing = new Path2D.Double();
      all.add(new LegendItem("and " + left + " more", null, null, null, nothing, Theme.PANEL));
    }
    return all;
  }
}
