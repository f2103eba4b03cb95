package dev.spotwise.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.spotwise.models.LibraryVersion;
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
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    boolean terminal = Boolean.getBoolean("spot.terminal");
    System.exit(execute(out, err, terminal, args));
  }

  /**
   * Runs the command.
   *
   * @param out takes results
   * @param err takes progress and problems
   * @param terminal whether a person watches {@code err}
   * @return the exit code
   */
  static int execute(PrintWriter out, PrintWriter err, boolean terminal, String... args) {
    Failures failures = new Failures(err);
    try {
      return commandLine(out, err, terminal)
          .setParameterExceptionHandler(failures::usage)
          .setExecutionExceptionHandler(failures::execution)
          .execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failures.fatal(e);
    }
  }

  /** All commands, with their help laid out for where it is read. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err, boolean terminal) {
    Injector injector = Guice.createInjector(new SpotCliModule(out, err, terminal));
    CommandLine line = new CommandLine(SpotCommand.class, new GuiceFactory(injector));
    line.setOut(out);
    line.setErr(err);
    line.setAbbreviatedOptionsAllowed(false);
    tellVersion(line);
    HelpLayout.apply(line, HelpLayout.columns(System.getenv()), false);
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

  /** Commands come from the injector, everything else from picocli. */
  private static final class GuiceFactory implements CommandLine.IFactory {

    private final Injector injector;
    private final CommandLine.IFactory other = CommandLine.defaultFactory();

    GuiceFactory(Injector injector) {
      this.injector = injector;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type.isAnnotationPresent(CommandLine.Command.class)
              && type.getPackage().equals(Main.class.getPackage())
          ? injector.getInstance(type)
          : other.create(type);
    }
  }
}
