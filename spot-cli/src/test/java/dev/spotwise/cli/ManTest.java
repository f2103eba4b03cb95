package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code spot man}. */
class ManTest {

  @TempDir private Path folder;

  static Stream<String> commands() {
    return HelpTest.commands();
  }

  private static List<String> page(String words) {
    return done(("man " + words).strip().split(" ", -1)).out().lines().toList();
  }

  @Test
  void thePageOfTheProgramHasAllSectionsInTheirUsualOrder() {
    List<String> page = page("");
    assertThat(page.get(0)).startsWith(".TH \"SPOT\" 1 \"\" \"spot ");
    assertThat(page.stream().filter(line -> line.startsWith(".SH ")))
        .containsExactly(
            ".SH \"NAME\"",
            ".SH \"SYNOPSIS\"",
            ".SH \"DESCRIPTION\"",
            ".SH \"OPTIONS\"",
            ".SH \"COMMANDS\"",
            ".SH \"EXAMPLES\"",
            ".SH \"EXIT STATUS\"",
            ".SH \"ENVIRONMENT\"",
            ".SH \"FILES\"",
            ".SH \"SEE ALSO\"");
    assertThat(page)
        .contains("\\fBSPOT_JAVA_OPTS\\fR", "\\fBJAVA_HOME\\fR", "\\fBSPOT_PLUGINS\\fR")
        .contains("\\fBNO_COLOR\\fR", "\\fBOMP_NUM_THREADS\\fR", "\\fBspot.yaml\\fR")
        .contains("\\fBspot doctor\\fR", ".SS \"Start\"", "\\fB0\\fR", "\\fB3\\fR");
  }

  @Test
  void thePageOfACommandHasItsOptionsParametersAndExamples() {
    List<String> page = page("archive add");
    assertThat(page.get(0)).startsWith(".TH \"SPOT\\-ARCHIVE\\-ADD\" 1 ");
    assertThat(page)
        .containsSubsequence(
            ".SH \"NAME\"",
            "spot\\-archive\\-add \\- Add the prices of sources to an archive, all of them or nothing",
            ".SH \"SYNOPSIS\"",
            "\\fBspot archive add\\fR",
            "[OPTIONS]",
            "ARCHIVE",
            "SOURCE...",
            ".SH \"PARAMETERS\"",
            ".TP",
            "\\fBARCHIVE\\fR",
            ".SH \"OPTIONS\"",
            "\\fB\\-\\-buffer=N\\fR",
            ".SH \"EXAMPLES\"",
            ".EX",
            "spot archive add prices today.json yesterday.json.gz",
            ".EE",
            ".SH \"SEE ALSO\"",
            ".BR \"spot\\-archive\" (1)");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aPageIsPlainTextWhoseRequestsAreKnown(String words) {
    List<String> page = page(words);
    assertThat(page)
        .noneMatch(String::isBlank)
        .noneMatch(line -> line.startsWith("'"))
        .allMatch(line -> StandardCharsets.US_ASCII.newEncoder().canEncode(line))
        .allMatch(
            line ->
                !line.startsWith(".") || line.matches("\\.(TP|PP|EX|EE|(TH|SH|SS|BR) \".*\".*)"));
    // Every sign after a backslash is one of those that we write.
    assertThat(String.join("\n", page).replaceAll("\\\\(f[BR]|[-e&]|\\((aq|dq|ga|ha|ti))", ""))
        .doesNotContain("\\");
  }

  @ParameterizedTest
  @ValueSource(strings = {".TH x", "'quoted", "a\\b", "~^`", "\"", "naïve", "--x"})
  void whatRoffWouldTakeForSomethingElseIsEscaped(String text) {
    String escaped = ManPage.text(text);
    assertThat(escaped).doesNotStartWith(".").doesNotStartWith("'");
    String shown =
        escaped
            .replace("\\&", "")
            .replace("\\-", "-")
            .replace("\\(aq", "'")
            .replace("\\(dq", "\"")
            .replace("\\(ga", "`")
            .replace("\\(ha", "^")
            .replace("\\(ti", "~")
            .replace("\\[u00EF]", "ï")
            .replace("\\e", "\\");
    assertThat(shown).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "sweep", "completion", "archive", "archive add"})
  void groffHasNothingToWarnOf(String words) throws Exception {
    assumeTrue(isInstalled("groff"), "groff must be installed");
    Path page = SpotProgram.write(folder.resolve("page.1"), String.join("\n", page(words)) + "\n");
    String rendered =
        output("groff", "-man", "-ww", "-Tascii", "-P-c", page.toString()).replaceAll(".\b", "");
    assertThat(rendered.lines())
        .noneMatch(line -> line.contains("warning") || line.startsWith("groff"))
        .anyMatch(line -> line.contains("EXIT STATUS"));
    assertThat(rendered.replaceAll("\\s+", " ")).contains(("spot " + words).strip(), "--help");
  }

  @Test
  void mandocHasNoErrorToTell() throws Exception {
    assumeTrue(isInstalled("mandoc"), "mandoc must be installed");
    Path page = SpotProgram.write(folder.resolve("page.1"), String.join("\n", page("run")) + "\n");
    assertThat(output("mandoc", "-T", "lint", "-W", "error", page.toString())).isEmpty();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private String output(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    SpotProgram.Ended ended = SpotProgram.run("man", "archive", "exprot");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo("spot: spot archive has no command 'exprot'; did you mean export?\n");
  }
}
