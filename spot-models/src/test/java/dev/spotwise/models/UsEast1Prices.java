package dev.spotwise.models;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Real prices of us-east-1 in spring 2021, hour by hour, at an on-demand price of 1 USD. */
public final class UsEast1Prices {

  /** When. */
  public static final TimeWindow SPRING_2021 =
      TimeWindow.parse("2021-03-02T00:00:00Z/2021-05-31T02:00:00Z");

  private static final Path PRICES =
      Path.of(System.getProperty("spot.realData", "none"))
          .resolve("prices/us-east-1_2021-03_2021-05.csv.gz");

  private UsEast1Prices() {}

  /** Whether they are here. */
  public static boolean present() {
    return Files.isRegularFile(PRICES);
  }

  /** One pool in so many, in order of their ids; 1 for all. */
  public static Market market(int every) {
    Market.Builder builder = Market.over(TimeGrid.over(SPRING_2021, Duration.ofHours(1)));
    int number = 0;
    for (Map.Entry<CapacityPool, PriceSeries> entry :
        PriceHistory.read(
                Sources.load().openPrices(PRICES.toString(), SourceOptions.none()),
                PriceQuery.linux(SPRING_2021))
            .series()
            .entrySet()) {
      if (number++ % every == 0) {
        CapacityPool pool = entry.getKey();
        builder.pool(
            pool, new InstanceType(pool.instanceType(), 1, 1), 1_000_000, entry.getValue());
      }
    }
    return builder.build();
  }
}
