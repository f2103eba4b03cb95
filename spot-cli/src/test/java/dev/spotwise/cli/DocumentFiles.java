package dev.spotwise.cli;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.CalibratedWorld;
import dev.spotwise.data.synthetic.CalibratedWorldSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The files that the documents take for granted: a small market of four pools. */
final class DocumentFiles {

  private static final TimeWindow YEAR_BEGINS = TimeWindow.parse("2026-01-01/2026-07-01");
  private static final List<String> TYPES = List.of("m5.large", "c5.large");
  private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b");

  /** Few small trees, and two weeks where a document has a year. */
  private static final String SMALL =
      """
      data: {zones: [us-east-1a], step: 30m}
      period: {train: 2024-01-01/2024-01-15, backtest: 2024-01-15/2024-01-18}
      models:
        origin-interval: 3h
        price: {trees: 4, depth: 6}
      retrain: {holdout: 3d}
      """;

  private DocumentFiles() {}

  static void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("small.yaml"), SMALL);
    Market market =
        new CalibratedWorld(
                CalibratedWorldSettings.withDefaults(YEAR_BEGINS, 7)
                    .restrictedTo(TYPES, ZONES)
                    .withStep(Duration.ofHours(1)))
            .market();
    String prices = prices(market);
    gzip(folder.resolve("prices.csv.gz"), prices);
    gzip(folder.resolve("old.csv.gz"), prices);
    Files.writeString(folder.resolve("prices.csv"), prices);
    Files.writeString(folder.resolve("interruptions.csv"), interruptions(market));
    Files.writeString(
        folder.resolve("on-demand.csv"),
        "instance_type,usd_per_hour\nm5.large,0.096\nc5.large,0.085\n");
    String today = page("2026-06-30T12:00:00Z", "0.0412");
    Files.writeString(folder.resolve("today.json"), today);
    gzip(folder.resolve("yesterday.json.gz"), page("2026-06-29T12:00:00Z", "0.0409"));
    Files.writeString(
        Files.createDirectories(folder.resolve("dumps")).resolve("today.json"), today);
    Files.writeString(
        Files.createDirectories(folder.resolve("traces")).resolve("us-west-2a_v100_1.json"),
        "{\"metadata\": {\"gap_seconds\": 195}, \"data\": [1, 1, 0, 1, 1, 1, 0, 0, 1, 1]}\n");
  }

  private static String prices(Market market) {
    StringBuilder rows =
        new StringBuilder("timestamp,availability_zone,instance_type,spot_price\n");
    for (int index = 0; index < market.pools().size(); index++) {
      CapacityPool pool = market.pools().get(index);
      long last = MicroUsd.UNKNOWN;
      for (int tick = 0; tick < market.grid().length(); tick++) {
        Instant at = market.grid().instant(tick);
        long price = market.prices(index).microUsdAt(at.getEpochSecond());
        if (price != last || tick % 24 == 0) {
          rows.append(at).append(',').append(pool.zone()).append(',').append(pool.instanceType());
          rows.append(',').append(MicroUsd.toUsd(price)).append('\n');
        }
        last = price;
      }
    }
    return rows.toString();
  }

  private static String interruptions(Market market) {
    StringBuilder rows = new StringBuilder("timestamp,instance_type,az\n");
    for (int index = 0; index < market.pools().size(); index++) {
      CapacityPool pool = market.pools().get(index);
      InterruptionSeries times = market.interruptions(index).orElseThrow();
      for (int event = 0; event < times.size(); event++) {
        rows.append(Instant.ofEpochSecond(times.epochSecond(event))).append(',');
        rows.append(pool.instanceType()).append(',').append(pool.zone()).append('\n');
      }
    }
    return rows.toString();
  }

  private static String page(String at, String price) {
    return String.format(
        Locale.ROOT,
        """
        {"SpotPriceHistory": [
          {"AvailabilityZone": "us-east-1a", "InstanceType": "m5.large",
           "ProductDescription": "Linux/UNIX", "SpotPrice": "%s", "Timestamp": "%s"}
        ]}
        """,
        price,
        at);
  }

  private static void gzip(Path file, String text) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
