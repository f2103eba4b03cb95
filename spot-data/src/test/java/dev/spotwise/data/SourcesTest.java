package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  private static final SourceOptions NONE = SourceOptions.none();

  @TempDir private Path folder;

  @Test
  void aSchemeIsKnownOrTheKnownOnesAreNamed() {
    Sources sources = Sources.load();
    assertThatThrownBy(() -> sources.openPrices("csw:x.csv", NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aws-cli: aws-text: csv: parquet: world:")
        .hasMessageContaining("csw");
    assertThatThrownBy(() -> sources.openInterruptions("xx:y", NONE))
        .hasMessageContaining("csv: eventbridge: parquet: world:");
    assertThatThrownBy(() -> sources.openAvailability("xx:y", NONE))
        .hasMessageContaining("parquet: trace:");
  }

  @Test
  void aPathIsThereAndRecognisedOrNamed() throws IOException {
    Sources sources = Sources.load();
    Path junk = Files.writeString(folder.resolve("junk.bin"), "\u0000\u0001 hello");
    assertThatThrownBy(() -> sources.openPrices("./absent.csv", NONE))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.csv");
    assertThatThrownBy(() -> sources.openPrices(junk.toString(), NONE))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("junk.bin")
        .hasMessageContaining("SCHEME:");
    assertThatThrownBy(() -> sources.openPrices(folder.toString(), NONE))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("recognised");
  }

  @Test
  void aTruncatedGzipFileIsNamed() throws IOException {
    Path cut = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThatThrownBy(() -> Sources.load().openPrices(cut.toString(), NONE))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("cut.gz");
  }

  @Test
  void aPluginIsFoundByItsScheme() {
    PriceSourceProvider plugin =
        new PriceSourceProvider() {
          @Override
          public String scheme() {
            return "mine";
          }

          @Override
          public PriceSource open(SourceLocation at, SourceOptions options) {
            return (query, sink) -> sink.accept(CapacityPool.parse(at.rest()), 1, 2);
          }
        };
    Sources sources = new Sources(List.of(plugin), List.of(), List.of());
    PriceSource opened = sources.openPrices("mine:us-east-1a_m5.large", NONE);
    assertThat(Recorded.prices(opened, PriceQuery.linux(TimeWindow.parse("2024-01-01/2024-01-02"))))
        .containsExactly("us-east-1a_m5.large 1 2");
    assertThat(plugin.recognises(folder, "")).isFalse();
  }

  @Test
  void guiceGivesOneObject() {
    var injector = Guice.createInjector(new SpotDataModule());
    assertThat(injector.getInstance(Sources.class)).isSameAs(injector.getInstance(Sources.class));
  }

  @Test
  void aLocationIsASchemeOrAPath() {
    assertThat(SourceLocation.parse("world:guide")).hasToString("world:guide");
    assertThat(SourceLocation.parse("C:/x.csv").scheme()).isEmpty();
    assertThat(SourceLocation.parse("a/b.csv")).hasToString("a/b.csv");
    assertThat(SourceLocation.parse("csv:a.csv").path()).isEqualTo(Path.of("a.csv"));
    assertThatThrownBy(() -> SourceLocation.parse("csv: "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void optionsAreSortedAndNeededOnesNamed() {
    SourceOptions options = SourceOptions.of(Map.of("b", "2", "a", "1"));
    assertThat(options.values().keySet()).containsExactly("a", "b");
    assertThat(options.require("a", "a number")).isEqualTo("1");
    assertThatThrownBy(() -> options.require("c", "a letter"))
        .hasMessage("c must be given: a letter");
    assertThatThrownBy(() -> options.requireOnly(List.of("b")))
        .hasMessage("option must be one of b but was 'a'");
    assertThatThrownBy(() -> options.requireOnly(List.of()))
        .hasMessageContaining("no options but was given 'a'");
  }

  @Test
  void manyProblemsAreCountedAndTheFirstShown() {
    List<String> problems = Collections.nCopies(23, "bad");
    assertThat(new MarketDataException(problems)).hasMessageEndingWith("bad\n... and 3 more");
    assertThat(new MarketDataException(List.of("bad"), 7)).hasMessage("bad\n... and 7 more");
    assertThat(new MarketDataException(problems).problems()).hasSize(23);
    assertThatThrownBy(() -> new MarketDataException(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKindOfALocationIsToldByContentThenByScheme() throws IOException {
    Sources sources = Sources.load();
    Path prices =
        Files.writeString(
            folder.resolve("p.csv"), "timestamp,availability_zone,instance_type,spot_price\n");
    Path interruptions = Files.writeString(folder.resolve("i.csv"), "timestamp,pool_id\n");
    Path trace = Files.writeString(folder.resolve("t.json"), "{\"metadata\":{\"gap_seconds\":1}}");
    Path junk = Files.writeString(folder.resolve("junk.csv"), "a,b\n");
    assertThat(sources.kindsOf(prices.toString())).containsExactly(SourceKind.PRICES);
    assertThat(sources.kindsOf("csv:" + prices)).containsExactly(SourceKind.PRICES);
    assertThat(sources.kindsOf(interruptions.toString())).containsExactly(SourceKind.INTERRUPTIONS);
    assertThat(sources.kindsOf("csv:" + interruptions)).containsExactly(SourceKind.INTERRUPTIONS);
    assertThat(sources.kindsOf(trace.toString())).containsExactly(SourceKind.AVAILABILITY);
    assertThat(sources.kindsOf(junk.toString())).isEmpty();
    assertThat(sources.kindsOf("csv:" + junk))
        .containsExactly(SourceKind.PRICES, SourceKind.INTERRUPTIONS);
    assertThat(sources.kindsOf("csv:absent.csv")).hasSize(2);
    assertThat(sources.kindsOf("world:guide")).first().isEqualTo(SourceKind.PRICES);
    assertThat(sources.kindsOf("csw:x.csv")).isEmpty();
    assertThatThrownBy(() -> sources.kindsOf("./absent.csv"))
        .isInstanceOf(MarketDataException.class)
        .hasMessage("no such file or folder: ./absent.csv");
  }
}
