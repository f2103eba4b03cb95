package dev.spotwise.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;

/**
 * Colours, fonts and strokes of all figures, in units of a figure's logical size. The colours are
 * those of Okabe and Ito (Color Universal Design, 2008), which people with any kind of colour
 * vision tell apart, and six more that keep the distance.
 */
final class Theme {

  static final Color PAGE = new Color(0xF6F7F8);
  static final Color PANEL = Color.WHITE;
  static final Color INK = new Color(0x1F2328);
  static final Color MUTED = new Color(0x5B636B);
  static final Color RULE = new Color(0xD0D4D8);
  static final Color GRID = new Color(0xE4E7EA);
  static final Color OTHER = new Color(0x8C959D);
  static final Color PALE = new Color(0xC9D1D8);

  static final Color BLUE = new Color(0x0072B2);
  static final Color ORANGE = new Color(0xE69F00);
  static final Color GREEN = new Color(0x009E73);
  static final Color VERMILLION = new Color(0xD55E00);
  static final Color PURPLE = new Color(0xCC79A7);
  static final Color SKY = new Color(0x56B4E9);

  /** In the order in which instance types take them. */
  static final List<Color> CYCLE =
      List.of(
          BLUE,
          ORANGE,
          GREEN,
          PURPLE,
          VERMILLION,
          SKY,
          new Color(0x2A2AE6),
          new Color(0x4A3512),
          new Color(0x1F1A7A),
          new Color(0xA8B860),
          new Color(0xA050F5),
          new Color(0x4A2248));

  /** What the workload did, in every figure: it ran, it moved, it was restarted. */
  static final Color RUN = new Color(0x9DB4C4);

  static final Color MIGRATION = new Color(0x24313D);
  static final Color RESTART = VERMILLION;

  static final Font HEADLINE = font(Font.BOLD, 17);
  static final Font TITLE = font(Font.BOLD, 13);
  static final Font SUBTITLE = font(Font.PLAIN, 11);
  static final Font LABEL = font(Font.PLAIN, 11);
  static final Font TICK = font(Font.PLAIN, 11);
  static final Font MESSAGE = font(Font.PLAIN, 12);

  /** The JDKs from 17 to 25 agree on every pixel of it; on round joins they do not. */
  private static final int JOIN = BasicStroke.JOIN_BEVEL;

  static final BasicStroke THIN = line(0.75f);
  static final BasicStroke LINE = line(1.4f);
  static final BasicStroke BOLD = line(2.4f);
  static final BasicStroke PATH = line(3.2f);
  static final BasicStroke DASHED = dashes(1.4f, 5, 3);
  static final BasicStroke MARK = dashes(1.2f, 4, 3);

  private static final List<BasicStroke> ZONES =
      List.of(
          LINE,
          dashes(1.4f, 7, 2.5f),
          dashes(1.4f, 2, 2),
          dashes(1.4f, 7, 2, 1.5f, 2),
          dashes(1.4f, 11, 4),
          dashes(1.4f, 4, 4));

  private Theme() {}

  /** The line style of the zone with this number. */
  static BasicStroke zoneStroke(int zone) {
    return ZONES.get(zone % ZONES.size());
  }

  /** A colour mixed with white; a share of 1 is the colour itself. */
  static Color tint(Color color, double share) {
    return new Color(
        mix(color.getRed(), share), mix(color.getGreen(), share), mix(color.getBlue(), share));
  }

  private static int mix(int channel, double share) {
    return (int) Math.round(255 - share * (255 - channel));
  }

  private static Font font(int style, int size) {
    return new Font(Fonts.FAMILY, style, size);
  }

  private static BasicStroke line(float width) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, JOIN);
  }

  private static BasicStroke dashes(float width, float... pattern) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, JOIN, 1, pattern, 0);
  }
}
