package dev.spotwise.cli;

import dev.spotwise.models.LibraryVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The {@code spot} program: exit code 0 done, 1 failed, 2 usage, 3 bad data. */
public final class Main {

  private Main() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param args the command line, without the program's name
   */
  public static void main(String[] args) {
    ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(results, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = execute(out, err, Terminal.of(System.getenv(), System.getProperties()), args);
    out.flush();
    if (results.problem().isPresent()) {
      err.println("spot: can't write the results: " + results.problem().get());
      code = code == 0 ? Failures.FAILED : code;
    }
    System.exit(code);
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
    Failures failures = new Failures(err);
    try {
      return commandLine(out, err, terminal, args)
          .setParameterExceptionHandler(failures::usage)
          .setExecutionExceptionHandler(failures::execution)
          .execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failures.fatal(e);
    }
  }

  /** The commands that {@code args} name, and the names of the others. */
  static CommandLine commandLine(
      PrintWriter out, PrintWriter err, Terminal terminal, String... args) {
    SpotCommand root = new SpotCommand();
    Console console = new Console(out, err, terminal, root::quiet);
    CommandLine line = new Commands(console).line(root, args);
    line.setOut(out);
    line.setErr(err);
    line.setAbbreviatedOptionsAllowed(false);
    line.setExpandAtFiles(false);
    tellVersion(line);
    HelpLayout.apply(line, terminal.outWidth(), terminal.colour());
    return line;
  }

  private static void tellVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(Main::version);
    line.getSubcommands().values().forEach(Main::tellVersion);
  }

  /** What two people compare who see different things. */
  private static String[] version() {
    return new String[] {
      "spot " + LibraryVersion.current(),
      "Java "
          + Runtime.version()
          + " ("
          + System.getProperty("java.vendor")
          + "), "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
