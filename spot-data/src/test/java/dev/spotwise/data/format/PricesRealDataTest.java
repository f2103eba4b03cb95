package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class PricesRealDataTest {

  private static final TimeWindow SPRING_2021 = TimeWindow.parse("2021-03-01/2021-06-01");
  private static final String CSV_2021 = "prices/us-east-1_2021-03_2021-05.csv.gz";
  private static final Set<String> TYPES = Set.of("t3.large", "m5.large", "c5.large", "m5.xlarge");
  private static final Set<String> ZONES = Set.of("us-east-1a", "us-east-1b", "us-east-1c");

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
  void awsOutputAndCsvGiveTheSameChanges() {
    PriceQuery query = new PriceQuery(SPRING_2021, TYPES, ZONES, Set.of(CapacityPool.LINUX));
    PriceHistory csv = PriceHistory.read(open(CSV_2021), query);
    PriceHistory aws = PriceHistory.read(open("prices/aws-cli"), query);
    assertThat(aws.series().keySet()).isEqualTo(csv.series().keySet()).hasSize(12);
    aws.series()
        .forEach(
            (pool, series) -> {
              PriceSeries other = csv.series().get(pool);
              long from = Math.max(series.epochSecond(0), other.epochSecond(0));
              long to =
                  Math.min(
                      aws.lastObservation().getEpochSecond(),
                      csv.lastObservation().getEpochSecond());
              assertThat(changes(series, from, to))
                  .as(pool.id())
                  .hasSizeGreaterThan(10)
                  .isEqualTo(changes(other, from, to));
            });
  }

  private static List<String> changes(PriceSeries series, long from, long to) {
    List<String> changes = new ArrayList<>(List.of("start " + series.microUsdAt(from)));
    for (int i = 0; i < series.size(); i++) {
      if (series.epochSecond(i) > from && series.epochSecond(i) <= to) {
        changes.add(series.epochSecond(i) + " " + series.microUsd(i));
      }
    }
    return changes;
  }

  @Test
  void everyOnDemandPriceIsRead() {
    Path file = RealData.folder().resolve("ondemand/us-east-1.csv");
    OnDemandPrices prices =
        OnDemandCsv.read(file).asOf(SPRING_2021.from(), "us-east-1", "Linux/UNIX");
    assertThat(prices.microUsdByType()).hasSize(1_367).containsEntry("m5.large", 96_000L);
  }
}
