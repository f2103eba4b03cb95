package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.config.Nearest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be meant is answered with what was probably meant. */
class SuggestionTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          hlep                          | spot has no command 'hlep'; did you mean help?
          rnu                           | spot has no command 'rnu'; did you mean run?
          run --sed 3                   | spot run has no option '--sed'; did you mean --seed?
          run --sed=3                   | spot run has no option '--sed'; did you mean --seed?
          run --seed                    | parameter for option '--seed'
          run extra                     | spot run takes no argument but was given 'extra'
          models shwo                   | spot models has no command 'shwo'; did you mean show?
          models show a b               | takes no further argument but was given 'b'
          archive addd x                | spot archive has no command 'addd'; did you mean add?
          archive inof --josn           | spot archive has no command 'inof'; did you mean info?
          help rnu                      | spot has no command 'rnu'; did you mean run?
          help archive ad               | spot archive has no command 'ad'; did you mean add?
          man moedls                    | spot has no command 'moedls'; did you mean models?
          completion bahs               | SHELL must be bash or zsh but was 'bahs'; did you mean bash?
          completion fish               | SHELL must be bash or zsh but was 'fish'
          completion                    | Missing required parameter: 'SHELL'
          --versoin                     | spot has no option '--versoin'; did you mean --version?
          run --preset giude            | preset must be default or guide but was 'giude'; did you mean guide?
          run --world calibratd         | but was 'calibratd'; did you mean calibrated?
          run --prices cvs:a            | but was 'cvs' (cvs:a); did you mean csv?
          run --interruptions eventbrige:a | but was 'eventbrige' (eventbrige:a); did you mean eventbridge?
          run --start us-east-1a_m5.lrage  | did you mean us-east-1a_m5.large?
          run --types m5.lage           | data.types: no prices of 'm5.lage'; did you mean m5.large?
          run --zones us-east-1ab       | data.zones: no prices of 'us-east-1ab'; did you mean us-east-1a?
          run --cost-unit vpcu          | workload.cost-unit must be one of [vcpu, gib, instance] but was 'vpcu'; did you mean vcpu?
          compare --policies hysterisis | did you mean hysteresis?
          evaluate --scheme slidnig     | did you mean sliding?
          evaluate --families prise     | did you mean price?
          inspect --as pirces x         | did you mean prices?
          inspect world:guied           | did you mean guide?
          inspect world:guide -O nosie=1 | did you mean noise?
          init --preset giude           | did you mean guide?
          config shwo                   | spot config has no command 'shwo'; did you mean show?
          """)
  void theNearestIsNamed(String call, String answer) {
    String[] words = call.split(" +", -1);
    boolean writes = List.of("run", "evaluate", "compare").contains(words[0]);
    String out = folder.resolve("out").toString();
    SpotProgram.Ended ended =
        SpotProgram.run(writes ? SpotProgram.args(words, "--out", out) : words);
    assertThat(ended.err()).contains("spot: ", answer);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "'decision: {policy: hysterisis}', did you mean hysteresis?",
    "'billing: {rules: asw}', did you mean aws?",
    "'models: {stability: {model: hazrad}}', did you mean hazard?",
    "'models: {stability: {calibration: plat}}', did you mean platt?",
    "'data: {price-options: {zoom: 1}}', option",
    "'seed: ${sed}', ${sed} must be given: -D sed=VALUE"
  })
  void theNearestOfAConfigurationIsNamed(String yaml, String answer) {
    Path file = SpotProgram.write(folder.resolve("c.yaml"), yaml + "\n");
    SpotProgram.Ended ended =
        SpotProgram.run(
            "run", "--config", file.toString(), "--out", folder.resolve("out").toString());
    assertThat(ended.err()).contains(answer);
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void aVariableThatIsUsedNowhereIsAnsweredWithTheNearest() {
    Path file = SpotProgram.write(folder.resolve("c.yaml"), "out: ${folder}\n");
    SpotProgram.Ended ended = SpotProgram.run("run", "--config", file.toString(), "-D", "foldre=x");
    assertThat(ended.err())
        .contains("-D foldre is used nowhere in " + file + "; did you mean folder?");
  }

  @Test
  void aConfigurationBesideTheOneThatIsNamedIsSuggested() {
    SpotProgram.write(folder.resolve("spot.yaml"), "");
    Path absent = folder.resolve("spto.yaml");
    assertThat(SpotProgram.run("run", "--config", absent.toString()).err())
        .contains("no such configuration file: " + absent + "; did you mean spot.yaml?");
    Path deep = folder.resolve("none/spot.yaml");
    assertThat(SpotProgram.run("run", "--config", deep.toString()).err())
        .contains("no such configuration file: " + deep + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "xylophone", "", "r"})
  void nothingIsNamedThatIsNotNear(String name) {
    assertThat(SpotProgram.run(name).err()).startsWith("spot: ").doesNotContain("did you mean");
  }

  @Test
  void twoLettersInTheWrongOrderAreOneEdit() {
    assertThat(Nearest.to("hlep", List.of("help", "sweep"))).contains("help");
    assertThat(Nearest.to("ab", List.of("ba"))).isEmpty();
    assertThat(Nearest.to("n".repeat(300), List.of("n".repeat(299)))).isEmpty();
  }

  @Test
  void aMessageOfChoicesIsCompletedOnce() {
    assertThat(Nearest.completed("x must be one of red, green but was 'gren'"))
        .isEqualTo("x must be one of red, green but was 'gren'; did you mean green?");
    String known = "x must be one of red, green but was 'gren'; did you mean green?";
    assertThat(Nearest.completed(known)).isEqualTo(known);
    assertThat(Nearest.completed("x must be > 0")).isEqualTo("x must be > 0");
  }

  @Test
  void messagesShowDurationsAsPeopleWriteThem() {
    assertThat(Durations.shorten("more than PT1H, [PT24H, PT90M] (PT0S) but was 'PT2H' in /PT3H"))
        .isEqualTo("more than 1h, [1d, 90m] (0d) but was 'PT2H' in /PT3H");
    assertThat(Durations.shorten("PT1.5S, PT and APT1H")).isEqualTo("PT1.5S, PT and APT1H");
  }
}
