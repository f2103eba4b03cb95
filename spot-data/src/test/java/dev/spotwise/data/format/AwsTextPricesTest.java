package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceFileContract;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsTextPricesTest extends PriceFileContract {

  private static final String LINE =
      "SPOTPRICEHISTORY\tus-east-1a\tm5.large\tLinux/UNIX\t0.050000\t2024-01-01T00:00:00+00:00\n";
  private static final String WITH_ID = LINE.replace("us-east-1a", "us-east-1a\tuse1-az4");

  @Override
  protected PriceSourceProvider provider() {
    return new AwsTextPrices();
  }

  @Override
  protected Path write(List<Observation> rows) throws IOException {
    String text =
        rows.stream()
            .map(
                row ->
                    LINE.replace("us-east-1a", row.pool().zone())
                        .replace("m5.large", row.pool().instanceType())
                        .replace("0.050000", MicroUsd.format(row.microUsd()))
                        .replace(
                            "2024-01-01T00:00:00+00:00",
                            Instant.ofEpochSecond(row.epochSecond()).toString()))
            .collect(Collectors.joining());
    return Files.writeString(folder.resolve("prices.txt"), text);
  }

  private List<String> read(String content, SourceOptions options) throws IOException {
    Path file = Files.writeString(folder.resolve("prices.txt"), content);
    PriceSource source = Sources.load().openPrices("aws-text:" + file, options);
    return Recorded.prices(source, new PriceQuery(WINDOW, Set.of(), Set.of(), Set.of()));
  }

  private List<String> read(String content) throws IOException {
    return read(content, SourceOptions.none());
  }

  @Test
  void tokensEmptyLinesAndProductsAreRead() throws IOException {
    String windows = LINE.replace("Linux/UNIX", "Windows (Amazon VPC)");
    assertThat(read("NEXTTOKEN\tabc==\n" + LINE + "\r\n\n" + windows.replace("\n", "\r")))
        .containsExactly(
            "us-east-1a_m5.large 1704067200 50000", "us-east-1a_m5.large_Windows 1704067200 50000");
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    assertThat(read(LINE.strip())).hasSize(1);
  }

  @Test
  void zoneIdsMayStandBesideOrInsteadOfNames() throws IOException {
    SourceOptions ids = SourceOptions.of(Map.of("zones", "ids"));
    String alone = LINE.replace("us-east-1a", "use1-az4");
    assertThat(read(WITH_ID)).containsExactly("us-east-1a_m5.large 1704067200 50000");
    assertThat(read(WITH_ID, ids)).containsExactly("use1-az4_m5.large 1704067200 50000");
    assertThat(read(alone)).isEqualTo(read(alone, ids)).isEqualTo(read(WITH_ID, ids));
    assertThatThrownBy(() -> read(LINE, ids))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("entry must have AvailabilityZoneId");
  }

  @Test
  void aFolderOfDumpsIsRead() throws IOException {
    Files.writeString(folder.resolve("b.txt"), LINE);
    byte[] other = LINE.replace("m5", "c5").getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("c.txt.zst"), Zstd.compress(other));
    PriceSource source = Sources.load().openPrices(folder.toString(), SourceOptions.none());
    assertThat(Recorded.prices(source, PriceQuery.linux(WINDOW)))
        .containsExactly(
            "us-east-1a_m5.large 1704067200 50000", "us-east-1a_c5.large 1704067200 50000");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SPOTPRICEHISTORY/us-east-1a/m5.large/Linux/0.05 | line must be SPOTPRICEHISTORY, zone
          us-east-1a/m5.large/Linux/0.05/2024-01-01T00:00:00Z | line must be
          SPOTPRICEHISTORY/us-east-1a/x/m5.large/Linux/0.05/2024-01-01T00:00:00Z | line must be
          SPOTPRICEHISTORY/us-east-1a/m5.large/Linux/0.05/2024-01-01T00:00:00Z/more | line must be
          SPOTPRICEHISTORY/m5.large/us-east-1a/Linux/0.05/2024-01-01T00:00:00Z | a zone must be followed by an instance type but 'm5.large' is followed by 'us-east-1a'
          SPOTPRICEHISTORY/us-east-1a/m5large/Linux/0.05/2024-01-01T00:00:00Z | a zone must be followed by
          SPOTPRICEHISTORY/us-east-1a/m5.large/0.05/Linux/2024-01-01T00:00:00Z | price must be finite and > 0 but was 'Linux'
          SPOTPRICEHISTORY/us-east-1a/m5.large/Linux/None/2024-01-01T00:00:00Z | 'None'
          SPOTPRICEHISTORY/us-east-1a/m5.large/Linux/0.05/2024-01-01T00:00:00 | timestamp must be
          """)
  void aLineOfOtherColumnsIsRefused(String line, String message) {
    assertThatThrownBy(() -> read(LINE + line.replace("/", "\t") + "\n"))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("prices.txt:2");
  }

  @Test
  void aFileOfOtherTextIsRefused() {
    assertThatThrownBy(() -> read("\n"))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("file must hold lines of SPOTPRICEHISTORY, zone");
    assertThatThrownBy(() -> read("x".repeat(70_000)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("line 1 has more than 65536 characters");
  }
}
