package dev.spotwise.cli.config;

/** Text of a user as it is safe to show: on one line, and not for ever. */
final class Shown {

  private static final int LENGTH = 100;

  private Shown() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "...";
  }
}
