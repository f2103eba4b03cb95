package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.github.luben.zstd.Zstd;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TextFile;
import dev.spotwise.data.TimeWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class PricesRealDataTest {

  private static final TimeWindow SPRING_2021 = TimeWindow.parse("2021-03-01/2021-06-01");
  private static final String CSV_2021 = "prices/us-east-1_2021-03_2021-05.csv.gz";
  private static final Set<String> TYPES = Set.of("t3.large", "m5.large", "c5.large", "m5.xlarge");
  private static final Set<String> ZONES = Set.of("us-east-1a", "us-east-1b", "us-east-1c");

  private static final PriceQuery TWELVE_POOLS =
      new PriceQuery(SPRING_2021, TYPES, ZONES, Set.of(CapacityPool.LINUX));

  @TempDir private Path folder;

  private static PriceSource open(String path) {
    return Sources.load()
        .openPrices(RealData.folder().resolve(path).toString(), SourceOptions.none());
  }

  private static long rows(String path, TimeWindow window, Set<CapacityPool> pools) {
    long[] rows = new long[1];
    open(path)
        .read(
            PriceQuery.linux(window),
            (pool, second, price) -> {
              rows[0]++;
              pools.add(pool);
            });
    return rows[0];
  }

  @Test
  void everyRowOfSpring2021IsRead() {
    Set<CapacityPool> pools = new TreeSet<>();
    assertThat(rows(CSV_2021, SPRING_2021, pools)).isEqualTo(268_519);
    assertThat(pools).hasSize(1_246);
    assertThat(pools).allMatch(p -> InstanceTypes.catalogue().find(p.instanceType()).isPresent());
  }

  @Test
  void everyRowOfTheAuctionEraIsRead() {
    Set<CapacityPool> pools = new TreeSet<>();
    TimeWindow window = TimeWindow.parse("2016-02-01/2016-05-01");
    assertThat(rows("prices/us-east-1_2016_auction.csv.gz", window, pools)).isEqualTo(426_745);
    assertThat(pools).hasSize(50);
  }

  @Test
  void everyEntryOfEveryProductIsRead() {
    PriceQuery all = new PriceQuery(SPRING_2021, Set.of(), Set.of(), Set.of());
    SortedMap<String, Integer> byProduct = new TreeMap<>();
    open("prices/aws-cli")
        .read(all, (pool, second, price) -> byProduct.merge(pool.product(), 1, Integer::sum));
    assertThat(byProduct)
        .containsExactly(
            entry("Linux/UNIX", 3_892),
            entry("Red Hat Enterprise Linux", 3_892),
            entry("SUSE Linux", 3_892),
            entry("Windows", 1_966));
  }

  @Test
  void awsOutputAndCsvGiveTheSameChanges() {
    PriceHistory csv = PriceHistory.read(open(CSV_2021), TWELVE_POOLS);
    PriceHistory aws = PriceHistory.read(open("prices/aws-cli"), TWELVE_POOLS);
    assertThat(aws.series().keySet()).isEqualTo(csv.series().keySet()).hasSize(12);
    int changes = 0;
    for (CapacityPool pool : aws.series().keySet()) {
      assertThat(changes(aws, pool)).as(pool.id()).isEqualTo(changes(csv, pool));
      changes += changes(aws, pool).size();
    }
    assertThat(changes).isEqualTo(1_776);
    assertThat(aws.lastObservation()).isEqualTo(csv.lastObservation());
  }

  private static List<String> changes(PriceHistory history, CapacityPool pool) {
    PriceSeries series = history.series().get(pool);
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      changes.add(series.epochSecond(i) + " " + series.microUsd(i));
    }
    return changes;
  }

  @Test
  void dumpsPackedAnewOneBehindTheOtherGiveTheSame() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (String type : TYPES) {
      Path dump = RealData.folder().resolve("prices/aws-cli/" + type + ".json.gz");
      try (InputStream content = TextFile.open(dump)) {
        packed.writeBytes(Zstd.compress(content.readAllBytes()));
      }
    }
    Path file = Files.write(folder.resolve("all.json.zst"), packed.toByteArray());
    PriceSource source = Sources.load().openPrices(file.toString(), SourceOptions.none());
    assertThat(PriceHistory.read(source, TWELVE_POOLS).series())
        .isEqualTo(PriceHistory.read(open("prices/aws-cli"), TWELVE_POOLS).series());
  }

  @Test
  void everyOnDemandPriceIsRead() {
    Path file = RealData.folder().resolve("ondemand/us-east-1.csv");
    OnDemandPrices prices =
        OnDemandCsv.read(file).asOf(SPRING_2021.from(), "us-east-1", "Linux/UNIX");
    assertThat(prices.microUsdByType()).hasSize(1_367).containsEntry("m5.large", 96_000L);
  }
}
