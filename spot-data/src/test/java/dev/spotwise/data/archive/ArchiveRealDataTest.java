package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.format.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class ArchiveRealDataTest {

  private static final String CSV_2021 = "prices/us-east-1_2021-03_2021-05.csv.gz";

  @TempDir private Path folder;

  private static PriceSource open(Path file) {
    return Sources.load().openPrices(file.toString(), SourceOptions.none());
  }

  private static List<PriceSource> dumps() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(RealData.folder().resolve("prices/aws-cli"))) {
      found.sorted().forEach(files::add);
    }
    assertThat(files).hasSize(4);
    files.add(RealData.folder().resolve(CSV_2021));
    return files.stream().map(ArchiveRealDataTest::open).toList();
  }

  @Test
  void realDumpsGiveTheSameBytesInBothOrders() throws Exception {
    Path forwards = folder.resolve("forwards");
    Path backwards = folder.resolve("backwards");
    List<PriceSource> dumps = new ArrayList<>(dumps());
    AddSettings settings = AddSettings.withDefaults();
    dumps.forEach(dump -> PriceArchive.at(forwards).add(List.of(dump), settings));
    Collections.reverse(dumps);
    AddResult last = null;
    for (PriceSource dump : dumps) {
      last = PriceArchive.at(backwards).add(List.of(dump), settings);
    }
    assertThat(Dump.tree(backwards).equals(Dump.tree(forwards))).isTrue();
    AddResult again = PriceArchive.at(forwards).add(dumps, new AddSettings(50_000));
    assertThat(again.written()).isEmpty();
    assertThat(again.observations()).isEqualTo(last.observations());
    assertThat(Dump.tree(backwards).equals(Dump.tree(forwards))).isTrue();
  }

  @Test
  void theSeriesReadBackAreThoseOfTheSource() {
    PriceSource csv = open(RealData.folder().resolve(CSV_2021));
    Path archive = folder.resolve("a");
    AddResult added = PriceArchive.at(archive).add(List.of(csv), AddSettings.withDefaults());
    assertThat(added.counts().read()).isEqualTo(268_519);
    SortedMap<CapacityPool, PriceSeries> read =
        PriceHistory.read(open(archive), PriceArchive.EVERYTHING).series();
    assertThat(read).hasSize(1_246);
    assertThat(read.equals(PriceHistory.read(csv, PriceArchive.EVERYTHING).series())).isTrue();
  }
}
