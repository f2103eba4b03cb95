package dev.spotwise.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All commands, in the order of the help. Only those that a command line names are made, and the
 * injector with them: of the others the help needs no more than their names.
 */
final class Commands {

  private static final List<Class<?>> ALL =
      List.of(
          InitCommand.class,
          DoctorCommand.class,
          RunCommand.class,
          ConfigCommand.class,
          GenerateCommand.class,
          TrainCommand.class,
          BacktestCommand.class,
          ReportCommand.class,
          DecideCommand.class,
          ExplainCommand.class,
          CompareCommand.class,
          SweepCommand.class,
          EvaluateCommand.class,
          ModelsCommand.class,
          RetrainCommand.class,
          SourcesCommand.class,
          InspectCommand.class,
          ArchiveCommand.class,
          CompletionCommand.class,
          ManCommand.class,
          HelpCommand.class);

  /** These commands tell of all the others. */
  private static final Set<String> TELLING_OF_ALL = Set.of("completion", "man");

  private final Console console;
  private Injector injector;

  Commands(Console console) {
    this.console = console;
  }

  /** The whole command line, with what {@code args} names. */
  CommandLine line(SpotCommand root, String... args) {
    Set<String> named = Set.of(List.of(args).stream().distinct().toArray(String[]::new));
    boolean all = TELLING_OF_ALL.stream().anyMatch(named::contains);
    CommandLine.IFactory factory = new GuiceFactory();
    CommandLine line = new CommandLine(root, factory);
    for (Class<?> type : ALL) {
      Command command = type.getAnnotation(Command.class);
      if (all || named.contains(command.name())) {
        line.addSubcommand(new CommandLine(type, factory));
      } else {
        line.addSubcommand(command.name(), nameOnly(command));
      }
    }
    return line;
  }

  private static CommandSpec nameOnly(Command command) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .header(command.header())
        .description(command.description())
        .hidden(command.hidden());
    return spec;
  }

  private Injector injector() {
    if (injector == null) {
      // Classes made at run time would cost more time than they save, and can't be archived.
      System.setProperty("guice_bytecode_gen_option", "DISABLED");
      injector = Guice.createInjector(Stage.DEVELOPMENT, new SpotCliModule(console));
    }
    return injector;
  }

  /** Commands come from the injector, everything else from picocli. */
  private final class GuiceFactory implements CommandLine.IFactory {

    private final CommandLine.IFactory other = CommandLine.defaultFactory();

    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type.isAnnotationPresent(Command.class)
              && type.getPackage().equals(Main.class.getPackage())
          ? injector().getInstance(type)
          : other.create(type);
    }
  }
}
