package dev.spotwise.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;

/**
 * Colours, fonts and strokes of all figures. The colours are those of Okabe and Ito (Color
 * Universal Design, 2008), which people with any kind of colour vision tell apart, and some darker
 * ones.
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
          new Color(0x7A5195),
          new Color(0x8C6D1F),
          new Color(0x00484F),
          new Color(0x9E2A2B),
          new Color(0x4C6A2E),
          new Color(0x39424E));

  /** What the workload did, in every figure: it ran, it moved, it was restarted. */
  static final Color RUN = new Color(0x9DB4C4);

  static final Color MIGRATION = new Color(0x24313D);
  static final Color RESTART = VERMILLION;

  // Sizes at which FreeType's releases agree on every glyph; at 20, 21, 29 and bold 33 they do not.
  static final Font HEADLINE = font(Font.BOLD, 34);
  static final Font TITLE = font(Font.BOLD, 25);
  static final Font SUBTITLE = font(Font.PLAIN, 19);
  static final Font LABEL = font(Font.PLAIN, 19);
  static final Font TICK = font(Font.PLAIN, 19);
  static final Font MESSAGE = font(Font.PLAIN, 24);

  static final BasicStroke THIN = line(1.5f);
  static final BasicStroke LINE = line(2.6f);
  static final BasicStroke BOLD = line(4f);
  static final BasicStroke DASHED = dashes(2.6f, 10, 6);
  static final BasicStroke MARK = dashes(2.2f, 8, 6);

  private static final List<BasicStroke> ZONES =
      List.of(
          LINE,
          dashes(2.6f, 14, 5),
          dashes(2.6f, 4, 4),
          dashes(2.6f, 14, 4, 3, 4),
          dashes(2.6f, 22, 8),
          dashes(2.6f, 8, 8));

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
    return new Font("DejaVu Sans", style, size);
  }

  private static BasicStroke line(float width) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }

  private static BasicStroke dashes(float width, float... pattern) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
  }
}
