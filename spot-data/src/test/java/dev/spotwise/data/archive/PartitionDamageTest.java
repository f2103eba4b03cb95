package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.format.PriceFiles;
import dev.spotwise.data.format.PriceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition that is not what the manifest says is refused by name, whoever reads it. */
class PartitionDamageTest {

  private static final String POOL = "us-east-1a_m5.large";

  @TempDir private Path folder;
  private Path archive;
  private Path file;

  @BeforeEach
  void makeArchive() {
    archive = folder.resolve("a");
    Dump.of(POOL + " 2024-01-15T00:00:00Z 41600").addTo(archive);
    Manifest manifest = Manifest.read(archive.resolve("archive.json"));
    file = archive.resolve(manifest.partitions().get(0).file());
  }

  private void refused(String message) {
    Dump more = Dump.of(POOL + " 2024-01-16T00:00:00Z 41600");
    assertThatThrownBy(() -> Dump.contents(archive))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.getFileName().toString());
    assertThatThrownBy(() -> more.addTo(archive, new AddSettings(1)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message);
    assertThat(archive.resolve(".staging")).doesNotExist();
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {0, 100, bytes.length / 2, bytes.length - 1}) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);
      refused("damaged: sha256 must be");
    }
  }

  @Test
  void damageFoundWhileAFileIsReadIsNotTheFiles() throws IOException {
    Files.delete(file);
    Path csv =
        Files.writeString(
            folder.resolve("good.csv"),
            """
            timestamp,availability_zone,instance_type,spot_price
            2024-01-15T00:00:00Z,us-east-1a,m5.large,0.0416
            2024-01-16T00:00:00Z,us-east-1a,m5.large,0.0416
            """);
    PriceSource good = Sources.load().openPrices(csv.toString(), SourceOptions.none());
    assertThatThrownBy(() -> PriceArchive.at(archive).add(List.of(good), new AddSettings(1)))
        .isInstanceOf(MissingPartitionException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void aShortFileIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    refused("damaged: bytes must be " + bytes.length + " but were " + (bytes.length - 1));
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    Files.delete(file);
    refused("must be there but is missing");
  }

  @Test
  void aLinkOutOfTheArchiveIsNotFollowed() throws IOException {
    Path outside = folder.resolve("outside.parquet");
    Files.move(file, outside);
    Files.createSymbolicLink(file, outside);
    refused("must lie in the archive but is a link");
  }

  @Test
  void aFolderInPlaceOfAFileIsFound() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    refused("damaged: bytes must be");
  }

  @Test
  void rowsThatAreNotSortedAreFoundWhateverTheDigestSays() throws IOException {
    replace(1_705_276_800, POOL, 1_705_190_400, POOL);
    refused("sorted by pool and time, but row 2 is not");
    replace(1_705_276_800, POOL, 1_705_276_800, POOL);
    refused("row 2 is not");
    replace(1_705_276_800, POOL, 1_705_276_800, "us-east-1a_c5.large");
    refused("row 2 is not");
  }

  @Test
  void rowsOfAnotherPartitionAreFound() throws IOException {
    replace(1_705_276_800, POOL, 1_706_745_600, POOL);
    refused("rows must be of us-east-1 2024-01");
    replace(1_704_067_199, POOL, 1_705_276_800, POOL);
    refused("row 1 is not");
    replace(1_705_276_800, POOL, 1_705_276_800, "us-east-2a_m5.large");
    refused("row 2 is not");
  }

  @Test
  void aWrongNumberOfRowsIsFound() throws IOException {
    replace(1_705_276_800, POOL, 1_705_276_801, POOL);
    Manifest manifest = Manifest.read(archive.resolve("archive.json"));
    Partition is = manifest.partitions().get(0);
    new Manifest(
            List.of(
                new Partition(
                    is.key(), is.sha256(), is.bytes(), 3, 1, is.firstSecond(), is.lastSecond())))
        .write(archive.resolve("archive.json"));
    assertThatThrownBy(() -> Dump.contents(archive))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("damaged: rows must be 3 but were 2");
  }

  /** Makes the archive one of two rows that claim to be sorted and of January. */
  private void replace(long second, String pool, long nextSecond, String nextPool)
      throws IOException {
    Path staged = folder.resolve("staged.parquet");
    try (PriceWriter writer = PriceFiles.openParquet(staged)) {
      writer.accept(CapacityPool.parse(pool), second, 41_600);
      writer.accept(CapacityPool.parse(nextPool), nextSecond, 41_600);
    }
    Partition partition =
        new Partition(
            new PartitionKey("us-east-1", YearMonth.parse("2024-01")),
            Sha256.of(staged),
            Files.size(staged),
            2,
            1,
            1_705_276_800,
            1_705_276_800);
    file = archive.resolve(partition.file());
    Files.move(staged, file);
    new Manifest(List.of(partition)).write(archive.resolve("archive.json"));
  }
}
