package dev.spotwise.cli.config;

import java.util.List;

/** A configuration or command line that can't be used; carries all its problems. */
public final class ConfigException extends IllegalArgumentException {

  private static final int SHOWN = 20;

  private final List<String> problems;

  /**
   * Some problems.
   *
   * @param problems at least one message, in the order found
   */
  public ConfigException(List<String> problems) {
    super(join(problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the order found. */
  public List<String> problems() {
    return problems;
  }

  private static String join(List<String> problems) {
    String shown = String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())));
    return problems.size() <= SHOWN
        ? shown
        : shown + "\n... and " + (problems.size() - SHOWN) + " more";
  }
}
