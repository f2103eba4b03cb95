package dev.spotwise.data.format;

import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;

/** Which of its two names tells the zone of an entry that has both. */
enum AwsZones {
  /**
   * {@code us-east-1a}, which is another zone in another account; the id where there is no name.
   */
  NAMES,
  /** {@code use1-az1}, which is the same zone in every account. */
  IDS;

  private static final String OPTION = "zones";

  /** The option as it is listed. */
  static final SourceOption DESCRIBED =
      SourceOption.optional(
          OPTION, "names (default) or ids: which tells the zone of an entry that has both");

  /**
   * Reads the option {@code zones}.
   *
   * @throws IllegalArgumentException if it is neither {@code names} nor {@code ids}
   */
  static AwsZones of(SourceOptions options) {
    String text = options.find(OPTION).orElse("names");
    return switch (text) {
      case "names" -> NAMES;
      case "ids" -> IDS;
      default ->
          throw new IllegalArgumentException(
              "zones must be names or ids but was '" + Shown.of(text) + "'");
    };
  }

  /**
   * The zone of an entry.
   *
   * @param name zone name, or null
   * @param id zone id, or null
   * @return null if the entry does not tell it
   */
  String choose(String name, String id) {
    if (this == IDS) {
      return id;
    }
    return name == null ? id : name;
  }
}
