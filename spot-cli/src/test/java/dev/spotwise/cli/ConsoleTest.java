package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person sees while a command runs. */
class ConsoleTest {

  private final StringWriter err = new StringWriter();

  private static final Terminal NARROW = new Terminal(40, 40, true);

  private Console console(boolean moves) {
    return new Console(
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true),
        moves ? NARROW : Terminal.NONE,
        () -> false,
        Duration.ofMillis(200));
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
  void onATerminalTheLineThatIsLeftFits() throws Exception {
    console(true).step("figures", () -> "a folder/of a long name/analysis_graphs");
    assertThat(screen(err.toString()).lines()).hasSize(2).allMatch(line -> line.length() <= 40);
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
  void onATerminalTheBarGrowsAndIsGoneAtTheEnd() throws Exception {
    console(true)
        .step(
            "data",
            "rows",
            work -> {
              for (int i = 0; i <= 10; i++) {
                work.done(1000L * i, 10_000);
                Thread.sleep(80);
              }
              return "done";
            });
    String text = err.toString();
    assertThat(text).containsPattern("data +\\[=*>? *] \\d+ %");
    assertThat(text.split("[\r\n]", -1)).allMatch(line -> line.length() < 40);
    assertThat(screen(text)).matches("data +\\d+\\.\\d s  done\\n");
  }

  @Test
  void withoutATerminalALongStepSaysNowAndThenHowFarItIs() throws Exception {
    console(false)
        .step(
            "data",
            "rows",
            work -> {
              work.done(0, 10);
              work.done(5, 10);
              Thread.sleep(700);
              return "done";
            });
    assertThat(err.toString()).doesNotContain("\r");
    assertThat(err.toString().lines().toList())
        .hasSizeBetween(2, 5)
        .first()
        .asString()
        .matches("data +\\d\\.\\d s  50 %.*");
    assertThat(err.toString().lines().reduce((a, b) -> b)).get().asString().endsWith("s  done");
  }

  @Test
  void aQuietConsoleRunsStepsAndSaysNothing() throws Exception {
    StringWriter out = new StringWriter();
    Console quiet =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), NARROW, () -> true);
    assertThat(quiet.step("market", () -> "2 pools")).isEqualTo("2 pools");
    quiet.note("prices end early");
    quiet.print(List.of("result"));
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).isEqualTo("result" + System.lineSeparator());
  }

  @Test
  void aNoteSaysThatItIsOne() {
    console(true).note("prices end early, before the backtest does");
    assertThat(err.toString().lines())
        .containsExactly("note: prices end early, before the", "  backtest does");
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
