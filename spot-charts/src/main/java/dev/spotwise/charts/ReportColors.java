package dev.spotwise.charts;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The colours of the figures as the page's style knows them: as they are on a light page, mixed
 * with white until they stand out from a dark one; inks become the dark page's inks.
 *
 * @param colors the colours; index i is the style's {@code --ci}
 */
record ReportColors(List<Color> colors) {

  private static final Color DARK_PAGE = new Color(0x16191D);
  private static final Color DARK_INK = new Color(0xE6E8EA);
  private static final Color DARK_MUTED = new Color(0xA9B1B9);
  private static final double LEAST_CONTRAST = 3.5;

  /** Freezes. */
  ReportColors {
    colors = List.copyOf(colors);
  }

  int index(Color color) {
    int index = colors.indexOf(color);
    if (index < 0) {
      throw new IllegalArgumentException("color must be one of the page's but was " + color);
    }
    return index;
  }

  /** Variables and classes: {@code .si} strokes, {@code .fi} fills with the colour i. */
  String css() {
    String classes =
        IntStream.range(0, colors.size())
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        ".still .s%d { stroke: var(--c%d); }\n.still .f%d { fill: var(--c%d); }\n",
                        i,
                        i,
                        i,
                        i))
            .collect(Collectors.joining());
    return ":root { "
        + variables(colors)
        + " }\n@media screen and (prefers-color-scheme: dark) {\n  :root { "
        + variables(colors.stream().map(ReportColors::onDark).toList())
        + " }\n}\n"
        + classes;
  }

  private static String variables(List<Color> colors) {
    return IntStream.range(0, colors.size())
        .mapToObj(
            i -> String.format(Locale.ROOT, "--c%d: #%06x;", i, colors.get(i).getRGB() & 0xFFFFFF))
        .collect(Collectors.joining(" "));
  }

  static Color onDark(Color color) {
    if (color.equals(Theme.INK)) {
      return DARK_INK;
    }
    if (color.equals(Theme.MUTED)) {
      return DARK_MUTED;
    }
    Color lighter = color;
    for (int percent = 100; contrast(lighter, DARK_PAGE) < LEAST_CONTRAST; percent -= 5) {
      lighter = Theme.tint(color, percent / 100.0);
    }
    return lighter;
  }

  /** Contrast of two colours as the Web Content Accessibility Guidelines define it, in [1, 21]. */
  static double contrast(Color a, Color b) {
    double first = luminance(a);
    double second = luminance(b);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : StrictMath.pow((share + 0.055) / 1.055, 2.4);
  }
}
