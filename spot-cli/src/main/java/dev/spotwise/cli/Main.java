package dev.spotwise.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code spot} command. */
@Command(
    name = "spot",
    version = "spot 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    description = "Which EC2 capacity pool to run in now, what it costs, and how sure we are.")
public final class Main implements Runnable {
  private Main() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param args the command line, without the program's name
   */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** Runs the command: 0 done, 1 failed, 2 usage. */
  static int execute(String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpWidth(100);
    line.setAbbreviatedOptionsAllowed(false);
    return line.execute(args);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
