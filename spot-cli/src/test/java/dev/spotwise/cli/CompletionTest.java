package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code spot completion}, its script run by a real bash. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CompletionTest {

  @TempDir private static Path folder;

  private static Path script;

  @BeforeAll
  static void write() throws IOException {
    script = SpotProgram.write(folder.resolve("spot.bash"), done("completion", "bash").out());
    Files.createDirectory(folder.resolve("prices"));
    Files.writeString(folder.resolve("prices.csv"), "");
  }

  /** What bash offers for the last word of a command line, a line each. */
  private static List<String> completed(String line) throws Exception {
    String program =
        """
        source "$1"
        read -r -a COMP_WORDS <<<"$2"
        [ "${2: -1}" = " " ] && COMP_WORDS+=("")
        COMP_LINE=$2
        COMP_POINT=${#2}
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        complete -p spot | grep -q -- '-F _complete_spot' || exit 9
        _complete_spot
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder("bash", "-c", program, "bash", script.toString(), line)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<String> words = Files.readAllLines(out).stream().map(String::strip).toList();
    assertThat(process.exitValue()).as(words.toString()).isZero();
    return words;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          spot ev|evaluate
          spot com|compare completion
          spot config |show
          spot archive i|info
          spot run --see|--seed
          spot models show --js|--json
          spot run --preset |default guide
          spot sweep --policy stick|sticky-available sticky-cheapest
          spot completion |bash zsh
          spot completion z|zsh
          spot help mod|models
          spot run --config prices.|prices.csv
          """)
  void aShellCompletes(String line, String words) throws Exception {
    assertThat(completed(line)).containsExactlyInAnyOrder(words.split(" ", -1));
  }

  @Test
  void allCommandsAreOffered() throws Exception {
    assertThat(completed("spot "))
        .contains("init", "run", "decide", "archive", "doctor", "man", "help", "completion");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spot run --prices ", "spot run --types ", "spot nonsense"})
  void whereNothingIsKnownBashFallsBackOnFileNames(String line) throws Exception {
    assertThat(completed(line)).containsExactly("");
    assertThat(Files.readString(script))
        .doesNotContain("compopt +o default")
        .contains("complete -F _complete_spot -o default spot");
  }

  @ParameterizedTest
  @CsvSource({"calibrated", "calibrated-independent", "guide"})
  void everyWorldThatIsOfferedIsThere(String world) throws Exception {
    assertThat(completed("spot run --world ")).contains(world).hasSize(3);
    assertThat(Sources.load().list())
        .anyMatch(
            source -> source.scheme().equals("world") && source.summary().contains(" " + world));
  }

  @Test
  void zshReadsTheSameAsAFunctionOfItsOwn() throws Exception {
    String zsh = done("completion", "zsh").out();
    assertThat(zsh)
        .startsWith("#compdef spot\n")
        .contains("function compopt() { return 0 }")
        .endsWith("  _bash_complete -o default -F _complete_spot\nfi\n")
        .doesNotContain("alias compopt");
    String bash = Files.readString(script);
    String functions = bash.substring(bash.indexOf("function CompWordsContainsArray"));
    assertThat(zsh).contains(functions);
  }

  @Test
  void anotherShellIsRefused() {
    SpotProgram.Ended ended = SpotProgram.run("completion", "fish");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).isEqualTo("spot: SHELL must be bash or zsh but was 'fish'\n");
  }

  @Test
  void helpTellsHowToInstallIt() {
    assertThat(done("help", "completion").out()).contains("~/.bashrc", "$fpath", "_spot");
  }
}
