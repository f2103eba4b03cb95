package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a manifest says is believed only if it can be true, and leads nowhere else. */
class ManifestTest {

  @TempDir private Path folder;
  private Path archive;
  private Path manifest;
  private String text;

  @BeforeEach
  void makeArchive() throws IOException {
    archive = folder.resolve("a");
    Dump.of(
            "us-east-1a_m5.large 2024-01-15T00:00:00Z 41600",
            "us-east-1a_m5.large 2024-02-15T00:00:00Z 41700")
        .addTo(archive);
    manifest = archive.resolve("archive.json");
    text = Files.readString(manifest);
  }

  private void refused(String... messages) {
    assertThatThrownBy(() -> Dump.contents(archive))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContainingAll(messages)
        .hasMessageContaining("archive.json");
    assertThatThrownBy(() -> Dump.of().addTo(archive)).isInstanceOf(MarketDataException.class);
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "us-east-1/2024-01      | "../2024-01            | partition 1: file must be 'us-east-1/2024-01
          "us-east-1/2024-01      | "/etc/2024-01          | partition 1: file must be 'us-east-1/2024-01
          "us-east-1/2024-02      | "us-east-1/2024-01     | partition 2: file must be 'us-east-1/2024-02
          "region" : "us-east-1"  | "region" : ".."        | file must be '%2E%2E/2024-01
          "region" : "us-east-1"  | "region" : "\\u0000"   | file must be '%00/2024-01
          "region" : "us-east-1"  | "region" : ""          | region must be a text but was ""
          "region" : "us-east-1"  | "region" : 3           | region must be a text but was 3
          "month" : "2024-01"     | "month" : "2024-13"    | month must be YYYY-MM but was "2024-13"
          "month" : "2024-01"     | "month" : "2024-03"    | first and last must lie in the month
          "month" : "2024-02"     | "month" : "2024-01"    | first and last must lie in the month
          "rows" : 1              | "rows" : 0             | rows must be > 0 but was '0'
          "rows" : 1              | "rows" : 1.5           | rows must be a whole number but was 1.5
          "rows" : 1              | "rows" : 1e30          | rows must be a whole number
          "rows" : 1              | "rows" : 99999999999999999999 | rows must be a whole number
          "pools" : 1             | "pools" : 2            | pools must be in [1, rows] but was '2'
          "bytes"                 | "bytes" : -5, "unused" | bytes must be > 0 but was '-5'
          "bytes"                 | "size"                 | bytes must be a whole number but was missing
          "first" : "2024-01-15T00:00:00Z" | "first" : "soon" | first must be an instant but was "soon"
          "last" : "2024-01-15T00:00:00Z" | "last" : "2024-01-14T00:00:00Z" | first and last must lie in the month, in this order
          "sha256" : "            | "sha256" : "x          | sha256 must be 64 hexadecimal digits
          "version" : 1           | "version" : 2          | version must be 1 but was 2; a newer version of Spotwise is needed
          "version" : 1           | "version" : 0          | version must be 1 but was 0
          "version" : 1           | "version" : "1"        | version must be 1 but was "1"
          spotwise-archive        | other                  | format must be spotwise-archive but was "other"
          "format"                | "form"                 | format must be spotwise-archive but was missing
          "partitions" : [        | "partition" : [        | partitions must be an array but was missing
          "version" : 1,          | "version" : 1, "version" : 1, | manifest must be JSON
          """)
  void aManifestThatCannotBeTrueIsRefused(String from, String to, String message)
      throws IOException {
    assertThat(text).contains(from);
    Files.writeString(manifest, text.replace(from, to));
    refused(message);
  }

  @Test
  void whatIsNoJsonObjectIsRefused() throws IOException {
    for (String content : List.of("", "[]", "3", "null", "{", text + "x", text + "{}")) {
      Files.writeString(manifest, content);
      refused("archive's ");
    }
  }

  @Test
  void partitionsTwiceOrOutOfOrderAreRefused() {
    Partition january = partition("2024-01", 1_704_067_200);
    Partition february = partition("2024-02", 1_706_745_600);
    for (List<Partition> wrong : List.of(List.of(january, january), List.of(february, january))) {
      assertThatThrownBy(() -> new Manifest(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("partitions must be sorted by region and month, each once")
          .hasMessageContaining("us-east-1 2024-01");
    }
    assertThat(new Manifest(List.of(january, february)).find(february.key())).contains(february);
  }

  private static Partition partition(String month, long second) {
    PartitionKey key = new PartitionKey("us-east-1", YearMonth.parse(month));
    return new Partition(key, "0".repeat(64), 1, 1, 1, second, second);
  }

  @Test
  void aLongMessageIsCutShort() throws IOException {
    Files.writeString(
        manifest, text.replace("\"month\" : \"2024-01", "\"month\" : \"" + "9".repeat(999)));
    assertThatThrownBy(() -> Dump.contents(archive))
        .hasMessageContaining("99...")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  @Test
  void aManifestOfAnImpossibleSizeIsNotRead() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(manifest.toFile(), "rw")) {
      bytes.setLength(1L << 40);
    }
    refused("manifest must have at most 67108864 bytes");
  }

  @Test
  void aManifestThatIsAFolderIsNamed() throws IOException {
    Files.delete(manifest);
    Files.createDirectory(manifest);
    refused("can't read");
  }
}
