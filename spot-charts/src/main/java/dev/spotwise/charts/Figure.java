package dev.spotwise.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Panels on one picture, row by row.
 *
 * @param name file name
 * @param headline what the picture is about
 * @param columns panels per row
 * @param panels the panels
 */
record Figure(String name, String headline, int columns, List<Panel> panels) {

  static final int PANEL_WIDTH = 1000;
  static final int PANEL_HEIGHT = 680;
  static final int GAP = 16;
  static final int HEAD = 84;

  /** Freezes the panels. */
  Figure {
    panels = List.copyOf(panels);
  }

  /** What the picture shows, in words. */
  String description() {
    return panels.stream()
        .map(Panel::title)
        .collect(Collectors.joining(". ", headline + ". ", "."));
  }

  /** Draws the picture and writes it as PNG; returns its path. */
  Path write(Path folder) {
    Path file = folder.resolve(name);
    PngFile.write(file, image(), description());
    return file;
  }

  BufferedImage image() {
    int rows = (panels.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(
            columns * (PANEL_WIDTH + GAP) + GAP,
            HEAD + rows * (PANEL_HEIGHT + GAP),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    hint(graphics);
    graphics.setColor(Theme.PAGE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Theme.INK);
    graphics.setFont(Theme.HEADLINE);
    graphics.drawString(headline, GAP + 20, 56);
    for (int i = 0; i < panels.size(); i++) {
      Rectangle2D area = area(i);
      panels.get(i).draw(graphics, area);
      frame(graphics, area, Theme.RULE);
    }
    graphics.dispose();
    return image;
  }

  /** Where a panel lies. */
  Rectangle2D area(int panel) {
    return new Rectangle2D.Double(
        GAP + (panel % columns) * (double) (PANEL_WIDTH + GAP),
        HEAD + Math.floorDiv(panel, columns) * (double) (PANEL_HEIGHT + GAP),
        PANEL_WIDTH,
        PANEL_HEIGHT);
  }

  private static void frame(Graphics2D graphics, Rectangle2D area, Color color) {
    graphics.setColor(color);
    graphics.setStroke(Theme.THIN);
    graphics.draw(area);
  }

  private static void hint(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_OFF);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }
}
