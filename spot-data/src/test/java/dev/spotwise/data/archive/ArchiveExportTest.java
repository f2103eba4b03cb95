package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.archive.PriceArchive.ExportContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveExportTest {

  private static final Dump DUMP = Dump.random(3, 600);
  private static final ArchiveSelection ALL = ArchiveSelection.everything();

  @TempDir private Path folder;
  private PriceArchive archive;

  @BeforeEach
  void makeArchive() {
    archive = PriceArchive.at(folder.resolve("a"));
    DUMP.addTo(folder.resolve("a"));
  }

  private static PriceSource open(Path file) {
    return Sources.load().openPrices(file.toString(), SourceOptions.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"out/x.csv", "x.csv.gz", "x.parquet"})
  void whatIsExportedIsReadBack(String name) {
    Path file = folder.resolve(name);
    long rows = archive.export(file, ALL, ExportContent.OBSERVATIONS);
    assertThat(Recorded.prices(open(file), PriceArchive.EVERYTHING))
        .hasSize((int) rows)
        .containsExactlyInAnyOrderElementsOf(DUMP.archived());
    Path again = folder.resolve("again");
    PriceArchive.at(again).add(List.of(open(file)), AddSettings.withDefaults());
    assertThat(Dump.tree(again)).isEqualTo(Dump.tree(folder.resolve("a")));
  }

  @Test
  void changesAloneGiveTheSameSeries() {
    Path file = folder.resolve("x.parquet");
    long rows = archive.export(file, ALL, ExportContent.CHANGES);
    PriceHistory series = PriceHistory.read(open(file), PriceArchive.EVERYTHING);
    assertThat(series.series())
        .isEqualTo(PriceHistory.read(DUMP.source(), PriceArchive.EVERYTHING).series());
    assertThat(rows)
        .isEqualTo(series.series().values().stream().mapToLong(s -> s.size()).sum())
        .isLessThan(DUMP.archived().size());
  }

  @Test
  void aSelectionIsHalfOpenInTimeAndOfItsPoolsAlone() {
    Path file = folder.resolve("x.csv");
    PriceQuery query =
        new PriceQuery(
            TimeWindow.parse("2021-02-01T05:46:40Z/2021-03-01T05:46:40Z"),
            Set.of("m5.large"),
            Set.of("us-east-1a"),
            Set.of());
    Dump.of(
            "us-east-1a_m5.large 2021-02-01T05:46:40Z 7",
            "us-east-1a_m5.large 2021-03-01T05:46:40Z 7")
        .addTo(folder.resolve("a"));
    archive.export(file, new ArchiveSelection(Set.of(), query), ExportContent.OBSERVATIONS);
    long from = query.window().fromEpochSecond();
    long to = query.window().toEpochSecond();
    List<String> expected =
        Dump.contents(folder.resolve("a")).stream()
            .filter(row -> row.startsWith("us-east-1a_m5.large "))
            .filter(row -> Long.parseLong(row.split(" ", -1)[1]) >= from)
            .filter(row -> Long.parseLong(row.split(" ", -1)[1]) < to)
            .toList();
    assertThat(Recorded.prices(open(file), PriceArchive.EVERYTHING))
        .isEqualTo(expected)
        .anyMatch(row -> row.contains(" " + from + " "));
  }

  @Test
  void aSelectionOfNothingWritesNoFile() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "old");
    ArchiveSelection nothing = new ArchiveSelection(Set.of("mars-1"), PriceArchive.EVERYTHING);
    assertThatThrownBy(() -> archive.export(file, nothing, ExportContent.OBSERVATIONS))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("regions mars-1");
    assertThat(file).hasContent("old");
  }

  @Test
  void aNameThatTellsNoFormIsRefused() {
    Path file = folder.resolve("x.xlsx");
    assertThatThrownBy(() -> archive.export(file, ALL, ExportContent.OBSERVATIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file must end in .csv, .csv.gz or .parquet but was")
        .hasMessageContaining("x.xlsx");
  }

  @Test
  void aPartitionOfTheArchiveIsNotReplaced() {
    Map<String, String> before = Dump.tree(folder.resolve("a"));
    for (String name : before.keySet()) {
      if (name.endsWith(".parquet")) {
        Path file = folder.resolve("./a").resolve(name);
        assertThatThrownBy(() -> archive.export(file, ALL, ExportContent.CHANGES))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("file must lie outside the archive but would replace a partition: " + file);
      }
    }
    assertThat(Dump.tree(folder.resolve("a"))).isEqualTo(before);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    Path folderInTheWay = Files.createDirectories(folder.resolve("x.csv/full"));
    Path file = folderInTheWay.getParent();
    assertThatThrownBy(() -> archive.export(file, ALL, ExportContent.OBSERVATIONS))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("x.csv");
  }

  @Test
  void anExportBeginsAgainWhenFilesAreReplacedUnderIt() {
    Path other = folder.resolve("b");
    DUMP.addTo(other);
    Dump more = Dump.random(4, 600);
    int[] tries = new int[1];
    long rows =
        new ArchiveFolder(other)
            .consistently(
                manifest -> {
                  long[] counted = new long[1];
                  if (tries[0]++ == 0) {
                    more.addTo(other);
                  }
                  SelectedRows.read(
                      new ArchiveFolder(other),
                      manifest,
                      ALL,
                      (pool, second, price) -> counted[0]++);
                  return counted[0];
                });
    assertThat(tries[0]).isEqualTo(2);
    assertThat(rows).isEqualTo(DUMP.with(more).archived().size());
  }
}
