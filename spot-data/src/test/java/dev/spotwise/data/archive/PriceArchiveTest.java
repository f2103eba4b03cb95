package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.SkippedRows;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.archive.AddResult.Counts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceArchiveTest {

  private static final String POOL = "us-east-1a_m5.large";

  /** Three dumps that overlap: A and B disagree at 02:00, all three at 04:00. */
  private static final List<Dump> OVERLAPPING =
      List.of(
          Dump.of(
              POOL + " 2024-01-31T01:00:00Z 41600",
              POOL + " 2024-01-31T02:00:00Z 41700",
              POOL + " 2024-01-31T04:00:00Z 41650"),
          Dump.of(
              POOL + " 2024-01-31T02:00:00Z 41710",
              POOL + " 2024-01-31T03:00:00Z 41600",
              POOL + " 2024-01-31T04:00:00Z 41670",
              "use1-az1_m5.large_Windows 2024-02-01T00:00:00Z 90000"),
          Dump.of(
              POOL + " 2024-02-01T01:00:00Z 41600",
              POOL + " 2024-01-31T04:00:00Z 41660",
              POOL + " 2024-01-31T01:00:00Z 41600",
              "eu-west-1a_m5.large 2024-01-31T01:00:00Z 50000"));

  @TempDir private Path folder;

  private SortedMap<String, String> treeOf(List<Dump> dumps, AddSettings settings) {
    Path archive = folder.resolve("archive" + System.nanoTime());
    dumps.forEach(dump -> dump.addTo(archive, settings));
    return Dump.tree(archive);
  }

  @ParameterizedTest
  @CsvSource({"0,1,2", "0,2,1", "1,0,2", "1,2,0", "2,0,1", "2,1,0"})
  void everyOrderOfOverlappingDumpsGivesTheSameBytes(int first, int second, int third) {
    List<Dump> dumps =
        List.of(OVERLAPPING.get(first), OVERLAPPING.get(second), OVERLAPPING.get(third));
    assertThat(treeOf(dumps, AddSettings.withDefaults()))
        .isEqualTo(treeOf(OVERLAPPING, AddSettings.withDefaults()));
  }

  @Test
  void sourcesTogetherGiveTheSameBytesAsOneAfterAnother() {
    Path archive = folder.resolve("together");
    AddResult result =
        PriceArchive.at(archive)
            .add(OVERLAPPING.stream().map(Dump::source).toList(), AddSettings.withDefaults());
    assertThat(Dump.tree(archive)).isEqualTo(treeOf(OVERLAPPING, AddSettings.withDefaults()));
    assertThat(result.counts()).isEqualTo(new Counts(7, 1, 3, 2));
    assertThat(result.counts().read()).isEqualTo(11);
    assertThat(result.written()).hasSize(result.partitions()).hasSize(3);
    assertThat(result.observations()).isEqualTo(7);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theSizeOfTheBufferChangesNeitherBytesNorCounts(long seed) {
    Dump dump = Dump.random(seed, 700);
    Path whole = folder.resolve("whole");
    AddResult expected = dump.addTo(whole);
    assertThat(expected.counts().conflicts()).isGreaterThan(20);
    for (int buffered : new int[] {1, 7, 64, 699, 700}) {
      Path archive = folder.resolve("buffer" + buffered);
      AddSettings settings = new AddSettings(buffered);
      AddResult result = dump.addTo(archive, settings);
      assertThat(Dump.tree(archive)).isEqualTo(Dump.tree(whole));
      assertThat(result).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void anyPartsInAnyOrderHoldWhatTheWholeHolds(long seed) {
    Dump dump = Dump.random(seed, 400);
    Path whole = folder.resolve("whole");
    dump.addTo(whole);
    assertThat(Dump.contents(whole)).isEqualTo(dump.archived());
    Path parts = folder.resolve("parts");
    dump.tail(250).reversed().addTo(parts);
    dump.head(300).addTo(parts);
    assertThat(Dump.tree(parts)).isEqualTo(Dump.tree(whole));
  }

  @Test
  void moreRowsThanABufferBeginsWithAreKept() {
    Dump dump = Dump.random(9, 9000);
    dump.addTo(folder.resolve("a"));
    assertThat(Dump.contents(folder.resolve("a"))).isEqualTo(dump.archived());
    assertThat(PriceArchive.at(folder.resolve("a")).pools())
        .extracting(CapacityPool::id)
        .containsExactly(
            "eu-west-1a_m5.large",
            "us-east-1a_m5.large",
            "us-east-1b_m5.large",
            "us-east-1b_m5.large_Windows",
            "use1-az1_c5.large");
  }

  @Test
  void addingTheSameAgainRewritesNothing() throws IOException {
    Path archive = folder.resolve("a");
    Dump dump = OVERLAPPING.get(1);
    dump.addTo(archive);
    SortedMap<String, String> before = Dump.tree(archive);
    FileTime longAgo = FileTime.fromMillis(0);
    for (String name : before.keySet()) {
      Files.setLastModifiedTime(archive.resolve(name), longAgo);
    }
    AddResult again = dump.addTo(archive);
    assertThat(again.written()).isEmpty();
    assertThat(again.counts()).isEqualTo(new Counts(0, 4, 0, 0));
    assertThat(Dump.tree(archive)).isEqualTo(before);
    for (String name : before.keySet()) {
      if (Files.isRegularFile(archive.resolve(name))) {
        assertThat(Files.getLastModifiedTime(archive.resolve(name))).isEqualTo(longAgo);
      }
    }
  }

  @Test
  void onlyPartitionsWithSomethingNewAreRewritten() {
    Path archive = folder.resolve("a");
    OVERLAPPING.forEach(dump -> dump.addTo(archive));
    AddResult result =
        Dump.of(
                POOL + " 2024-02-20T00:00:00Z 41600",
                "eu-west-1a_m5.large 2024-01-31T01:00:00Z 49000")
            .addTo(archive);
    assertThat(result.written()).singleElement().asString().startsWith("us-east-1/2024-02-");
    assertThat(result.counts()).isEqualTo(new Counts(1, 0, 1, 0));
    assertThat(result.partitions()).isEqualTo(3);
  }

  @Test
  void theHigherOfTwoPricesIsKeptAndTheConflictReported() {
    Path archive = folder.resolve("a");
    OVERLAPPING.get(0).addTo(archive);
    AddResult result = OVERLAPPING.get(1).addTo(archive);
    CapacityPool pool = CapacityPool.parse(POOL);
    assertThat(result.firstConflicts())
        .containsExactly(
            new PriceConflict(pool, Instant.parse("2024-01-31T02:00:00Z"), 41_710, 41_700),
            new PriceConflict(pool, Instant.parse("2024-01-31T04:00:00Z"), 41_670, 41_650));
    assertThat(result.firstConflicts().get(0))
        .hasToString(POOL + " 2024-01-31T02:00:00Z: kept 0.04171, dropped 0.0417");
    AddResult lower = OVERLAPPING.get(0).addTo(archive);
    assertThat(lower.written()).isEmpty();
    assertThat(lower.counts()).isEqualTo(new Counts(0, 1, 2, 0));
  }

  @Test
  void ofManyConflictsTheFirstTwentyByPoolAndTimeAreListed() {
    Dump dump = new Dump();
    for (int i = 30; i > 0; i--) {
      dump.add(CapacityPool.parse(POOL), i, "1").add(CapacityPool.parse(POOL), i, "2");
    }
    AddResult result = dump.addTo(folder.resolve("a"), new AddSettings(10));
    assertThat(result.counts().conflicts()).isEqualTo(30);
    assertThat(result.firstConflicts()).hasSize(20);
    assertThat(result.firstConflicts().get(19).time()).isEqualTo(Instant.ofEpochSecond(20));
  }

  @Test
  void heartbeatsAreKept() {
    Path archive = folder.resolve("a");
    Dump.of(POOL + " 2024-01-01T00:00:00Z 41600", POOL + " 2024-01-03T00:00:00Z 41600")
        .addTo(archive);
    Dump.of(POOL + " 2024-01-02T00:00:00Z 41700").addTo(archive);
    assertThat(Dump.contents(archive)).hasSize(3);
  }

  @Test
  void theFilesLieByRegionAndMonth() throws IOException {
    Path archive = folder.resolve("a");
    OVERLAPPING.forEach(dump -> dump.addTo(archive));
    assertThat(Dump.tree(archive).keySet())
        .hasSize(6)
        .satisfiesExactly(
            name -> assertThat(name).isEqualTo("archive.json"),
            name -> assertThat(name).isEqualTo("eu-west-1"),
            name -> assertThat(name).matches("eu-west-1/2024-01-[0-9a-f]{16}\\.parquet"),
            name -> assertThat(name).isEqualTo("us-east-1"),
            name -> assertThat(name).matches("us-east-1/2024-01-[0-9a-f]{16}\\.parquet"),
            name -> assertThat(name).matches("us-east-1/2024-02-[0-9a-f]{16}\\.parquet"));
    assertThat(Files.readString(archive.resolve("archive.json")))
        .startsWith("{\n  \"format\" : \"spotwise-archive\",\n  \"version\" : 1,\n")
        .contains("\"first\" : \"2024-02-01T00:00:00Z\"", "\"pools\" : 2")
        .doesNotContain("\r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc", "..", ".", "a/b", "a\\b", "C:x", "%41", "UPPER"})
  void aZoneNamedLikeAPathLeadsNowhere(String zone) {
    Path archive = folder.resolve("deep/er/a");
    Dump dump = new Dump().add(CapacityPool.of(zone, "m5.large"), 1_704_067_200, "5");
    dump.addTo(archive);
    assertThat(Dump.contents(archive)).isEqualTo(dump.archived());
    assertThat(Dump.tree(archive)).hasSize(3);
    assertThat(Dump.tree(folder.resolve("deep")).keySet())
        .allMatch(name -> name.equals("er") || name.startsWith("er/a"));
  }

  @Test
  void aLongZoneHasAShortFolder() {
    Path archive = folder.resolve("a");
    Dump dump =
        new Dump()
            .add(CapacityPool.of("z".repeat(5000), "m5.large"), 1_704_067_200, "5")
            .add(CapacityPool.of("z".repeat(5001), "m5.large"), 1_704_067_200, "5");
    dump.addTo(archive);
    assertThat(Dump.contents(archive)).isEqualTo(dump.archived());
    assertThat(Dump.tree(archive)).hasSize(5);
  }

  @Test
  void theEndsOfTimeAndPriceAreKept() {
    Dump dump =
        new Dump()
            .add(CapacityPool.parse(POOL), 0, "1")
            .add(CapacityPool.parse(POOL), 4_133_980_799L, Long.toString(MicroUsd.MAX));
    dump.addTo(folder.resolve("a"));
    assertThat(Dump.contents(folder.resolve("a"))).isEqualTo(dump.archived());
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 5, time must lie in the years 1970 to 2100",
    "4133980800, 5, time must lie in the years 1970 to 2100",
    "0, 0, price must be in [1",
    "0, 1000000000001, price must be in [1"
  })
  void whatNoArchiveCanHoldIsRefused(long second, String price, String message) {
    Dump dump = new Dump().add(CapacityPool.parse(POOL), second, price);
    assertThatThrownBy(() -> dump.addTo(folder.resolve("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(POOL);
  }

  @Test
  void aSourceThatFailsChangesNothing() {
    Path archive = folder.resolve("a");
    OVERLAPPING.get(0).addTo(archive);
    SortedMap<String, String> before = Dump.tree(archive);
    MarketDataException failure = new MarketDataException("bad row");
    AddSettings small = new AddSettings(2);
    assertThatThrownBy(
            () ->
                PriceArchive.at(archive)
                    .add(
                        List.of(
                            OVERLAPPING.get(1).source(), OVERLAPPING.get(2).brokenSource(failure)),
                        small))
        .isSameAs(failure);
    assertThat(Dump.tree(archive)).isEqualTo(before);
  }

  @Test
  void anAdditionWithAHalfReadSourceCannotBeCommitted() {
    Path archive = folder.resolve("a");
    try (ArchiveAddition addition = PriceArchive.at(archive).beginAdd(AddSettings.withDefaults())) {
      assertThatThrownBy(
              () ->
                  addition.read(
                      OVERLAPPING.get(1).brokenSource(new MarketDataException("bad row"))))
          .isInstanceOf(MarketDataException.class);
      assertThatThrownBy(addition::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("only in part");
    }
    assertThat(Dump.tree(archive)).isEmpty();
  }

  @Test
  void anAdditionIsOverOnceItIsCommitted() {
    Path archive = folder.resolve("a");
    ArchiveAddition addition = PriceArchive.at(archive).beginAdd(AddSettings.withDefaults());
    addition.commit();
    assertThatThrownBy(() -> addition.read(OVERLAPPING.get(0).source()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("over");
    addition.close();
    assertThat(Dump.tree(archive)).containsOnlyKeys("archive.json");
    assertThat(Dump.contents(archive)).isEmpty();
  }

  @Test
  void rowsThatCannotBeReadAreLeftOutOnlyOnRequest() {
    Path archive = folder.resolve("a");
    PriceSource source =
        (query, sink) -> {
          if (!sink.skips("bad row")) {
            throw new MarketDataException("bad row");
          }
          OVERLAPPING.get(0).source().read(query, sink);
        };
    assertThatThrownBy(
            () -> PriceArchive.at(archive).add(List.of(source), AddSettings.withDefaults()))
        .isInstanceOf(MarketDataException.class);
    SkippedRows skipped = new SkippedRows();
    try (ArchiveAddition addition = PriceArchive.at(archive).beginAdd(AddSettings.withDefaults())) {
      assertThat(addition.read(source, skipped)).isEqualTo(3);
      assertThat(addition.commit().observations()).isEqualTo(3);
    }
    assertThat(skipped.first()).containsExactly("bad row");
  }

  @Test
  void anArchiveCanBeAddedToAnotherAndToItself() {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Dump.random(1, 100).addTo(first);
    Dump.random(2, 100).addTo(second);
    PriceArchive.at(first)
        .add(
            List.of(PriceArchive.at(second).source(), PriceArchive.at(first).source()),
            AddSettings.withDefaults());
    Path both = folder.resolve("both");
    Dump.random(2, 100).with(Dump.random(1, 100)).addTo(both);
    assertThat(Dump.tree(first)).isEqualTo(Dump.tree(both));
  }

  @Test
  void thePricesReadBackAreThoseOfTheSource() {
    Dump dump = Dump.random(5, 500);
    Path archive = folder.resolve("a");
    dump.addTo(archive);
    PriceQuery all = PriceArchive.EVERYTHING;
    assertThat(
            PriceHistory.read(
                    Sources.load().openPrices(archive.toString(), SourceOptions.none()), all)
                .series())
        .isEqualTo(PriceHistory.read(dump.source(), all).series());
  }

  @Test
  void whatAKilledAdditionLeftIsRemovedByTheNext() throws IOException {
    Path archive = folder.resolve("a");
    OVERLAPPING.get(0).addTo(archive);
    SortedMap<String, String> before = Dump.tree(archive);
    Path staging = Files.createDirectory(archive.resolve(".staging"));
    Files.writeString(staging.resolve("0.parquet"), "half");
    Files.writeString(archive.resolve(".archive.json.123-1.part"), "half");
    Path orphan = archive.resolve("us-east-1/2024-01-0123456789abcdef.parquet");
    Files.writeString(orphan, "never committed");
    Path region = Files.createDirectory(archive.resolve("eu-west-1"));
    Files.writeString(region.resolve("2024-01-0123456789abcdef.parquet"), "never committed");
    assertThat(Dump.contents(archive)).isEqualTo(OVERLAPPING.get(0).archived());
    OVERLAPPING.get(0).addTo(archive);
    assertThat(Dump.tree(archive)).isEqualTo(before);
  }

  @Test
  void aFirstAdditionThatWasKilledCanBeRepeated() throws IOException {
    Path archive = Files.createDirectory(folder.resolve("a"));
    Files.createFile(archive.resolve(ArchiveFolder.LOCK));
    Path region = Files.createDirectory(archive.resolve("us-east-1"));
    Files.writeString(region.resolve("2024-01-0123456789abcdef.parquet"), "never committed");
    OVERLAPPING.get(0).addTo(archive);
    assertThat(Dump.tree(archive))
        .isEqualTo(treeOf(OVERLAPPING.subList(0, 1), AddSettings.withDefaults()));
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path archive = folder.resolve("a");
    OVERLAPPING.get(0).addTo(archive);
    Path note = Files.writeString(archive.resolve("us-east-1/README.txt"), "mine");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path other =
        Files.writeString(elsewhere.resolve("2024-01-0123456789abcdef.parquet"), "not yours");
    Files.createSymbolicLink(archive.resolve("linked"), elsewhere);
    Files.createSymbolicLink(archive.resolve(".staging"), elsewhere);
    OVERLAPPING.get(1).addTo(archive);
    assertThat(note).hasContent("mine");
    assertThat(other).hasContent("not yours");
  }

  @Test
  void aFolderOfOtherThingsIsNotMadeAnArchive() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("prices.csv"), "mine");
    assertThatThrownBy(() -> OVERLAPPING.get(0).addTo(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new or empty folder, or one with archive.json")
        .hasMessageContaining("prices.csv");
    assertThat(Dump.tree(data)).containsOnlyKeys("prices.csv");
    Path file = data.resolve("prices.csv");
    assertThatThrownBy(() -> OVERLAPPING.get(0).addTo(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a folder but is a file");
    assertThatThrownBy(() -> OVERLAPPING.get(0).addTo(file.resolve("below")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("below");
  }

  @Test
  void theSummaryIsThatOfTheManifest() {
    Path archive = folder.resolve("a");
    OVERLAPPING.forEach(dump -> dump.addTo(archive));
    ArchiveSummary summary = PriceArchive.at(archive).summary();
    assertThat(summary.regions()).containsExactly("eu-west-1", "us-east-1");
    assertThat(summary.partitions()).isEqualTo(3);
    assertThat(summary.observations()).isEqualTo(7);
    assertThat(summary.bytes()).isPositive();
    assertThat(summary.first()).contains(Instant.parse("2024-01-31T01:00:00Z"));
    assertThat(summary.last()).contains(Instant.parse("2024-02-01T01:00:00Z"));
    assertThatThrownBy(() -> PriceArchive.at(folder.resolve("none")).summary())
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("no such archive");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new AddSettings(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bufferedObservations must be in [1, 500000000] but was 0");
    assertThatThrownBy(() -> new PriceConflict(CapacityPool.parse(POOL), Instant.EPOCH, 5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keptMicroUsd must be > 5");
  }
}
