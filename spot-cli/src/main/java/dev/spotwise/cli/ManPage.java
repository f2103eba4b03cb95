package dev.spotwise.cli;

import dev.spotwise.models.LibraryVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's manual page, in the macros of man(7). */
final class ManPage {

  private static final List<List<String>> EXITS =
      List.of(
          List.of("0", "Done."),
          List.of("1", "Failed: a file can't be written, say, or memory ran out."),
          List.of("2", "Usage: an option or a setting is wrong."),
          List.of("3", "Bad data: what was read can't be used."));

  private static final List<List<String>> ENVIRONMENT =
      List.of(
          List.of("SPOT_JAVA_OPTS", "Options for the JVM, such as -Xmx8g."),
          List.of("JAVA_HOME", "The JDK to use, version 17 or newer; java of PATH by default."),
          List.of(
              "SPOT_PLUGINS",
              "Jars with more sources, or folders of such jars, separated by colons."),
          List.of("NO_COLOR", "No colours if it is set and not empty."),
          List.of("COLUMNS", "Width of the terminal."),
          List.of(
              "OMP_NUM_THREADS",
              "Threads of XGBoost. The script spot sets it to 1; more make training slower, as they"
                  + " spin while they wait."));

  private static final List<List<String>> FILES =
      List.of(
          List.of("spot.yaml", "Configuration, as spot init writes it and --config reads it."),
          List.of("out/data", "The market: prices, interruptions, availability, source.json."),
          List.of("out/models", "Trained models and what the backtest found."),
          List.of("out/analysis_graphs", "Figures."),
          List.of("out/report.html", "The report."));

  private final List<String> lines = new ArrayList<>();

  private ManPage() {}

  /** The page of a command. */
  static List<String> lines(CommandSpec spec) {
    ManPage page = new ManPage();
    page.write(spec);
    return page.lines;
  }

  private void write(CommandSpec spec) {
    String name = spec.qualifiedName("-");
    lines.add(
        String.format(
            Locale.ROOT,
            ".TH %s 1 \"\" %s %s",
            argument(name.toUpperCase(Locale.ROOT)),
            argument("spot " + LibraryVersion.current()),
            argument("Spotwise")));
    section("NAME");
    lines.add(text(name) + " \\- " + text(withoutStop(CommandText.summary(spec))));
    section("SYNOPSIS");
    lines.add(bold(spec.qualifiedName()));
    CommandText.arguments(spec).forEach(word -> lines.add(text(word)));
    section("DESCRIPTION");
    List<String> paragraphs = CommandText.paragraphs(spec);
    lines.add(text(paragraphs.get(0)));
    for (String paragraph : paragraphs.subList(1, paragraphs.size())) {
      if (paragraph.startsWith("Exit codes: ")) {
        continue;
      }
      lines.add(".PP");
      lines.add(text(paragraph));
    }
    arguments(spec);
    commands(spec);
    examples(spec);
    boolean root = spec.parent() == null;
    section("EXIT STATUS");
    EXITS.forEach(this::item);
    if (root) {
      section("ENVIRONMENT");
      ENVIRONMENT.forEach(this::item);
      section("FILES");
      FILES.forEach(this::item);
    }
    seeAlso(spec);
  }

  private void arguments(CommandSpec spec) {
    if (!spec.positionalParameters().isEmpty()) {
      section("PARAMETERS");
      for (PositionalParamSpec parameter : spec.positionalParameters()) {
        item(List.of(CommandText.label(parameter), CommandText.meaning(parameter)));
      }
    }
    section("OPTIONS");
    for (OptionSpec option : CommandText.options(spec)) {
      item(List.of(CommandText.names(option), CommandText.meaning(option)));
    }
  }

  private void commands(CommandSpec spec) {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    if (spec.parent() == null) {
      for (CommandGroup group : CommandGroup.values()) {
        lines.add(".SS " + argument(group.title()));
        group.commands().forEach(name -> command(spec, name));
      }
    } else {
      spec.subcommands().keySet().forEach(name -> command(spec, name));
    }
  }

  private void command(CommandSpec spec, String name) {
    CommandSpec below = spec.subcommands().get(name).getCommandSpec();
    item(List.of(spec.qualifiedName() + " " + name, CommandText.summary(below)));
  }

  private void examples(CommandSpec spec) {
    List<String> examples = CommandText.examples(spec);
    if (!examples.isEmpty()) {
      section("EXAMPLES");
      lines.add(".EX");
      examples.forEach(example -> lines.add(text(example)));
      lines.add(".EE");
    }
  }

  private void seeAlso(CommandSpec spec) {
    List<String> others = new ArrayList<>();
    if (spec.parent() != null) {
      others.add(spec.parent().qualifiedName("-"));
    }
    spec.subcommands().keySet().forEach(name -> others.add(spec.qualifiedName("-") + "-" + name));
    section("SEE ALSO");
    for (int i = 0; i < others.size(); i++) {
      String comma = i < others.size() - 1 ? "," : "";
      lines.add(".BR " + argument(others.get(i)) + " (1)" + comma);
    }
    lines.add(".PP");
    lines.add(
        text("Each command tells of itself with --help; its page is printed by spot man COMMAND."));
  }

  private void section(String title) {
    lines.add(".SH " + argument(title));
  }

  private void item(List<String> nameAndMeaning) {
    lines.add(".TP");
    lines.add(bold(nameAndMeaning.get(0)));
    lines.add(text(nameAndMeaning.get(1)));
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  /** Text on a line of its own, which must not begin as a request does. */
  static String text(String text) {
    String escaped = escaped(text);
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }

  /** An argument of a macro. */
  private static String argument(String text) {
    return '"' + escaped(text) + '"';
  }

  /**
   * Signs that roff takes for something else, by their names: a hyphen that can be copied, straight
   * quotes, and whatever is not ASCII.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            sign -> {
              switch (sign) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                case '\n', '\r', '\t' -> escaped.append(' ');
                default -> {
                  if (sign < 128) {
                    escaped.appendCodePoint(sign);
                  } else {
                    escaped.append(String.format(Locale.ROOT, "\\[u%04X]", sign));
                  }
                }
              }
            });
    return escaped.toString();
  }
}
