package dev.spotwise.charts;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Panels on one picture, row by row. Sizes are logical: an SVG is drawn at them, a PNG at twice
 * them.
 *
 * @param name file name of the PNG
 * @param headline what the picture is about
 * @param layout how the panels lie
 * @param panels the panels
 */
record Figure(String name, String headline, Layout layout, List<Panel> panels) {

  /** Pixels of a PNG per logical unit. */
  static final int SCALE = 2;

  static final int PANEL_WIDTH = 560;
  static final int PANEL_HEIGHT = 372;
  static final int GAP = 8;
  static final int HEAD = 42;

  private static final int MARGIN = 10;

  /**
   * How the panels lie.
   *
   * @param columns panels per row
   * @param width width of a panel
   * @param height height of a panel
   */
  record Layout(int columns, int width, int height) {}

  /** Freezes the panels. */
  Figure {
    panels = List.copyOf(panels);
  }

  /** Panels of the usual size. */
  Figure(String name, String headline, int columns, List<Panel> panels) {
    this(name, headline, new Layout(columns, PANEL_WIDTH, PANEL_HEIGHT), panels);
  }

  /** What the picture shows, in words. */
  String description() {
    return panels.stream()
        .map(Panel::words)
        .collect(Collectors.joining(". ", headline + ". ", "."));
  }

  /** File name of the SVG. */
  String svgName() {
    return Figures.svgName(name);
  }

  /** Draws the picture and writes it as PNG and SVG; returns the path of the PNG. */
  Path write(Path folder) {
    Path file = folder.resolve(name);
    PngFile.write(file, image(), description());
    SvgFile.write(folder.resolve(svgName()), this);
    return file;
  }

  int width() {
    return layout.columns() * (layout.width() + GAP) + GAP;
  }

  int height() {
    int rows = (panels.size() + layout.columns() - 1) / layout.columns();
    return HEAD + rows * (layout.height() + GAP);
  }

  BufferedImage image() {
    BufferedImage image =
        new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    draw(graphics);
    graphics.dispose();
    return image;
  }

  /** Draws the picture at its logical size. */
  void draw(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    Fonts.hint(graphics);
    graphics.setColor(Theme.PAGE);
    graphics.fill(new Rectangle2D.Double(0, 0, width(), height()));
    graphics.setColor(Theme.INK);
    double room = width() - 2.0 * (GAP + MARGIN);
    Font font =
        Fonts.metrics(Theme.HEADLINE).stringWidth(headline) > room ? Theme.TITLE : Theme.HEADLINE;
    graphics.setFont(font);
    graphics.drawString(Fonts.fitting(headline, font, room), GAP + MARGIN, 28);
    for (int i = 0; i < panels.size(); i++) {
      Rectangle2D area = area(i);
      panels.get(i).draw(graphics, area);
      graphics.setColor(Theme.RULE);
      graphics.setStroke(Theme.THIN);
      graphics.draw(area);
    }
  }

  /** Where a panel lies. */
  Rectangle2D area(int panel) {
    return new Rectangle2D.Double(
        GAP + (panel % layout.columns()) * (double) (layout.width() + GAP),
        HEAD + Math.floorDiv(panel, layout.columns()) * (double) (layout.height() + GAP),
        layout.width(),
        layout.height());
  }
}
