package dev.spotwise.cli;

import dev.spotwise.models.LibraryVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The {@code spot} program: exit code 0 done, 1 failed, 2 usage, 3 bad data. */
public final class Main {

  private static final int HELP_WIDTH = 100;

  /** Help can't be set narrower than this. */
  private static final int NARROWEST_HELP = 55;

  private Main() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param args the command line, without the program's name
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(execute(out, err, Terminal.of(System.getenv(), System.getProperties()), args));
  }

  /**
   * Runs the command.
   *
   * @param out takes results
   * @param err takes progress and problems
   * @param terminal what a person sees of both
   * @return the exit code
   */
  static int execute(PrintWriter out, PrintWriter err, Terminal terminal, String... args) {
    SpotCommand root = new SpotCommand();
    Console console = new Console(out, err, terminal, root::quiet);
    CommandLine line = new Commands(console).line(root, args);
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(HELP_WIDTH, terminal.outWidth())));
    line.setAbbreviatedOptionsAllowed(false);
    line.getCommandSpec().versionProvider(() -> new String[] {"spot " + LibraryVersion.current()});
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    Failures failures = new Failures(err);
    line.setParameterExceptionHandler(failures::usage);
    line.setExecutionExceptionHandler(failures::execution);
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failures.fatal(e);
    }
  }
}
