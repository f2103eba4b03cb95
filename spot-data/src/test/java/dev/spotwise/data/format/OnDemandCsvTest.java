package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.OnDemandPrices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnDemandCsvTest {

  private static final String HEADER = "instance_type,usd_per_hour\n";

  @TempDir private Path folder;

  private OnDemandPrices read(byte[] content) throws IOException {
    return OnDemandCsv.read(Files.write(folder.resolve("od.csv"), content));
  }

  @Test
  void pricesAreReadByType() throws IOException {
    String content = HEADER + "m5.large,0.096\nc5.large,0.085000\nm5.large,0.0960\n";
    OnDemandPrices prices = read(content.getBytes(StandardCharsets.UTF_8));
    assertThat(prices.microUsdByType()).hasSize(2).containsEntry("m5.large", 96_000L);
    assertThat(read(Gzip.of(content))).isEqualTo(prices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m5.large,0.096~m5.large,0.097 | m5.large must have one price but had 0.096 and 0.097",
        ",0.1 | instance_type must be given",
        "m5.large,0 | price must be",
        "m5.large | must have 2 fields but had 1",
        "'' | a row below its header"
      })
  void wrongRowsAreNamed(String rows, String message) {
    byte[] content = (HEADER + rows.replace('~', '\n')).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("od.csv");
  }

  @Test
  void otherColumnsAndAbsentFilesAreNamed() {
    assertThatThrownBy(() -> read("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("instance_type,usd_per_hour but was 'a,b'");
    assertThatThrownBy(() -> OnDemandCsv.read(folder.resolve("absent.csv")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.csv");
  }
}
