package dev.spotwise.cli;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What a person sees of this program: the one place that decides on width, colour and movement.
 *
 * @param outWidth columns that a line of results may take; {@value #UNLIMITED} where they go to a
 *     file or another program, so that what is read there never depends on a window
 * @param errWidth the same of progress and problems
 * @param colour whether results and help may be coloured
 */
record Terminal(int outWidth, int errWidth, boolean colour) {

  /** Wider than any line. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  /** Nobody watches: plain lines of any length. */
  static final Terminal NONE = new Terminal(UNLIMITED, UNLIMITED, false);

  private static final int USUAL = 80;
  private static final int NARROWEST = 20;

  Terminal {
    if (outWidth < NARROWEST || errWidth < NARROWEST) {
      throw new IllegalArgumentException(
          "width must be >= " + NARROWEST + " but was " + Math.min(outWidth, errWidth));
    }
  }

  /**
   * What the launcher found out. Colour goes by the <a href="https://no-color.org">NO_COLOR</a>
   * convention: any value of it that isn't empty switches colour off, and so does a dumb terminal.
   *
   * @param environment variables by name
   * @param properties {@code spot.stdout} and {@code spot.stderr} are {@code terminal} if that is
   *     what they go to, {@code spot.columns} is its width
   */
  static Terminal of(Map<String, String> environment, Properties properties) {
    boolean out = "terminal".equals(properties.getProperty("spot.stdout"));
    boolean err = "terminal".equals(properties.getProperty("spot.stderr"));
    int width = width(properties.getProperty("spot.columns", ""));
    boolean colour =
        out
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(out ? width : UNLIMITED, err ? width : UNLIMITED, colour);
  }

  private static int width(String columns) {
    if (!columns.matches("[0-9]{1,4}") || Integer.parseInt(columns) == 0) {
      return USUAL;
    }
    return Math.max(NARROWEST, Integer.parseInt(columns));
  }

  /** The width of what a person sees; empty if nobody watches. */
  OptionalInt columns() {
    int least = Math.min(outWidth, errWidth);
    return least == UNLIMITED ? OptionalInt.empty() : OptionalInt.of(least);
  }

  /** Whether a line of progress may be drawn over. */
  boolean moves() {
    return errWidth != UNLIMITED;
  }
}
