package dev.spotwise.data;

import java.util.List;

/**
 * Data that can't be read as what it claims to be: a file that is missing, malformed or contradicts
 * itself. The message names the file, the line where there is one, the value and what was expected.
 */
public class MarketDataException extends RuntimeException {

  private static final int SHOWN = 20;

  private final List<String> problems;

  /** One problem. */
  public MarketDataException(String problem) {
    this(List.of(problem));
  }

  /** One problem and what caused it. */
  public MarketDataException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /**
   * All the problems found together; the message shows the first 20 and says how many more there
   * are.
   *
   * @param problems at least one message
   */
  public MarketDataException(List<String> problems) {
    this(problems, 0);
  }

  /**
   * The first problems found, and how many more there are of which nothing was kept.
   *
   * @param problems at least one message
   * @param more problems beside those, &gt;= 0
   */
  public MarketDataException(List<String> problems, long more) {
    super(join(problems, more));
    this.problems = List.copyOf(problems);
  }

  /** The problems kept, in the order in which they were found. */
  public List<String> problems() {
    return problems;
  }

  private static String join(List<String> problems, long more) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems must not be empty");
    }
    String text = String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())));
    long hidden = more + Math.max(0, problems.size() - SHOWN);
    return hidden == 0 ? text : text + "\n... and " + hidden + " more";
  }
}
