package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.InstanceLife;
import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryCsvTest {

  private static final String HEADER =
      "instance_id,instance_type,availability_zone,launched_at,ended_at\n";

  @TempDir private Path folder;

  private InstanceInventory read(byte[] content) throws IOException {
    return InventoryCsv.read(Files.write(folder.resolve("inventory.csv"), content));
  }

  @Test
  void livesAreReadWithTheirProductInAnyOrderOfColumns() throws IOException {
    String content =
        """
        ended_at,launched_at,owner,availability_zone,product_description,instance_type,instance_id
        ,2024-01-01T02:00:00+02:00,me,use1-az1,,m5.large,i-1
        2024-01-01T00:30:00Z,2024-01-01T00:00:00.5Z,me,us-east-1a,Windows (Amazon VPC),m5.large,i-2
        """;
    Instant start = Instant.parse("2024-01-01T00:00:00Z");
    for (byte[] bytes : new byte[][] {content.getBytes(StandardCharsets.UTF_8), Gzip.of(content)}) {
      InstanceInventory inventory = read(bytes);
      assertThat(inventory.size()).isEqualTo(2);
      assertThat(inventory.find("i-1", start))
          .contains(
              new InstanceLife(
                  "i-1", CapacityPool.of("use1-az1", "m5.large"), start, Optional.empty()));
      assertThat(inventory.find("i-2", start))
          .contains(
              new InstanceLife(
                  "i-2",
                  new CapacityPool("us-east-1a", "m5.large", "Windows"),
                  start,
                  Optional.of(start.plusSeconds(1800))));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "i-1,m5.large,us-east-1a,,                      | launched_at must be ISO-8601",
        "i-1,m5.large,us-east-1a,2024-01-01,            | launched_at must be ISO-8601",
        "i-1,m5.large,us-east-1a,2024-01-01T00:00:00Z,running | ended_at must be ISO-8601",
        "i-1,m5.large,us-east-1a,2024-01-01T00:00:00Z,1969-01-01T00:00:00Z | ended_at must lie in",
        "i-1,m5.large,us-east-1a,2024-01-01T00:00:00Z,2023-01-01T00:00:00Z | ended_at must not be before",
        "i-1,m5.large,us east,2024-01-01T00:00:00Z,     | zone must be a name",
        "i-1,,us-east-1a,2024-01-01T00:00:00Z,          | instanceType must be a name",
        ",m5.large,us-east-1a,2024-01-01T00:00:00Z,     | instance_id must be a name",
        "i-1,m5.large,us-east-1a,2024-01-01T00:00:00Z   | row must have 5 fields but had 4"
      })
  void wrongRowsAreNamed(String row, String message) {
    assertThatThrownBy(() -> read((HEADER + row).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("inventory.csv:2");
  }

  @Test
  void overlappingLivesAreNamedWithTheirLine() {
    String row = "i-1,m5.large,us-east-1a,2024-01-01T00:00:00Z,\n";
    assertThatThrownBy(() -> read((HEADER + row + row).getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("lives of i-1 must not overlap")
        .hasMessageContaining("inventory.csv:3");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                   | is empty",
        "instance_id,instance_type,launched_at | header must name the columns instance_id",
        "instance_id,instance_type,availability_zone,launched_at,ended_at | a row below its header",
        "instance_id,instance_id,instance_type,availability_zone,launched_at,ended_at | header must"
      })
  void otherFilesAreRefused(String content, String message) {
    assertThatThrownBy(() -> read(content.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("inventory.csv");
  }
}
