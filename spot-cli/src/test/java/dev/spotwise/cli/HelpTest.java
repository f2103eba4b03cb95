package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
