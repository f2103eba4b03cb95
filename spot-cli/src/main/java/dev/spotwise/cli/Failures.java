package dev.spotwise.cli;

import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.data.MarketDataException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into a message on stderr and an exit code. */
final class Failures {

  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int BAD_DATA = 3;

  private final PrintWriter err;

  Failures(PrintWriter err) {
    this.err = err;
  }

  int usage(CommandLine.ParameterException e, String[] args) {
    err.println("spot: " + message(e));
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  private static String message(CommandLine.ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unknown(unmatched.getUnmatched().get(0), e.getCommandLine().getCommandSpec());
    }
    return e.getMessage().replace("option option", "option");
  }

  /** The nearest option or command, if one is near. */
  private static String unknown(String given, CommandSpec command) {
    String name = given.split("=", 2)[0];
    if (name.startsWith("-")) {
      return command.qualifiedName()
          + " has no option '"
          + name
          + "'"
          + Nearest.suggestion(name, command.optionsMap().keySet());
    }
    if (command.subcommands().isEmpty()) {
      return command.qualifiedName()
          + " takes no "
          + (command.positionalParameters().isEmpty() ? "" : "further ")
          + "argument but was given '"
          + given
          + "'";
    }
    return command.qualifiedName()
        + " has no command '"
        + given
        + "'"
        + Nearest.suggestion(given, command.subcommands().keySet());
  }

  int execution(Exception e, CommandLine line, ParseResult result) {
    if (line.getCommandSpec().root().userObject() instanceof SpotCommand root && root.debug()) {
      e.printStackTrace(err);
    }
    if (e instanceof MarketDataException) {
      return report(e.getMessage(), BAD_DATA);
    }
    if (e instanceof IllegalArgumentException) {
      return report(e.getMessage(), USAGE);
    }
    if (e instanceof UncheckedIOException) {
      return report(e.getMessage() + advice(String.valueOf(e.getMessage())), FAILED);
    }
    return unexpected(e);
  }

  /** What to do about a file that can't be written. */
  private static String advice(String message) {
    if (message.contains("No space left") || message.contains("quota")) {
      return "; free some space, or choose another folder with --out, and run again";
    }
    return message.contains("Read-only file system") || message.contains("AccessDenied")
        ? "; choose a folder that can be written to"
        : "";
  }

  /** Reports what no exception handler is asked about. */
  int fatal(Error e) {
    if (e instanceof OutOfMemoryError) {
      return report(
          "out of memory; choose a shorter period, fewer pools or a longer data.step, or give more"
              + " with SPOT_JAVA_OPTS=-Xmx8g",
          FAILED);
    }
    if (e instanceof UnsatisfiedLinkError
        || String.valueOf(e.getMessage()).startsWith("Cannot unpack ")) {
      return report(
          "a native library must be unpacked into "
              + System.getProperty("java.io.tmpdir")
              + " and loaded from there but can't be; choose another folder with"
              + " SPOT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER: "
              + e.getMessage(),
          FAILED);
    }
    if (e instanceof LinkageError) {
      return report(
          "a class is missing or of another version, perhaps a plug-in's in SPOT_PLUGINS: " + e,
          FAILED);
    }
    return unexpected(e);
  }

  private int unexpected(Throwable e) {
    err.println("spot: unexpected failure: " + e);
    err.println("Run again with --debug for the stack trace.");
    return FAILED;
  }

  private int report(String message, int code) {
    String.valueOf(message)
        .lines()
        .forEach(problem -> err.println("spot: " + Nearest.completed(Durations.shorten(problem))));
    return code;
  }
}
