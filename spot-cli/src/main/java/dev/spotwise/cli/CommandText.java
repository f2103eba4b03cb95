package dev.spotwise.cli;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command says of itself, without any layout. Its footer is made of paragraphs and, behind a
 * line {@code Examples:}, of command lines; one that ends in a backslash goes on in the next.
 */
final class CommandText {

  private CommandText() {}

  /**
   * The command with these names, one below the other.
   *
   * @throws ConfigException if there is none, with the nearest name
   */
  static CommandLine find(CommandLine root, List<String> names) {
    CommandLine line = root;
    for (String name : names) {
      CommandLine below = line.getSubcommands().get(name);
      if (below == null) {
        throw new ConfigException(
            List.of(
                line.getCommandSpec().qualifiedName()
                    + " has no command '"
                    + name
                    + "'"
                    + Nearest.suggestion(name, line.getSubcommands().keySet())));
      }
      line = below;
    }
    return line;
  }

  /** The first sentences: what the command does. */
  static String summary(CommandSpec spec) {
    String[] lines = spec.usageMessage().description();
    return lines.length == 0 ? "" : plain(lines[0]);
  }

  /** What the command does, as paragraphs: that of the description, and those of the footer. */
  static List<String> paragraphs(CommandSpec spec) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(plain(String.join(" ", spec.usageMessage().description())));
    StringBuilder open = new StringBuilder();
    for (String line : spec.usageMessage().footer()) {
      if (isExamples(line)) {
        break;
      }
      if (line.isBlank()) {
        close(open, paragraphs);
      } else {
        open.append(open.isEmpty() ? "" : " ").append(plain(line).strip());
      }
    }
    close(open, paragraphs);
    return paragraphs;
  }

  private static void close(StringBuilder open, List<String> paragraphs) {
    if (!open.isEmpty()) {
      paragraphs.add(open.toString());
      open.setLength(0);
    }
  }

  /** The examples, each as one command line. */
  static List<String> examples(CommandSpec spec) {
    List<String> examples = new ArrayList<>();
    boolean found = false;
    boolean goesOn = false;
    for (String line : spec.usageMessage().footer()) {
      if (found && !line.startsWith("  ")) {
        break;
      }
      if (found) {
        String text = plain(line).strip();
        boolean more = text.endsWith("\\");
        String part = more ? text.substring(0, text.length() - 1).strip() : text;
        int last = examples.size() - 1;
        if (goesOn) {
          examples.set(last, examples.get(last) + " " + part);
        } else {
          examples.add(part);
        }
        goesOn = more;
      }
      found |= isExamples(line);
    }
    return examples;
  }

  /** The words of a command line, an option and its value as one. */
  static List<String> pairs(String command) {
    List<String> pairs = new ArrayList<>();
    boolean waits = false;
    for (String word : command.split(" +", -1)) {
      boolean option = word.startsWith("-") && word.length() > 1;
      if (waits && !option) {
        int last = pairs.size() - 1;
        pairs.set(last, pairs.get(last) + " " + word);
      } else {
        pairs.add(word);
      }
      waits = option;
    }
    return pairs;
  }

  private static boolean isExamples(String line) {
    return line.equals("Example:") || line.equals("Examples:");
  }

  /** The meaning of an option or a parameter. */
  static String meaning(ArgSpec arg) {
    return String.join(" ", arg.description());
  }

  /** The names of an option, and of its value: {@code -h, --help} or {@code --seed=N}. */
  static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    if (option.arity().max() == 0) {
      return names;
    }
    return names + (option.longestName().startsWith("--") ? "=" : " ") + option.paramLabel();
  }

  /** How a parameter stands in the synopsis: {@code FILE}, {@code [FILE]} or {@code [FILE...]}. */
  static String label(PositionalParamSpec parameter) {
    String name = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + name + "]" : name;
  }

  /** What follows the name of the command in the synopsis. */
  static List<String> arguments(CommandSpec spec) {
    List<String> arguments = new ArrayList<>();
    boolean hasOptional = spec.options().stream().anyMatch(o -> !o.required() && !o.hidden());
    if (hasOptional) {
      arguments.add("[OPTIONS]");
    }
    for (OptionSpec option : spec.options()) {
      if (option.required()) {
        arguments.add(names(option));
      }
    }
    spec.positionalParameters().forEach(parameter -> arguments.add(label(parameter)));
    if (!spec.subcommands().isEmpty()) {
      arguments.add("[COMMAND]");
    }
    return arguments;
  }

  /** Options that are shown, in their order. */
  static List<OptionSpec> options(CommandSpec spec) {
    List<OptionSpec> options = new ArrayList<>(spec.options());
    options.removeIf(OptionSpec::hidden);
    options.sort((one, other) -> Integer.compare(place(one), place(other)));
    return options;
  }

  private static int place(OptionSpec option) {
    return option.order();
  }

  /** Text without the escapes of picocli's formats. */
  private static String plain(String text) {
    return text.replace("%n", "\n").replace("%%", "%").replace("$${", "${");
  }
}
