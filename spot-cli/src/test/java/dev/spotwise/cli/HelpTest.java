package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.spotwise.cli.pipeline.Evaluation;
import dev.spotwise.features.FeatureFamily;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the program says of itself. */
class HelpTest {

  private static final CommandLine PROGRAM = program();
  private static final Map<Integer, CommandLine> LAID_OUT = new HashMap<>();

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return Main.commandLine(nowhere, nowhere, Terminal.NONE, "man");
  }

  private static void collect(CommandLine line, List<CommandSpec> specs) {
    specs.add(line.getCommandSpec());
    line.getSubcommands().values().forEach(below -> collect(below, specs));
  }

  private static List<CommandSpec> specs() {
    List<CommandSpec> specs = new ArrayList<>();
    collect(PROGRAM, specs);
    return specs;
  }

  /** Every command, as the words after {@code spot}. */
  static Stream<String> commands() {
    return specs().stream().map(spec -> spec.qualifiedName().replaceFirst("^spot ?", ""));
  }

  private static CommandLine command(CommandLine root, String words) {
    CommandLine line = root;
    for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
      line = line.getSubcommands().get(word);
    }
    return line;
  }

  private static String usage(String words, int columns) {
    CommandLine root =
        LAID_OUT.computeIfAbsent(
            columns,
            width -> {
              CommandLine line = program();
              HelpLayout.apply(line, width, false);
              return line;
            });
    return command(root, words).getUsageMessage();
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    SpotProgram.Ended ended = SpotProgram.run();
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsSubsequence("Start:", "  init ", "  doctor ", "  run ", "Steps of a run:")
        .contains("Exit codes: 0 done, 1 failed, 2 usage, 3 bad data.");
  }

  @Test
  void everyCommandStandsInOneGroupAndEveryGroupHoldsCommandsThatThereAre() {
    List<String> grouped = new ArrayList<>();
    for (CommandGroup group : CommandGroup.values()) {
      grouped.addAll(group.commands());
    }
    assertThat(grouped)
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(PROGRAM.getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsDescribedInWholeSentencesAndHasAnExample(String words) {
    CommandSpec spec = command(PROGRAM, words).getCommandSpec();
    assertThat(CommandText.summary(spec)).endsWith(".").hasSizeLessThan(100);
    assertThat(CommandText.paragraphs(spec)).allMatch(text -> text.endsWith("."));
    assertThat(CommandText.examples(spec)).isNotEmpty().allMatch(text -> text.contains("spot"));
    for (OptionSpec option : CommandText.options(spec)) {
      assertThat(CommandText.meaning(option)).as(option.longestName()).endsWith(".");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleOfACommandParses(String words) {
    for (String example : CommandText.examples(command(PROGRAM, words).getCommandSpec())) {
      String call = example.replaceFirst("^.*?\\bspot(?= |$)", "").split(" [>|]|\\)", 2)[0].strip();
      assertThat(call).as(example).startsWith(words);
      String[] args = call.isEmpty() ? new String[0] : call.split(" +", -1);
      assertThatCode(() -> PROGRAM.parseArgs(args)).as(example).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsTheTerminal(String words) {
    for (int columns : new int[] {40, 54, 55, 72, 100, 250}) {
      String usage = usage(words, columns);
      assertThat(usage.lines())
          .as(columns + " columns")
          .allMatch(line -> line.length() <= columns || isOneWord(line));
      assertThat(usage).contains("Usage: spot", "--help", "Example");
    }
  }

  /** A word of an example is not cut, as nobody could copy it then. */
  private static boolean isOneWord(String line) {
    return line.startsWith("    ") && !line.strip().replace(" \\", "").contains(" ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void narrowHelpNamesWhatWideHelpNames(String words) {
    CommandSpec spec = command(PROGRAM, words).getCommandSpec();
    String narrow = usage(words, 40);
    for (OptionSpec option : CommandText.options(spec)) {
      assertThat(narrow.lines().map(String::strip)).contains(CommandText.names(option));
    }
    assertThat(narrow.lines().map(String::strip)).containsAll(spec.subcommands().keySet());
  }

  @Test
  void whatDoesNotFitIsContinuedAsAShellReadsIt() {
    String narrow = usage("sweep", 40);
    assertThat(narrow)
        .contains(
            "    --range strong-improvement=1..20 \\\n    --range weak-improvement=0..10 \\\n")
        .endsWith("    --holdout 0.4 --json\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 100})
  void coloursComeOnlyWhereTheyAreWanted(int columns) {
    CommandLine root = program();
    HelpLayout.apply(root, columns, true);
    assertThat(root.getUsageMessage()).contains("\u001b[");
    assertThat(root.getSubcommands().get("run").getUsageMessage()).contains("\u001b[");
    assertThat(usage("", columns) + usage("run", columns)).doesNotContain("\u001b");
  }

  @Test
  void anOptionOfOneNameMeansTheSameEverywhere() {
    SortedMap<String, String> labels = new TreeMap<>();
    SortedMap<String, Boolean> flags = new TreeMap<>();
    for (CommandSpec spec : specs()) {
      for (OptionSpec option : CommandText.options(spec)) {
        String name = option.longestName();
        // Of a sweep it is a share of the backtest, and of nothing else.
        String label = labels.putIfAbsent(name, option.paramLabel());
        assertThat(option.paramLabel())
            .as(spec.qualifiedName() + " " + name)
            .isEqualTo(label == null ? option.paramLabel() : label);
        boolean flag = option.arity().max() == 0;
        Boolean before = flags.putIfAbsent(name, flag);
        assertThat(flag).as(name).isEqualTo(before == null ? flag : before);
      }
    }
    assertThat(labels).containsKeys("--json", "--out", "--config", "--seed");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void generalOptionsComeFirstAndJsonLast(String words) {
    List<String> names =
        CommandText.options(command(PROGRAM, words).getCommandSpec()).stream()
            .map(OptionSpec::longestName)
            .toList();
    assertThat(names).startsWith("--help", "--version", "--debug", "--quiet");
    if (names.contains("--json")) {
      assertThat(names.subList(names.indexOf("--json"), names.size())).containsExactly("--json");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpIsTheSameAskedForInEitherWay(String words) {
    String[] asked = ("help " + words).strip().split(" ", -1);
    String[] option = (words + " --help").strip().split(" ", -1);
    SpotProgram.Ended help = SpotProgram.run(asked);
    assertThat(help.code()).isZero();
    assertThat(help.out()).isEqualTo(SpotProgram.run(option).out()).startsWith("Usage: spot");
  }

  @Test
  void theHelpOfAnEvaluationNamesEveryFamilyOfFeatures() {
    String words = SpotProgram.run("evaluate", "--help").out().replaceAll("\\s+", " ");
    String names =
        Arrays.stream(FeatureFamily.values()).map(Evaluation::id).collect(Collectors.joining(", "));
    assertThat(words).contains("all by default: " + names + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "generate", "train", "backtest", "report"})
  void aCommandsHelpHasOrderDefaultsAndAnExample(String command) {
    SpotProgram.Ended ended = SpotProgram.run(command, "--help");
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsSubsequence("--config", "--prices", "--train", "--seed", "--out")
        .contains("2024-01-01/2025-01-01 by default", "42 by default", "out by default")
        .contains("\n  spot " + command)
        .contains("Value of ${NAME} in the configuration")
        .doesNotContain("\u001b");
  }

  @Test
  void theVersionNamesTheProgramAndWhatItRunsOn() {
    SpotProgram.Ended ended = SpotProgram.run("--version");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).matches("spot \\S+\\RJava \\d+.*\\R");
    assertThat(SpotProgram.run("models", "show", "--version").out()).isEqualTo(ended.out());
  }
}
