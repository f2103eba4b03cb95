package dev.spotwise.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How help is laid out. The commands of {@code spot} stand in groups; where there is too little
 * room for two columns, what something means stands below its name.
 */
final class HelpLayout {

  /** The least width that picocli lays out itself. */
  private static final int LEAST_OF_PICOCLI = 55;

  private static final int USUAL = 100;
  private static final String INDENT = "  ";

  private final int width;
  private final boolean colour;

  private HelpLayout(int columns, boolean colour) {
    this.width = Math.min(USUAL, columns);
    this.colour = colour;
  }

  /**
   * Lays out the help of a command and of all below it.
   *
   * @param columns width of the terminal, or any greater number
   * @param colour whether names are coloured
   */
  static void apply(CommandLine line, int columns, boolean colour) {
    new HelpLayout(columns, colour).apply(line);
  }

  private void apply(CommandLine line) {
    line.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.max(LEAST_OF_PICOCLI, width));
    Map<String, IHelpSectionRenderer> sections = new HashMap<>(line.getHelpSectionMap());
    if (width < LEAST_OF_PICOCLI) {
      sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING, help -> "");
      sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, this::synopsis);
      sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, this::parameters);
      sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::options);
      sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, this::commands);
    }
    sections.put(UsageMessageSpec.SECTION_KEY_DESCRIPTION, this::description);
    sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, this::footer);
    line.setHelpSectionMap(sections);
    Map<String, IHelpSectionRenderer> own = new HashMap<>(sections);
    own.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    own.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, this::groups);
    line.getCommandSpec().usageMessage().sectionMap(own);
  }

  private String synopsis(Help help) {
    CommandSpec spec = help.commandSpec();
    List<String> words = new ArrayList<>(List.of("Usage:", spec.qualifiedName()));
    words.addAll(CommandText.arguments(spec));
    return wrapped(String.join(" ", words), "", INDENT);
  }

  private String description(Help help) {
    return wrapped(CommandText.paragraphs(help.commandSpec()).get(0), "", "");
  }

  private String parameters(Help help) {
    StringBuilder text = new StringBuilder();
    for (PositionalParamSpec parameter : help.commandSpec().positionalParameters()) {
      String name = help.colorScheme().parameterText(CommandText.label(parameter)).toString();
      text.append(INDENT).append(name).append('\n');
      text.append(below(CommandText.meaning(parameter)));
    }
    return text.toString();
  }

  private String options(Help help) {
    StringBuilder text = new StringBuilder();
    for (OptionSpec option : CommandText.options(help.commandSpec())) {
      String name = help.colorScheme().optionText(CommandText.names(option)).toString();
      text.append(INDENT).append(name).append('\n');
      text.append(below(CommandText.meaning(option)));
    }
    return text.toString();
  }

  private String commands(Help help) {
    List<String> names =
        help.subcommands().values().stream()
            .map(one -> one.commandSpec().name())
            .collect(Collectors.toList());
    return list(help, names);
  }

  private String groups(Help help) {
    StringBuilder text = new StringBuilder();
    for (CommandGroup group : CommandGroup.values()) {
      List<String> names = new ArrayList<>(group.commands());
      names.retainAll(help.subcommands().keySet());
      text.append('\n').append(group.title()).append(":\n").append(list(help, names));
    }
    return text.toString();
  }

  /** A line per command and what it does behind it, or below it. */
  private String list(Help help, List<String> names) {
    int longest = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      CommandSpec spec = help.subcommands().get(name).commandSpec();
      String coloured = help.colorScheme().commandText(name).toString();
      if (width < LEAST_OF_PICOCLI) {
        text.append(INDENT).append(coloured).append('\n').append(below(CommandText.summary(spec)));
      } else {
        String gap = " ".repeat(longest + 2 - name.length());
        String hanging = " ".repeat(INDENT.length() + longest + 2);
        text.append(INDENT).append(coloured).append(gap);
        text.append(
            wrapped(CommandText.summary(spec), hanging, hanging).substring(hanging.length()));
      }
    }
    return text.toString();
  }

  /** Paragraphs are wrapped; examples are not, so that they can be copied. */
  private String footer(Help help) {
    StringBuilder text = new StringBuilder();
    List<String> paragraphs = CommandText.paragraphs(help.commandSpec());
    for (String paragraph : paragraphs.subList(1, paragraphs.size())) {
      text.append('\n').append(wrapped(paragraph, "", ""));
    }
    List<String> examples = CommandText.examples(help.commandSpec());
    if (!examples.isEmpty()) {
      text.append(examples.size() == 1 ? "\nExample:\n" : "\nExamples:\n");
      examples.forEach(example -> text.append(folded(example)));
    }
    return text.toString();
  }

  /** A command line that a shell takes as it stands, however narrow. */
  private String folded(String example) {
    int widest = width - 2 - 2 * INDENT.length();
    List<String> words =
        CommandText.pairs(example).stream()
            .flatMap(pair -> Stream.of(pair.length() > widest ? pair.split(" ", -1) : one(pair)))
            .toList();
    List<String> lines =
        wrapped(words, INDENT, INDENT + INDENT, width - 2).lines().collect(Collectors.toList());
    return String.join(" \\\n", lines) + "\n";
  }

  private static String[] one(String word) {
    return new String[] {word};
  }

  /** A meaning below its name; a word that is wider than the terminal is cut. */
  private String below(String text) {
    String words = text.replaceAll("(\\S{" + (width - 2 * INDENT.length()) + "})", "$1 ");
    return wrapped(words, INDENT + INDENT, INDENT + INDENT);
  }

  private String wrapped(String text, String first, String others) {
    return wrapped(text, first, others, width);
  }

  /** Words in lines of at most so many columns; a longer word has its own. */
  private static String wrapped(String text, String first, String others, int columns) {
    return wrapped(List.of(text.strip().split("\\s+", -1)), first, others, columns);
  }

  private static String wrapped(List<String> words, String first, String others, int columns) {
    StringBuilder all = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words) {
      if (!empty && line.length() + 1 + word.length() > columns) {
        all.append(line).append('\n');
        line = new StringBuilder(others);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return all.append(line).append('\n').toString();
  }
}
