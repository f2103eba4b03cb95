package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher found out of the terminal, and what follows from it. */
class TerminalTest {

  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  private static Terminal of(Map<String, String> environment, String... properties) {
    Properties all = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return Terminal.of(environment, all);
  }

  @Test
  void whereNobodyWatchesLinesAreUnlimitedAndPlain() {
    assertThat(of(XTERM, "spot.columns", "40")).isEqualTo(Terminal.NONE);
    assertThat(Terminal.NONE.moves()).isFalse();
  }

  @Test
  void resultsInAFileStayWideWhileProgressFitsTheTerminal() {
    Terminal terminal = of(XTERM, "spot.stderr", "terminal", "spot.columns", "40");
    assertThat(terminal).isEqualTo(new Terminal(Terminal.UNLIMITED, 40, false));
    assertThat(terminal.moves()).isTrue();
  }

  @Test
  void progressInAFileLeavesResultsTheirColour() {
    Terminal terminal = of(XTERM, "spot.stdout", "terminal", "spot.columns", "120");
    assertThat(terminal).isEqualTo(new Terminal(120, Terminal.UNLIMITED, true));
    assertThat(terminal.moves()).isFalse();
  }

  @Test
  void anyValueOfNoColorThatIsNotEmptyTakesTheColour() {
    for (String value : new String[] {"1", "0", "false", " "}) {
      assertThat(of(Map.of("TERM", "xterm", "NO_COLOR", value), "spot.stdout", "terminal").colour())
          .as("NO_COLOR='%s'", value)
          .isFalse();
    }
    assertThat(of(Map.of("TERM", "xterm", "NO_COLOR", ""), "spot.stdout", "terminal").colour())
        .isTrue();
  }

  @Test
  void aDumbTerminalHasNoColour() {
    assertThat(of(Map.of("TERM", "dumb"), "spot.stdout", "terminal").colour()).isFalse();
    assertThat(of(Map.of(), "spot.stdout", "terminal").colour()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "wide", "-5", "99999", "4 0"})
  void aWidthThatIsNoneIsTakenForEighty(String columns) {
    assertThat(of(XTERM, "spot.stdout", "terminal", "spot.columns", columns).outWidth())
        .isEqualTo(80);
  }

  @Test
  void noTerminalIsTakenToBeNarrowerThanTwentyColumns() {
    assertThat(of(XTERM, "spot.stdout", "terminal", "spot.columns", "3").outWidth()).isEqualTo(20);
    assertThatThrownBy(() -> new Terminal(80, 3, false))
        .hasMessage("width must be >= 20 but was 3");
  }
}
