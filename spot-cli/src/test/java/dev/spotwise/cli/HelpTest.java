package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.cli.pipeline.Evaluation;
import dev.spotwise.features.FeatureFamily;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says of itself. */
class HelpTest {

  @Test
  void withoutACommandItSaysWhatThereIs() {
    SpotProgram.Ended ended = SpotProgram.run();
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("run", "generate", "train", "backtest", "report", "evaluate", "sources")
        .contains("Exit codes: 0 done, 1 failed, 2 usage, 3 bad data.");
  }

  @Test
  void everyCommandIsSummedUpInAWholeSentence() {
    List<String> commands =
        SpotProgram.run()
            .out()
            .lines()
            .dropWhile(line -> !line.equals("Commands:"))
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .toList();
    assertThat(commands).hasSizeGreaterThan(10).allMatch(line -> line.endsWith("."));
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
        .contains("Example:\n  spot " + command)
        .contains("Value of ${NAME} in the configuration")
        .doesNotContain("\u001b");
  }

  @Test
  void theVersionIsOneLine() {
    SpotProgram.Ended ended = SpotProgram.run("--version");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).matches("spot \\S+\\R");
  }
}
