package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.baseline.BaseRateRanker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

  private static final int DIGEST_BYTES = 32;
  private static final ModelBundle BUNDLE = SmallModels.bundle(SmallMarket.constant(), 7);
  private static final ModelBundle RANKED = SmallModels.bundle(SmallMarket.random(1), 7);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("m.spotmodel");
    ModelFile.write(file, BUNDLE.price());
  }

  private void refused(String message) {
    assertThatThrownBy(() -> ModelFile.readPrice(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @ParameterizedTest(name = "byte {0} of 1000")
  @ValueSource(ints = {12, 40, 300, 500, 800, 950, 999})
  void aDamagedByteIsNoticed(int permille) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = Math.max(12, bytes.length * permille / 1000);
    bytes[at] ^= 0x10;
    Files.write(file, bytes);

    refused("is damaged: its digest does not match");
  }

  @ParameterizedTest(name = "{0} bytes less")
  @ValueSource(ints = {1, 31, 32, 33, 500})
  void aFileCutShortIsNoticed(int missing) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - missing));

    refused("is damaged");
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 8, 47})
  void aStumpOfAFileIsNoModel(int size) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), size));

    refused("is no model of this library");
  }

  @Test
  void anotherFileIsNoModel() throws IOException {
    Files.writeString(file, "timestamp,pool_id,instance_type,az,spot_price,on_demand_price\n");

    refused("is no model of this library");
  }

  @ParameterizedTest(name = "version {0}")
  @CsvSource({"4, a newer spotwise is needed", "1, train again", "-1, train again"})
  void anotherVersionIsNamed(int version, String advice) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt(8, version);
    Files.write(file, bytes);

    refused("has model format " + version + ", this version of spotwise reads 3; " + advice);
  }

  @Test
  void aPriceFileIsNoStabilityFileAndTheReverse() {
    assertThatThrownBy(() -> ModelFile.readStability(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessage(file + " is no sound model: it holds no stability ranker but forest");
    ModelFile.write(file, RANKED.stability());
    refused("is no sound model: it holds no price predictor but boosting");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(file);

    refused("no such model: ");
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);

    refused("can't read ");
  }

  /** The saved file with another body, digest and all: nothing but the content is wrong. */
  private void withBody(byte[] body) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int card = 16 + ByteBuffer.wrap(bytes).getInt(12);
    rewrite(ByteBuffer.allocate(card + body.length).put(bytes, 0, card).put(body).array());
  }

  private void rewrite(byte[] content) throws IOException {
    byte[] digest = Sha256.open().digest(content);
    Files.write(
        file, ByteBuffer.allocate(content.length + DIGEST_BYTES).put(content).put(digest).array());
  }

  /** Spread 1, levels 0.05 and 0.95, no calibration, one bin for 0. */
  private static ByteBuffer forest(int parts) {
    return ByteBuffer.allocate(82)
        .putDouble(1)
        .putDouble(0.05)
        .putDouble(0.95)
        .put((byte) 0)
        .put((byte) 0)
        .putDouble(0)
        .putInt(parts);
  }

  @Test
  void aModelThatAnnouncesMoreThanIsThereEndsTooEarly() throws IOException {
    // one group, base score 0, no tree, 2^28 nodes
    withBody(forest(1).putInt(1).putFloat(0).putInt(0).putInt(1 << 28).array());

    refused("is no sound model: it ends too early");
  }

  @ParameterizedTest(name = "{0} parts")
  @ValueSource(ints = {0, -1, 1025})
  void aForestOfImpossiblyManyPartsIsRefused(int parts) throws IOException {
    withBody(forest(parts).array());

    refused("parts must be in [1, 1024] but was " + parts);
  }

  @Test
  void aForestOfTwoClassesIsRefused() throws IOException {
    withBody(forest(1).putInt(2).putFloat(0).putInt(0).putInt(0).array());

    refused("each part of a forest must be trees of one group");
  }

  @Test
  void aForestWithoutSpreadIsRefused() throws IOException {
    byte[] body = forest(1).putInt(1).putFloat(0).putInt(0).putInt(0).array();
    ByteBuffer.wrap(body).putDouble(0, Double.NaN);
    withBody(body);

    refused("spread must be finite and > 0 but was NaN");
  }

  @Test
  void bytesLeftOverAreNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    rewrite(Arrays.copyOf(bytes, bytes.length - DIGEST_BYTES + 3));

    refused("is no sound model: 3 bytes are left over");
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {-1, 1 << 30})
  void aCardLongerThanTheFileIsNoticed(int length) throws IOException {
    byte[] bytes = Arrays.copyOf(Files.readAllBytes(file), 1000);
    ByteBuffer.wrap(bytes).putInt(12, length);
    rewrite(bytes);

    refused("card must have up to 984 bytes but has " + length);
  }

  @Test
  void aCardThatIsNoCardIsNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[16] = '[';
    rewrite(Arrays.copyOf(bytes, bytes.length - DIGEST_BYTES));

    refused("is no sound model: ");
  }

  @Test
  void aBaseRateOutOfRangeIsRefused() throws IOException {
    ModelFile.write(file, BUNDLE.stability());
    withBody(ByteBuffer.allocate(16).putDouble(0.5).putDouble(1.5).array());

    assertThatThrownBy(() -> ModelFile.readStability(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("survival must be in [0, 1] but was 1.5");
  }

  @Test
  void aBaseRateKeepsItsScores() {
    ModelFile.write(file, BUNDLE.stability());

    assertThat(BUNDLE.stability()).isInstanceOf(BaseRateRanker.class);
    assertThat(ModelFile.readStability(file).card().scores())
        .isEqualTo(BUNDLE.stability().card().scores())
        .hasSize(12);
  }

  /** A model from elsewhere. */
  private static final class Foreign implements PricePredictor, StabilityRanker {

    @Override
    public FeatureSchema schema() {
      return card().schema();
    }

    @Override
    public List<Duration> horizons() {
      return card().horizons();
    }

    @Override
    public void predict(FeatureMatrix x, PriceForecasts out) {}

    @Override
    public void predict(FeatureMatrix x, SurvivalForecasts out) {}

    @Override
    public ModelCard card() {
      return BUNDLE.price().card();
    }
  }

  @Test
  void aModelFromElsewhereLeavesTheOldFileAsItWas() throws IOException {
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> ModelFile.write(file, (PricePredictor) new Foreign()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a model of kind forest can't be saved");
    assertThatThrownBy(() -> ModelFile.write(file, (StabilityRanker) new Foreign()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder.toFile().list()).containsExactly("m.spotmodel");
  }
}
