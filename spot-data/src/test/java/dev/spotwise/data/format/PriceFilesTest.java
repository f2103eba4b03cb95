package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFilesTest {

  private static final long NEW_YEAR = 1_704_067_200;
  private static final CapacityPool LINUX = CapacityPool.of("us-east-1a", "m5.large");
  private static final CapacityPool OTHER =
      new CapacityPool("use1-az1", "m5.large", "SUSE, \"Linux\"");
  private static final List<String> ROWS =
      List.of(
          LINUX + " " + NEW_YEAR + " 41600",
          LINUX + " " + (NEW_YEAR + 86_399) + " 1",
          OTHER + " " + NEW_YEAR + " " + MicroUsd.MAX);

  @TempDir private Path folder;

  /** Opens one kind of file. */
  private interface Opener {
    PriceWriter open(Path file) throws IOException;
  }

  private Path write(String name, Opener opener) throws IOException {
    Path file = folder.resolve(name);
    try (PriceWriter writer = opener.open(file)) {
      writer.accept(LINUX, NEW_YEAR, 41_600);
      writer.accept(LINUX, NEW_YEAR + 86_399, 1);
      writer.accept(OTHER, NEW_YEAR, MicroUsd.MAX);
    }
    return file;
  }

  private static List<String> read(Path file) {
    PriceQuery all =
        new PriceQuery(TimeWindow.parse("1970-01-01/2101-01-01"), Set.of(), Set.of(), Set.of());
    return Recorded.prices(Sources.load().openPrices(file.toString(), SourceOptions.none()), all);
  }

  @Test
  void whatIsWrittenIsReadBackFromEveryForm() throws IOException {
    assertThat(read(write("a.csv", PriceFiles::openCsv))).isEqualTo(ROWS);
    assertThat(read(write("a.csv.gz", PriceFiles::openCsvGzip))).isEqualTo(ROWS);
    assertThat(read(write("a.parquet", PriceFiles::openParquet))).isEqualTo(ROWS);
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    assertThat(write("b.parquet", PriceFiles::openParquet))
        .hasSameBinaryContentAs(write("a.parquet", PriceFiles::openParquet));
    assertThat(write("b.csv.gz", PriceFiles::openCsvGzip))
        .hasSameBinaryContentAs(write("a.csv.gz", PriceFiles::openCsvGzip));
  }

  @Test
  void theCsvIsWhatOtherProgramsExpect() throws IOException {
    assertThat(write("a.csv", PriceFiles::openCsv))
        .hasContent(
            """
            timestamp,availability_zone,instance_type,product_description,spot_price
            2024-01-01T00:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.0416
            2024-01-01T23:59:59Z,us-east-1a,m5.large,Linux/UNIX,0.000001
            2024-01-01T00:00:00Z,use1-az1,m5.large,"SUSE, ""Linux""\",1000000
            """);
  }

  @Test
  void aRowThatCannotBeWrittenFailsWithItsCause() {
    PriceWriter full =
        new PriceWriter(
            new PriceWriter.Rows() {
              @Override
              public void write(MarketRow row) throws IOException {
                throw new IOException("disk full");
              }

              @Override
              public void close() {
                // Nothing is open.
              }
            });
    assertThatThrownBy(() -> full.accept(LINUX, NEW_YEAR, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk full");
  }

  @Test
  void aFolderThatIsNotThereIsAFailureOfTheOpening() {
    Path file = folder.resolve("absent/a.csv");
    assertThatThrownBy(() -> PriceFiles.openCsv(file)).isInstanceOf(IOException.class);
    assertThat(Files.exists(file.getParent())).isFalse();
  }
}
