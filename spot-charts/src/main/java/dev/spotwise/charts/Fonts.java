package dev.spotwise.charts;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The fonts that this machine has. A bare container has none: then nothing that measures text
 * works, in ways that differ from JDK to JDK, so that is found out here before anything is drawn.
 */
final class Fonts {

  /** The font of choice. */
  static final String DEJAVU = "DejaVu Sans";

  /** What a browser takes for the text of an SVG, the first that it has; alike in width. */
  static final String FALLBACKS = "'DejaVu Sans', Verdana, 'Bitstream Vera Sans', sans-serif";

  private static final String HELP =
      "install one, on Debian and Ubuntu with" + " `apt-get install fontconfig fonts-dejavu-core`";
  private static final Optional<String> PROBLEM = look();

  /**
   * The family that is drawn with: {@value #DEJAVU}, or the platform's sans where it is missing.
   */
  static final String FAMILY = PROBLEM.isEmpty() ? family() : Font.SANS_SERIF;

  private static final Graphics2D RULER = PROBLEM.isEmpty() ? ruler() : null;

  private Fonts() {}

  /** Why no text can be drawn, and what helps; empty if it can. */
  static Optional<String> problem() {
    return PROBLEM;
  }

  /** Measures of a font at the scale of a PNG, so that all formats are laid out alike. */
  static synchronized FontMetrics metrics(Font font) {
    return RULER.getFontMetrics(font);
  }

  /** The hints that text is drawn and measured with. */
  static void hint(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  /** The start of a text that fits into a width, with an ellipsis if it is not all of it. */
  static String fitting(String text, Font font, double width) {
    FontMetrics metrics = metrics(font);
    if (metrics.stringWidth(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 1 && metrics.stringWidth(text.substring(0, end) + "...") > width) {
      end--;
    }
    return text.substring(0, end) + "...";
  }

  private static Graphics2D ruler() {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    graphics.scale(Figure.SCALE, Figure.SCALE);
    hint(graphics);
    return graphics;
  }

  private static String family() {
    String[] names =
        GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames(Locale.ROOT);
    return Arrays.asList(names).contains(DEJAVU) ? DEJAVU : Font.SANS_SERIF;
  }

  /** A JDK without fonts throws one of several exceptions and errors at the first measurement. */
  private static Optional<String> look() {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
      boolean usable = ruler().getFontMetrics(font).stringWidth("M") > 0 && font.canDisplay('M');
      return usable ? Optional.empty() : Optional.of(problem("no letters"));
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return Optional.of(problem(reason(e)));
    }
  }

  private static String problem(String reason) {
    return "figures need a font but this machine has none (" + reason + "); " + HELP;
  }

  /** The first line of what a JDK says about its fonts. */
  static String reason(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
    return message.isEmpty() ? cause.getClass().getSimpleName() : message.lines().findFirst().get();
  }
}
