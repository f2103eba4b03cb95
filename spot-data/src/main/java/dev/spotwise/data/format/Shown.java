package dev.spotwise.data.format;

/** Values from files as messages show them: short and printable, whatever the file holds. */
final class Shown {

  private static final int LENGTH = 80;
  private static final int LINE = 400;

  private Shown() {}

  static String of(String value) {
    return printable(value, LENGTH);
  }

  /** A whole message, which may show values as they are. */
  static String line(String message) {
    return printable(message, LINE);
  }

  private static String printable(String value, int length) {
    String head = value.length() <= length ? value : value.substring(0, length) + "...";
    StringBuilder shown = new StringBuilder(head.length());
    head.chars()
        .forEach(c -> shown.append(Character.isISOControl(c) || c > 0xfff0 ? '?' : (char) c));
    return shown.toString();
  }
}
