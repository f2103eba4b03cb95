package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that a plug-in's service files name. */
class PluginSourcesTest {

  private static final SourceOptions NONE = SourceOptions.none();
  private static final String PRICES = "dev.spotwise.data.PriceSourceProvider";
  private static final String INTERRUPTIONS = "dev.spotwise.data.InterruptionSourceProvider";

  @TempDir private Path folder;

  private Sources with(String service, String... classes) throws IOException {
    return Sources.load(loader(service, classes));
  }

  private ClassLoader loader(String service, String... classes) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(service), String.join("\n", classes) + "\n");
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
  }

  private static String name(Class<?> provider) {
    return provider.getName();
  }

  @Test
  void ourOwnAreListedWithWhatTheyReadAndTake() {
    List<ListedSource> listed = Sources.load().list();
    assertThat(listed)
        .extracting(source -> source.scheme() + " " + source.kinds().get(0).label())
        .containsSubsequence(
            "aws-cli prices", "csv prices", "csv interruptions", "trace availability");
    assertThat(listed)
        .allSatisfy(source -> assertThat(source.summary()).isNotBlank().doesNotEndWith("."))
        .allSatisfy(source -> assertThat(source.origin()).isEqualTo("Spotwise"));
    assertThat(listed)
        .filteredOn(source -> source.scheme().equals("trace"))
        .flatExtracting(ListedSource::options)
        .extracting(option -> option.name() + " " + option.needed())
        .containsExactly("polarity true", "start true", "instance-type true", "zone false");
    assertThat(Sources.load().problems()).isEmpty();
  }

  @Test
  void everyProviderRefusesAnOptionThatItDoesNotList() {
    for (PriceSourceProvider provider : java.util.ServiceLoader.load(PriceSourceProvider.class)) {
      SourceLocation at = new SourceLocation(provider.scheme(), "guide");
      assertThatThrownBy(() -> provider.open(at, SourceOptions.of(Map.of("colour", "blue"))))
          .as(provider.getClass().getName())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("colour");
    }
  }

  @Test
  void aProviderOfTwoKindsIsListedOnce() throws IOException {
    with(PRICES, name(PluginProviders.Both.class));
    Sources sources = with(INTERRUPTIONS, name(PluginProviders.Both.class));
    assertThat(sources.list())
        .filteredOn(source -> source.scheme().equals("both"))
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.kinds())
                  .containsExactly(SourceKind.PRICES, SourceKind.INTERRUPTIONS);
              assertThat(source.summary()).isEqualTo("prices and interruptions");
              assertThat(source.options()).hasSize(1);
              assertThat(source.provider()).isEqualTo(name(PluginProviders.Both.class));
            });
    PriceQuery query = PriceQuery.linux(TimeWindow.parse("2024-01-01/2024-01-02"));
    assertThat(Recorded.prices(sources.openPrices("both:x", NONE), query)).hasSize(1);
    assertThat(Recorded.watched(sources.openInterruptions("both:x", NONE), query)).hasSize(1);
  }

  @Test
  void aSchemeOfTwoProvidersIsRefusedWhenItIsUsed() throws IOException {
    Sources sources = with(PRICES, name(PluginProviders.SecondCsv.class));
    String clash =
        "scheme 'csv' must have one provider of prices but has"
            + " dev.spotwise.data.PluginProviders$SecondCsv (csv: from Spotwise)"
            + " and dev.spotwise.data.format.CsvPrices (csv: from Spotwise)";
    assertThat(sources.problems()).containsExactly(clash);
    assertThatThrownBy(() -> sources.openPrices("csv:x.csv", NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(clash);
    assertThatThrownBy(() -> sources.openInterruptions("csv:absent.csv", NONE))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.csv");
  }

  @Test
  void aBarePathThatTwoRecogniseIsRefused() throws IOException {
    Sources sources = with(PRICES, name(PluginProviders.SecondCsv.class));
    Path file = folder.resolve("p.csv");
    Files.writeString(file, "timestamp,availability_zone,instance_type,spot_price\n");
    assertThatThrownBy(() -> sources.openPrices(file.toString(), NONE))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("p.csv must hold prices of one form but is recognised by")
        .hasMessageContaining("SecondCsv (csv: from Spotwise) and ")
        .hasMessageContaining("SCHEME:");
  }

  @Test
  void whatCannotBeLoadedIsToldAndTheRestIsThere() throws IOException {
    Sources sources =
        with(
            PRICES,
            "com.example.Absent",
            name(PluginProviders.Failing.class),
            name(PluginProviders.Shouting.class),
            name(PluginProviders.BothSource.class),
            name(PluginProviders.Both.class));
    assertThat(sources.problems())
        .containsExactly(
            "can't load a plug-in as PriceSourceProvider: Provider com.example.Absent not found",
            "can't load dev.spotwise.data.PluginProviders$Failing from Spotwise:"
                + " java.lang.IllegalStateException: no licence",
            "can't load dev.spotwise.data.PluginProviders$Shouting from Spotwise:"
                + " scheme must be lower case, two letters or more, but was 'LOUD'",
            "can't load a plug-in as PriceSourceProvider:"
                + " dev.spotwise.data.PluginProviders$BothSource not a subtype");
    assertThat(sources.list()).extracting(ListedSource::scheme).contains("both", "csv");
    assertThatThrownBy(() -> sources.openPrices("failing:x", NONE))
        .hasMessageContaining("but was 'failing'")
        .hasMessageContaining("no licence");
    Path junk = Files.writeString(folder.resolve("junk"), "junk");
    assertThatThrownBy(() -> sources.openPrices(junk.toString(), NONE))
        .hasMessageContaining("recognised")
        .hasMessageContaining("no licence");
  }

  @Test
  void aServiceFileThatIsNoneIsTold() throws IOException {
    assertThat(with(PRICES, "two words").problems())
        .singleElement()
        .asString()
        .startsWith("can't load a plug-in as PriceSourceProvider: ")
        .contains("META-INF/services/" + PRICES + ":1");
  }

  @Test
  void problemsWithoutEndAreCutShort() throws IOException {
    String[] absent =
        IntStream.range(0, 300).mapToObj(i -> "com.example.A" + i).toArray(String[]::new);
    assertThat(with(PRICES, absent).problems()).hasSize(100);
  }

  @Test
  void thePluginsOfTheThreadAreFoundAndAStrangeThreadDoesNoHarm() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader(PRICES, name(PluginProviders.Both.class)));
      assertThat(Sources.load().list()).extracting(ListedSource::scheme).contains("both", "csv");
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      assertThat(Sources.load().list()).extracting(ListedSource::scheme).contains("csv");
      thread.setContextClassLoader(null);
      assertThat(Sources.load().list()).extracting(ListedSource::scheme).contains("csv");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void theOriginOfAClassIsItsJarOrFolder() {
    assertThat(ProviderLoader.originOf(Test.class))
        .startsWith("junit-jupiter-api-")
        .endsWith(".jar");
    assertThat(ProviderLoader.originOf(String.class)).isEqualTo("unknown");
  }

  @Test
  void anOptionIsOneLineOfText() {
    assertThat(SourceOption.optional("a", "b").needed()).isFalse();
    assertThatThrownBy(() -> SourceOption.needed("", "b"))
        .hasMessageContaining("name of an option");
    assertThatThrownBy(() -> SourceOption.needed("a", "b\nc")).hasMessageContaining("meaning");
    assertThatThrownBy(() -> new ListedSource("a", List.of(), "", List.of(), "b", "c"))
        .hasMessage("kinds must not be empty");
  }
}
