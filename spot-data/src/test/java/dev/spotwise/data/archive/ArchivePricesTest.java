package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceFileContract;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchivePricesTest extends PriceFileContract {

  private int archives;

  @Override
  protected PriceSourceProvider provider() {
    return new ArchivePrices();
  }

  @Override
  protected Path write(List<Observation> rows) {
    Path archive = folder.resolve("archive" + archives++);
    PriceArchive.at(archive)
        .add(
            List.of(
                (query, sink) ->
                    rows.forEach(
                        row -> sink.accept(row.pool(), row.epochSecond(), row.microUsd()))),
            AddSettings.withDefaults());
    return archive;
  }

  private List<String> read(Path archive, String window, String... zones) {
    return Recorded.prices(
        PriceArchive.at(archive).source(),
        new PriceQuery(TimeWindow.parse(window), Set.of(), Set.of(zones), Set.of()));
  }

  private static final Dump TWO_REGIONS =
      Dump.of(
          "us-east-1a_m5.large 2024-01-31T23:59:59Z 41600",
          "us-east-1a_m5.large 2024-02-01T00:00:00Z 41700",
          "use1-az4_m5.large 2024-02-01T00:00:00Z 41800",
          "eu-west-1a_m5.large 2024-02-01T00:00:00Z 50000");

  @Test
  void onlyPartitionsThatCanMatterAreOpened() throws IOException {
    Path archive = folder.resolve("a");
    TWO_REGIONS.addTo(archive);
    Partition europe = Manifest.read(archive.resolve("archive.json")).partitions().get(0);
    Files.delete(archive.resolve(europe.file()));
    assertThat(read(archive, "2024-01-01/2024-03-01", "us-east-1a", "use1-az4")).hasSize(3);
    assertThatThrownBy(() -> read(archive, "2024-01-01/2024-03-01"))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("must be there but is missing")
        .hasMessageContaining("eu-west-1");
    assertThat(read(archive, "2024-01-01/2024-02-01")).hasSize(1);
  }

  @Test
  void aReaderGoesOnWithTheNewArchiveWhenItsFilesAreReplaced() {
    Path archive = folder.resolve("a");
    Dump old =
        Dump.of(
            "us-east-1a_m5.large 2024-01-15T00:00:00Z 41600",
            "us-east-1a_m5.large 2024-02-15T00:00:00Z 41700");
    old.addTo(archive);
    Dump more =
        Dump.of(
            "us-east-1a_m5.large 2024-01-20T00:00:00Z 41650",
            "us-east-1a_m5.large 2024-02-20T00:00:00Z 41750",
            "us-east-1a_m5.large 2024-03-01T00:00:00Z 41800");
    List<String> rows = new ArrayList<>();
    PriceArchive.at(archive)
        .source()
        .read(
            PriceArchive.EVERYTHING,
            (pool, second, price) -> {
              if (rows.isEmpty()) {
                more.addTo(archive);
              }
              rows.add(pool + " " + second + " " + price);
            });
    assertThat(rows).doesNotHaveDuplicates().containsAll(old.archived());
    assertThat(rows).isSubsetOf(old.with(more).archived()).hasSize(4);
  }

  @Test
  void aFolderWithoutAManifestOfOursIsNotRecognised() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    assertThat(provider().recognises(other, "")).isFalse();
    Path manifest = Files.writeString(other.resolve("archive.json"), "{\"a\":1}");
    assertThat(provider().recognises(other, "")).isFalse();
    assertThat(provider().recognises(manifest, "{\"a\":1}")).isFalse();
    Files.writeString(manifest, "{\"format\":\"spotwise-archive\"}");
    assertThat(provider().recognises(other, "")).isTrue();
  }

  @Test
  void whatIsNoArchiveIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () ->
                provider()
                    .open(new SourceLocation("archive", file.toString()), SourceOptions.none()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("must be a folder but is a file");
    assertThatThrownBy(
            () ->
                Sources.load()
                    .openPrices("archive:" + folder, SourceOptions.none())
                    .read(PriceArchive.EVERYTHING, (pool, second, price) -> {}))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("must be a folder with archive.json but this has none");
  }

  @Test
  void aWindowCutsNoPoolShort() {
    Path archive = folder.resolve("a");
    TWO_REGIONS.addTo(archive);
    assertThat(read(archive, "2024-02-10/2024-02-11")).hasSize(4);
    assertThat(
            Recorded.prices(
                PriceArchive.at(archive).source(),
                new PriceQuery(
                    TimeWindow.parse("2024-01-01/2024-03-01"),
                    Set.of("m5.large"),
                    Set.of("us-east-1a", "nowhere"),
                    Set.of(CapacityPool.LINUX))))
        .hasSize(2);
  }
}
