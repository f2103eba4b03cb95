package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.InterruptionSourceContract;
import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroMarkets;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptionFilesTest {

  @Nested
  class OfCsv extends InterruptionSourceContract {

    @Override
    protected InterruptionSourceProvider provider() {
      return new CsvInterruptions();
    }

    @Override
    protected InterruptionSource source() throws IOException {
      return open(
          """
          timestamp,pool_id,instance_type,az,spot_price,discount_percent
          2024-01-01T10:00:00Z,us-east-1a_m5.large,m5.large,us-east-1a,0.04,58.3333
          2024-01-02T10:00:00Z,us-east-1a_m5.large,m5.large,us-east-1a,,
          2024-01-02T11:00:00Z,us-east-1b_c5.large,c5.large,us-east-1b,0.03,64.7059
          """,
          SourceOptions.none());
    }

    private InterruptionSource open(String content, SourceOptions options) throws IOException {
      Path file = Files.writeString(folder.resolve("events.csv"), content);
      return provider().open(new SourceLocation("csv", file.toString()), options);
    }

    @Test
    void timeAndPoolAreEnough() throws IOException {
      PriceQuery query = PriceQuery.linux(WINDOW);
      String time = "2024-01-01T00:00:00Z,";
      assertThat(
              Recorded.interruptions(
                  open(
                      "timestamp,pool_id\n" + time + "us-east-1a_m5.large\n", SourceOptions.none()),
                  query))
          .containsExactly("us-east-1a_m5.large 1704067200");
      assertThat(
              Recorded.interruptions(
                  open(
                      "timestamp,availability_zone,instance_type\n" + time + "use1-az1,m5.large\n",
                      SourceOptions.none()),
                  query))
          .containsExactly("use1-az1_m5.large 1704067200");
    }

    @Test
    void watchedPoolsAreAddedEvenToAnEmptyTable() throws IOException {
      SourceOptions options =
          SourceOptions.of(Map.of("watched", "us-east-1a_m5.large, us-east-1b_p3.2xlarge,"));
      InterruptionSource source = open("timestamp,pool_id\n", options);
      assertThat(Recorded.watched(source, PriceQuery.linux(WINDOW)))
          .containsExactly(
              CapacityPool.of("us-east-1a", "m5.large"),
              CapacityPool.of("us-east-1b", "p3.2xlarge"));
      SourceOptions wrong = SourceOptions.of(Map.of("watched", "m5.large"));
      assertThatThrownBy(() -> open("timestamp,pool_id\n", wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("m5.large");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "timestamp,instance_type\n",
          "pool_id\n",
          "timestamp,pool_id,az,availability_zone\n",
          "timestamp,availability_zone,instance_type,spot_price\n",
          "timestamp,pool_id\nnow,us-east-1a_m5.large\n",
          "timestamp,pool_id\n2024-01-01T00:00:00Z,m5.large\n"
        })
    void otherFilesAreRefused(String content) throws IOException {
      InterruptionSource source = open(content, SourceOptions.none());
      assertThatThrownBy(() -> Recorded.interruptions(source, PriceQuery.linux(WINDOW)))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining("events.csv");
    }

    @Test
    void pricesAreNotTakenForInterruptions() throws IOException {
      Path prices =
          MarketFiles.writeSpotPricesCsv(MicroMarkets.random(1, 2), folder.resolve("out"));
      assertThatThrownBy(
              () -> Sources.load().openInterruptions(prices.toString(), SourceOptions.none()))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining("recognised");
    }
  }

  @Nested
  class OfParquet extends InterruptionSourceContract {

    @Override
    protected InterruptionSourceProvider provider() {
      return new ParquetInterruptions();
    }

    @Override
    protected InterruptionSource source() {
      Path file = MarketFiles.writeInterruptionsParquet(MicroMarkets.random(1, 7), folder);
      return Sources.load().openInterruptions(file.toString(), SourceOptions.none());
    }

    @Test
    void watchedPoolsAreAdded() {
      Path file = MarketFiles.writeInterruptionsParquet(MicroMarkets.random(1, 7), folder);
      SourceOptions options = SourceOptions.of(Map.of("watched", "us-west-2a_x1.32xlarge"));
      InterruptionSource source =
          provider().open(new SourceLocation("parquet", file.toString()), options);
      assertThat(Recorded.watched(source, PriceQuery.linux(WINDOW)))
          .contains(CapacityPool.of("us-west-2a", "x1.32xlarge"))
          .hasSizeGreaterThan(1);
    }
  }
}
