package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesCommandTest {

  @TempDir private Path folder;

  /** Runs {@code spot} with a provider that a service file names. */
  private SpotProgram.Ended spotWith(Class<?> provider, String... args) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("dev.spotwise.data.PriceSourceProvider"), provider.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return SpotProgram.run(args);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void everySourceHasALineAndEveryOptionToo() {
    SpotProgram.Ended ended = SpotProgram.done("sources");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines().findFirst())
        .hasValueSatisfying(head -> assertThat(head).matches("scheme +holds +from +what it reads"));
    assertThat(ended.out())
        .containsPattern("csv: +prices +Spotwise +CSV with")
        .containsPattern("trace: +availability +Spotwise +availability probed")
        .contains("    polarity (needed): 1-is-up if")
        .contains("    watched: comma-separated");
  }

  @Test
  void theSameIsPrintedAsJson() throws IOException {
    SpotProgram.Ended ended = SpotProgram.done("sources", "--json");
    JsonNode all = new ObjectMapper().readTree(ended.out());
    assertThat(all.path("problems")).isEmpty();
    assertThat(all.path("sources")).hasSizeGreaterThan(7);
    JsonNode second = all.path("sources").path(1);
    assertThat(second.path("scheme").asText()).isEqualTo("aws-cli");
    assertThat(second.path("kinds").path(0).asText()).isEqualTo("prices");
    assertThat(second.path("summary").asText()).contains("describe-spot-price-history");
    assertThat(second.path("provider").asText()).endsWith(".AwsCliPrices");
    assertThat(second.path("origin").asText()).isEqualTo("Spotwise");
    assertThat(all.path("sources").findValues("needed"))
        .contains(new ObjectMapper().getNodeFactory().booleanNode(true));
  }

  @Test
  void twoProvidersOfOneSchemeAreListedAndNamed() throws IOException {
    SpotProgram.Ended ended = spotWith(OldProvider.class, "sources");
    String clash = "spot: scheme 'csv' must have one provider of prices but has ";
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out()).containsPattern("csv: +interruptions");
    assertThat(ended.err()).startsWith(clash).contains("OldProvider", "CsvPrices");

    SpotProgram.Ended used = spotWith(OldProvider.class, "generate", "--prices", "csv:x.csv");
    assertThat(used.code()).isEqualTo(2);
    assertThat(used.err()).startsWith(clash);

    String problems =
        spotWith(OldProvider.class, "sources", "--json").out().replaceAll("(?s).*problems", "");
    assertThat(problems).contains("OldProvider");
  }

  @Test
  void aPluginOfAnotherVersionIsAFailureWithoutAStackTrace() throws IOException {
    SpotProgram.Ended ended = spotWith(OldProvider.Alone.class, "generate", "--prices", "alone:x");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("spot: a class is missing or of another version")
        .contains("SourceLocation.gone()")
        .doesNotContain("\tat ");
  }
}
