package dev.spotwise.data;

import java.util.Locale;

/**
 * An option that a source takes, as {@code spot sources} shows it.
 *
 * @param name name in {@link SourceOptions}; a part in capitals stands for any name, such as {@code
 *     zone.NAME.factor}
 * @param meaning what to write, in a line without a full stop
 * @param needed whether it must be given
 */
public record SourceOption(String name, String meaning, boolean needed) {

  /** Checks that there is a name and a meaning. */
  public SourceOption {
    requireText("name", name);
    requireText("meaning", meaning);
  }

  /** An option that has no default. */
  public static SourceOption needed(String name, String meaning) {
    return new SourceOption(name, meaning, true);
  }

  /** An option that may be left out. */
  public static SourceOption optional(String name, String meaning) {
    return new SourceOption(name, meaning, false);
  }

  private static void requireText(String what, String text) {
    if (text.isBlank() || text.lines().count() > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s of an option must be one line of text but was '%s'", what, text));
    }
  }
}
