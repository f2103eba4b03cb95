package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a person sees while a command runs. */
class ConsoleTest {

  private final StringWriter err = new StringWriter();

  private Console console(boolean terminal) {
    return new Console(new PrintWriter(new StringWriter()), new PrintWriter(err, true), terminal);
  }

  @Test
  void withoutATerminalAStepIsOneLine() throws Exception {
    assertThat(console(false).step("market", () -> "2 pools")).isEqualTo("2 pools");
    assertThat(err.toString()).matches("market +\\d+\\.\\d s  2 pools\\R");
  }

  @Test
  void onATerminalAClockRunsAndLeavesOneLine() throws Exception {
    console(true)
        .step(
            "train",
            () -> {
              Thread.sleep(700);
              return "done";
            });
    String text = err.toString();
    assertThat(text.split("\r").length).as("updates of the clock").isGreaterThan(4);
    assertThat(text).doesNotContain("\u001b").contains("\rtrain        0.");
    assertThat(screen(text)).matches("train +\\d+\\.\\d s  done\\n");
  }

  @Test
  void aStepThatFailsLeavesNothingOfItsClock() {
    assertThatThrownBy(
            () ->
                console(true)
                    .step(
                        "train",
                        () -> {
                          Thread.sleep(300);
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    assertThat(screen(err.toString())).isBlank();
  }

  @Test
  void aNoteSaysThatItIsOne() {
    console(true).note("prices end early");
    assertThat(err.toString()).isEqualTo("note: prices end early" + System.lineSeparator());
  }

  /** What a terminal shows after text with carriage returns. */
  private static String screen(String text) {
    StringBuilder shown = new StringBuilder();
    for (String line : text.split("(?<=\n)", -1)) {
      StringBuilder cells = new StringBuilder();
      for (String part : line.replace("\n", "").split("\r", -1)) {
        cells.replace(0, Math.min(part.length(), cells.length()), part);
      }
      shown.append(cells.toString().stripTrailing()).append(line.endsWith("\n") ? "\n" : "");
    }
    return shown.toString();
  }
}
