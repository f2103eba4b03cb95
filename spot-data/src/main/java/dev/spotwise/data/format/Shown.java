package dev.spotwise.data.format;

/** Values from files as messages show them: short and printable, whatever the file holds. */
final class Shown {

  private static final int LENGTH = 80;

  private Shown() {}

  static String of(String value) {
    String head = value.length() <= LENGTH ? value : value.substring(0, LENGTH) + "...";
    StringBuilder shown = new StringBuilder(head.length());
    head.chars()
        .forEach(c -> shown.append(Character.isISOControl(c) || c > 0xfff0 ? '?' : (char) c));
    return shown.toString();
  }
}
