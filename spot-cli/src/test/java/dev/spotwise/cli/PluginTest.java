package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotwise.data.Sources;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The plug-in of {@code docs/price-source.md}: a jar built apart, on the program's class path. */
class PluginTest {

  @TempDir private static Path folder;

  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    jar = PluginJar.build(folder);
  }

  /** Runs {@code spot} in a JVM of its own, from the project's root. */
  private static SpotProgram.Ended spot(Path plugin, String... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + plugin,
                "dev.spotwise.cli.Main"));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(PluginJar.ROOT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("spot must end but runs on: " + command);
    }
    return new SpotProgram.Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void theProgramListsTheThreeSourcesOfThePlugin() throws Exception {
    SpotProgram.Ended ended = spot(jar, "sources", "--json");
    assertThat(ended.code()).as(ended.err()).isZero();
    List<String> found = new ArrayList<>();
    for (JsonNode source : new ObjectMapper().readTree(ended.out()).path("sources")) {
      if (source.path("scheme").asText().equals("tsv")) {
        assertThat(source.path("origin").asText()).isEqualTo("tsv-prices-1.0.0.jar");
        assertThat(source.path("options").path(0).path("name").asText()).isEqualTo("offset");
        found.add(source.path("provider").asText() + source.path("kinds"));
      }
    }
    assertThat(found)
        .containsExactly(
            "com.example.spot.TsvPrices[\"prices\"]",
            "com.example.spot.TsvInterruptions[\"interruptions\"]",
            "com.example.spot.TsvAvailability[\"availability\"]");
  }

  @Test
  void theDocumentShowsTheTableThatIsPrinted() throws Exception {
    SpotProgram.Ended ended = spot(jar, "sources");
    assertThat(ended.code()).isZero();
    assertThat(PluginDocument.blocks("text"))
        .anySatisfy(
            block ->
                assertThat(block).startsWith("tsv:").matches(ended.out()::contains, "printed"));
  }

  @Test
  void pricesAreReadThroughThePlugin() throws Exception {
    Path out = folder.resolve("out");
    String config = "examples/price-source/market.yaml";
    assertThat(Files.readString(PluginDocument.FILE))
        .contains("./spot generate --config " + config + " --out out/tsv");
    SpotProgram.Ended ended = spot(jar, "generate", "--config", config, "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(Files.readString(out.resolve("data/spot_prices.csv")))
        .contains("2024-01-01T00:00:00Z,us-east-1a_m5.large,m5.large,us-east-1a,0.0416,")
        .contains("2024-01-02T23:55:00Z,us-east-1a_m5.large,m5.large,us-east-1a,0.0416,")
        .contains("2024-01-03T00:00:00Z,us-east-1a_m5.large,m5.large,us-east-1a,0.0421,")
        .contains("2024-01-06T12:30:00Z,us-east-1a_m5.large,m5.large,us-east-1a,0.0419,");
    assertThat(Files.readString(out.resolve("data/source.json")))
        .contains("tsv:examples/price-source/prices.tsv");
  }

  @Test
  void aBareFileIsRecognisedAndABadRowNamed() throws Exception {
    Path bad = folder.resolve("bad.tsv");
    Files.writeString(
        bad, "#spot prices\n2024-01-01T00:00:00\tus-east-1a\tm5.large\t-1\nnow\ta\tb\t1\n");
    SpotProgram.Ended ended = spot(jar, "generate", "--prices", bad.toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err())
        .contains("spot: price must be finite and > 0 but was -1 (" + bad + ":2)")
        .contains("Text 'now' could not be parsed at index 0 (" + bad + ":3)")
        .doesNotContain("\tat ");
  }

  @Test
  void aPluginWithoutOneOfItsClassesIsTold() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Path classes = Files.createDirectories(broken.resolve("classes/com/example/spot"));
    Path built = folder.resolve("classes/com/example/spot");
    Files.copy(built.resolve("TsvPrices.class"), classes.resolve("TsvPrices.class"));
    Path cut = broken.resolve("cut.jar");
    PluginJar.pack(cut, broken.resolve("classes"), PluginJar.EXAMPLE.resolve("src/main/resources"));

    SpotProgram.Ended listed = spot(cut, "sources");
    assertThat(listed.code()).isEqualTo(3);
    assertThat(listed.out()).contains("csv:");
    assertThat(listed.err())
        .contains("can't load a plug-in as AvailabilitySourceProvider: Provider com.example.spot")
        .contains("TsvFile")
        .doesNotContain("\tat ");

    SpotProgram.Ended used = spot(cut, "generate", "--prices", "tsv:x");
    assertThat(used.code()).isEqualTo(2);
    assertThat(used.err())
        .contains("but was 'tsv'")
        .contains("can't load com.example.spot.TsvPrices from cut.jar")
        .contains("TsvFile")
        .doesNotContain("\tat ");
  }

  @Test
  void theExamplesOwnTestHoldsTheContractOfSources() throws Exception {
    Path tests =
        PluginJar.compile(
            PluginJar.EXAMPLE.resolve("src/test/java"),
            folder.resolve("test-classes"),
            String.join(
                File.pathSeparator,
                jar.toString(),
                contracts().toString(),
                System.getProperty("java.class.path")));
    URL[] urls = {
      jar.toUri().toURL(), tests.toUri().toURL(), contracts().toUri().toURL(),
    };
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectClass(loader.loadClass("com.example.spot.TsvPricesTest")))
              .build();
      LauncherFactory.create().execute(request, listener);
      assertThat(listener.getSummary().getFailures())
          .extracting(failure -> failure.getTestIdentifier() + " " + failure.getException())
          .isEmpty();
      assertThat(listener.getSummary().getTestsSucceededCount()).isGreaterThanOrEqualTo(7);
    }
  }

  /** Where the contracts of {@code spot-data} are compiled to. */
  private static Path contracts() throws URISyntaxException {
    Path main = Path.of(Sources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return main.resolveSibling("test-classes");
  }
}
