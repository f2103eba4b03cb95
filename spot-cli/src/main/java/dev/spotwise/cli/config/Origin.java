package dev.spotwise.cli.config;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the value of a setting came from.
 *
 * @param kind what set it last
 * @param name the preset, the folder of the market, the file or the option; empty for a default
 * @param line line of the file, from 1; 0 if it is not known, or nothing of a file
 */
public record Origin(Kind kind, String name, int line) {

  private static final Origin DEFAULT = new Origin(Kind.DEFAULT, "", 0);

  /** What can set a setting, each over the one before it. */
  public enum Kind {
    /** Nothing did. */
    DEFAULT,
    /** The settings that a stored market was made with. */
    MARKET,
    /** A preset. */
    PRESET,
    /** The configuration file. */
    FILE,
    /** An option of the command line. */
    FLAG;

    /** As it stands in JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Origin byDefault() {
    return DEFAULT;
  }

  static Origin preset(String name) {
    return new Origin(Kind.PRESET, name, 0);
  }

  static Origin market(Path out) {
    return new Origin(Kind.MARKET, out.toString(), 0);
  }

  static Origin file(Path file, int line) {
    return new Origin(Kind.FILE, file.toString(), line);
  }

  static Origin flag(String option) {
    return new Origin(Kind.FLAG, option, 0);
  }

  /** {@code default}, {@code preset guide}, {@code market in out}, {@code a.yaml:3}, or so. */
  @Override
  public String toString() {
    return switch (kind) {
      case DEFAULT -> "default";
      case PRESET -> "preset " + name;
      case MARKET -> "market in " + name;
      case FILE -> line > 0 ? name + ":" + line : name;
      case FLAG -> "flag " + name;
    };
  }
}
