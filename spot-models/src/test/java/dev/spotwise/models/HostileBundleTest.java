package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.tree.Workers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a bundle's files hold, loading them gives the models or one clear message. */
class HostileBundleTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final ModelBundle BUNDLE = SmallModels.bundle(MARKET, 7);
  private static final String PRICE = ModelBundle.PRICE_FILE;
  private static final String STABILITY = ModelBundle.STABILITY_FILE;
  private static final String SUMMARY = BundleManifest.SUMMARY_FILE;
  private static final long MOST_MEMORY = 64L << 20;

  @TempDir Path folder;
  private SavedBundle saved;

  @BeforeEach
  void save() {
    BUNDLE.save(folder);
    saved = new SavedBundle(folder);
  }

  private void refused(String file, String message) {
    long before = allocated();
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isExactlyInstanceOf(MarketDataException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("\n"));
    assertThat(allocated() - before).isLessThan(MOST_MEMORY);
  }

  private static long allocated() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static Arguments manifest(String name, String message, UnaryOperator<String> change) {
    return Arguments.of(Named.of(name, change), message);
  }

  static List<Arguments> manifestForms() {
    return List.of(
        manifest("empty", "document must be an object but was missing", text -> ""),
        manifest("no JSON", "it is no JSON", text -> "\u0000\u0001"),
        manifest("an array", "document must be an object", text -> "[]"),
        manifest("cut short", "it is no JSON", text -> text.substring(0, text.length() / 2)),
        manifest("trailing text", "it is no JSON", text -> text + "{}"),
        manifest("deeply nested", "nesting depth", text -> "[".repeat(100_000)),
        manifest(
            "a long number",
            "Number value length (9999)",
            text -> text.replace("\"seed\" : 7", "\"seed\" : " + "7".repeat(9999))),
        manifest(
            "a huge exponent",
            "seed must be a whole number",
            text -> text.replace("\"seed\" : 7", "\"seed\" : 1e999999999")),
        manifest(
            "a fraction",
            "seed must be a whole number of 64 bits but was 7.5",
            text -> text.replace("\"seed\" : 7", "\"seed\" : 7.5")),
        manifest(
            "a long text",
            "String value length",
            text -> text.replace("forest", "f".repeat(1 << 20))),
        manifest(
            "a long name",
            "Name length",
            text -> text.replace("\"seed\"", '"' + "s".repeat(9999) + '"')),
        manifest(
            "a field twice",
            "Duplicate field",
            text -> text.replace("\"seed\" :", "\"seed\" : 1, \"seed\" :")),
        manifest(
            "an unknown field",
            "no field but",
            text -> text.replace("\"seed\" :", "\"sead\" : 1, \"seed\" :")),
        manifest(
            "a missing field",
            "must have the field seed but has none",
            text -> text.replace("\"seed\" : 7,", "")),
        manifest(
            "another format",
            "format must be spotwise-models but was other",
            text -> text.replace("spotwise-models", "other")),
        manifest(
            "a newer version",
            "version must be 1 but was 2; a newer spotwise is needed",
            text -> text.replace("\"version\" : 1", "\"version\" : 2, \"new\" : true")),
        manifest(
            "an older version",
            "version must be 1 but was 0; train again",
            text -> text.replace("\"version\" : 1", "\"version\" : 0")),
        manifest(
            "a path out of the folder",
            "file must be one of",
            text -> text.replaceAll("(\"name\" : \")(price)", "$1../$2")));
  }

  static List<Arguments> manifestValues() {
    return List.of(
        manifest(
            "a file twice",
            "each once, but price_predictor.spotmodel is not",
            text ->
                text.replaceAll(
                    "(\"name\" : \")feature_summary.json", "$1price_predictor.spotmodel")),
        manifest(
            "no stability",
            "files must list both models",
            text ->
                text.replaceAll(
                        "(\"name\" : \")stability_ranker.spotmodel", "$1feature_summary.json")
                    .replaceFirst(
                        "(\"name\" : \")feature_summary.json", "$1price_predictor.spotmodel")),
        manifest(
            "a negative size",
            "bytes must be >= 0 but was -",
            text -> text.replace("\"bytes\" : ", "\"bytes\" : -")),
        manifest(
            "no digest",
            "sha256 must be 64 hexadecimal digits",
            text -> text.replaceAll("\"sha256\" : \"..", "\"sha256\" : \"XY")),
        manifest(
            "a window backwards",
            "window must end after it begins",
            text -> text.replace("\"from\" : \"2024", "\"from\" : \"2034")),
        manifest(
            "no instant",
            "from must be an instant",
            text -> text.replace("\"from\" : \"2024", "\"from\" : \"soon")),
        manifest(
            "a horizon of nothing",
            "horizons must be in (0, PT87840H]",
            text -> text.replace("PT1H", "PT0S")),
        manifest(
            "a horizon of ages",
            "horizons must be in (0, PT87840H]",
            text -> text.replace("PT1H", "PT1000000000H")),
        manifest(
            "no duration", "horizons must be a duration", text -> text.replace("PT1H", "an hour")),
        manifest(
            "no step",
            "step_seconds must be in [1, 2147483647] but was 0",
            text -> text.replace("\"step_seconds\" : 3600", "\"step_seconds\" : 0")),
        manifest(
            "an infinite metric",
            "must be a finite number or null",
            text -> text.replaceFirst("\"mae\" : [0-9.E-]+", "\"mae\" : 1e400")),
        manifest(
            "another split",
            "split must be TRAIN or TEST",
            text -> text.replace("\"TEST\"", "\"BOTH\"")),
        manifest(
            "a model without end",
            "models must be at most 2 entries",
            text -> text.replaceFirst("\"models\" : \\[", "\"models\" : [1,2,3,")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"manifestForms", "manifestValues"})
  void aManifestThatIsNoneIsRefused(UnaryOperator<String> change, String message) {
    saved.manifestText(change);

    refused("bundle.json is no sound manifest: ", message);
  }

  private static Arguments content(String name, String message, Consumer<ObjectNode> change) {
    return Arguments.of(Named.of(name, change), message);
  }

  static List<Arguments> otherModels() {
    return List.of(
        content("another seed", "describe these models", root -> root.put("seed", 8)),
        content("another data digest", "describe", root -> root.put("data_digest", "ab")),
        content("another library", "describe", root -> root.put("library_version", "9.9.9")),
        content("no models", "describe", root -> root.putArray("models")),
        content(
            "another column",
            "describe",
            root -> ((ObjectNode) root.path("schema")).put("version", "standard-0")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherModels")
  void aManifestOfOtherModelsIsRefused(Consumer<ObjectNode> change, String message) {
    saved.manifest(change);

    refused(folder + " don't belong together, train again: bundle.json must", message);
  }

  static List<Arguments> cards() {
    return List.of(
        manifest(
            "a huge number of horizons",
            "horizons must be at most 64 entries but were 100000",
            text -> text.replace("[ \"PT1H\"", "[" + "\"PT1H\",".repeat(99_998) + "\"PT1H\"")),
        manifest(
            "horizons that don't ascend",
            "horizons must be > 0 and ascend",
            text -> text.replace("[ \"PT1H\"", "[ \"PT9H\"")),
        manifest(
            "a column twice",
            "column names must be unique",
            text -> text.replace("\"names\" : [ \"hour\"", "\"names\" : [ \"weekday\"")),
        manifest(
            "a missing column",
            "column must be in",
            text -> text.replaceAll("\"names\" : \\[[^]]*\\]", "\"names\" : [ \"hour\" ]")),
        manifest(
            "another model",
            "it holds no price predictor but elephant",
            text ->
                text.replace(
                    "\"model\" : \"forest\",\n  \"library",
                    "\"model\" : \"elephant\",\n  \"library")),
        manifest(
            "an unknown field",
            "card must have no field but",
            text -> text.replaceFirst("\\{", "{\"x\" : 1,")),
        manifest("nesting", "nesting depth", text -> "{\"a\":".repeat(5000)),
        manifest("half a card", "it is no JSON", text -> text.substring(0, 500)),
        manifest(
            "settings as numbers",
            "must be a text but was 1",
            text -> text.replaceFirst("(\"settings\" : \\{[^}]*: )\"[^\"]*\"", "$1 1")),
        manifest(
            "too many scores",
            "scores must be at most 4096",
            text -> text.replace("\"scores\" : [", "\"scores\" : [" + "1,".repeat(5000))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cards")
  void aCardThatIsNoneIsRefused(UnaryOperator<String> change, String message) {
    saved.card(PRICE, change);

    refused(PRICE + " is no sound model: ", message);
  }

  static List<Arguments> summaries() {
    return List.of(
        manifest("no JSON", "it is no JSON", text -> "nothing"),
        manifest(
            "a missing column",
            "must be of the models' columns",
            text -> text.replace("\"hour\"", "\"hours\"")),
        manifest(
            "cuts that fall",
            "cuts must be finite and ascend",
            text -> text.replaceFirst("(\"cuts\" : \\[ )[-0-9.]+", "$1 1e30")),
        manifest(
            "a cut beyond all floats",
            "cuts must be finite and ascend",
            text -> text.replaceFirst("(\"cuts\" : \\[ )[-0-9.]+", "$1 -1e999999999")),
        manifest(
            "a cut as text",
            "cuts must be numbers",
            text -> text.replaceFirst("(\"cuts\" : \\[ )[-0-9.]+", "$1 \"low\"")),
        manifest(
            "a count too many",
            "counts must be one more than cuts",
            text -> text.replaceFirst("\"counts\" : \\[", "\"counts\" : [ 0,")),
        manifest(
            "a negative count",
            "must be >= 0",
            text -> text.replaceFirst("(\"counts\" : \\[ )[0-9]+", "$1 -1")),
        manifest(
            "a fraction of a count",
            "counts must be whole",
            text -> text.replaceFirst("(\"counts\" : \\[ )[0-9]+", "$1 1.5")),
        manifest(
            "counts of more rows",
            "must be of 2160 rows but is of",
            text -> text.replaceFirst("(\"counts\" : \\[ )[0-9]+", "$1 1000000")),
        manifest(
            "more rows than numbers",
            "counts must sum to fewer than 2^31",
            text -> text.replaceFirst("(\"counts\" : \\[ )[0-9]+", "$1 2147483647")),
        manifest(
            "a sample without end",
            "sample must be at most 256 entries",
            text -> text.replaceFirst("\"sample\" : \\[", "\"sample\" : [" + "1,".repeat(99_999))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("summaries")
  void aSummaryThatIsNoneIsRefused(UnaryOperator<String> change, String message) {
    String text = new String(saved.bytes(SUMMARY), StandardCharsets.UTF_8);
    saved.list(SUMMARY, change.apply(text).getBytes(StandardCharsets.UTF_8));

    refused("", message);
  }

  @Test
  void linksFoldersAndMissingFilesAreRefused() throws IOException {
    Path outside = folder.resolveSibling(folder.getFileName() + "-outside");
    for (String name : ModelBundle.FILES) {
      Path file = folder.resolve(name);
      Files.move(file, outside);
      Files.createSymbolicLink(file, outside);
      refused(file.toString(), "it must be a regular file but is a link");
      Files.delete(file);
      Files.createDirectory(file);
      refused(file.toString(), "it must be a regular file but is a folder");
      Files.delete(file);
      if (name.equals(BundleManifest.FILE)) {
        refused(
            folder.toString(), "lack bundle.json: they were being written when that was stopped");
      } else {
        refused(file.toString(), "no such model: ");
      }
      Files.move(outside, file);
    }
    assertThat(ModelBundle.load(folder).features()).isEqualTo(BUNDLE.features());
  }

  @Test
  void aFolderWithoutModelsSaysSo() throws IOException {
    for (String name : ModelBundle.FILES) {
      Files.delete(folder.resolve(name));
    }

    refused("no models in " + folder, "train some first");
  }

  @Test
  void aSaveThatWasStoppedIsRefusedWhereverThatWas() throws IOException {
    Path next = folder.resolve("next");
    SmallModels.bundle(SmallMarket.random(2), 7).save(next);
    for (String name : List.of(PRICE, STABILITY, SUMMARY)) {
      saved.write(name, Files.readAllBytes(next.resolve(name)));
      refused(folder.toString(), "is not the file that bundle.json lists");
    }
    saved.write(BundleManifest.FILE, Files.readAllBytes(next.resolve(BundleManifest.FILE)));
    assertThat(ModelBundle.load(folder).price().card())
        .isEqualTo(ModelBundle.load(next).price().card());
  }

  @Test
  void aModelOfMoreMemoryThanThereIsIsRefused() throws IOException {
    assertThatThrownBy(() -> ModelFile.requireMemory(folder.resolve(PRICE), 101, 300))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("must have at most 100 bytes, a third of the memory")
        .hasMessageContaining("but has 101; give Java more, such as -Xmx8g");
    ModelFile.requireMemory(folder.resolve(PRICE), 100, 300);
    assertThat(Files.size(folder.resolve(PRICE))).isPositive();
  }

  /**
   * A forest's body: spread, levels, no calibration, a bin for 0, one part with so many trees, then
   * so many nodes.
   */
  private static ByteBuffer forest(int trees, int nodes) {
    return ByteBuffer.allocate(54 + 8 * Math.max(0, trees) + 4 + 12 * nodes)
        .putDouble(1)
        .putDouble(0.05)
        .putDouble(0.95)
        .put((byte) 0)
        .put((byte) 0)
        .putDouble(0)
        .putInt(1)
        .putInt(1)
        .putFloat(0)
        .putInt(trees);
  }

  private void body(ByteBuffer body) {
    byte[] old = saved.bytes(PRICE);
    int from = SavedBundle.bodyOf(old);
    byte[] content = Arrays.copyOf(old, from + body.position());
    body.flip().get(content, from, content.length - from);
    saved.list(PRICE, SavedBundle.signed(content));
  }

  @Test
  void announcedSizesTakeNoMemory() {
    for (int size : new int[] {Integer.MIN_VALUE, -1, Integer.MAX_VALUE, 1 << 28}) {
      body(forest(size > 0 ? 0 : size, 0).putInt(size));
      refused(PRICE, size == 1 << 28 ? "it ends too early" : " must be in [0, ");
    }
  }

  @Test
  void aTreeThatMeetsItselfIsRefused() {
    body(forest(1, 3).putInt(0).putInt(0).putInt(3).putInt(0).putFloat(1).putInt(0));
    refused(PRICE, "it ends too early");
    ByteBuffer twice = forest(1, 5).putInt(0).putInt(0).putInt(5);
    for (int left : new int[] {1, 3, 3, 0, 0}) {
      twice.putInt(0).putFloat(1).putInt(left);
    }
    body(twice);
    refused(PRICE, "node 3 must be part of one tree but is reached twice");
    ByteBuffer shared = forest(2, 1).putInt(0).putInt(0).putInt(0).putInt(0).putInt(1);
    body(shared.putInt(0).putFloat(1).putInt(0));
    refused(PRICE, "node 0 must be part of one tree but is reached twice");
    ByteBuffer lost = forest(1, 2).putInt(1).putInt(0).putInt(2);
    body(lost.putInt(0).putFloat(1).putInt(0).putInt(0).putFloat(1).putInt(0));
    refused(PRICE, "node 0 must be part of a tree but is not");
  }

  @Test
  void aTreeWithoutEndIsRefused() {
    int splits = 5000;
    ByteBuffer chain = forest(1, 2 * splits + 1).putInt(0).putInt(0).putInt(2 * splits + 1);
    chain.putInt(0).putFloat(1).putInt(1);
    for (int split = 1; split < splits; split++) {
      chain.putInt(0).putFloat(1).putInt(2 * split + 1);
      chain.putInt(0).putFloat(1).putInt(0);
    }
    chain.putInt(0).putFloat(1).putInt(0).putInt(0).putFloat(1).putInt(0);
    body(chain);

    refused(PRICE, "depth must be in [1, 64] but was 65");
  }

  @Test
  void scalesAndLeavesThatAreNoNumbersAreRefused() {
    body(forest(0, 0).putDouble(0, Double.NaN).putInt(0).putInt(0));
    refused(PRICE, "spread must be in (0, 1e9] but was NaN");
    body(forest(0, 0).putDouble(0, 1e300).putInt(0).putInt(0));
    refused(PRICE, "spread must be in (0, 1e9] but was 1.0E300");
    ByteBuffer leaf = forest(1, 1).putInt(0).putInt(0).putInt(1);
    body(leaf.putInt(0).putFloat(-1e38f).putInt(0));
    refused(PRICE, "a leaf must be in [-1e30, 1e30] but was -1.0E38");
  }

  /** Loads, and if that succeeds forecasts; only a message about the file may come of it. */
  private void loadsOrIsRefused(String what) {
    try {
      ModelBundle bundle = ModelBundle.load(folder);
      Forecasts.of(MARKET.market(), StandardFeatures.all(), bundle, new int[] {900});
    } catch (MarketDataException e) {
      assertThat(e.getMessage()).as(what).contains(folder.toString()).hasSizeLessThan(1000);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what + " gave " + e, e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"price_predictor.spotmodel", "stability_ranker.spotmodel"})
  void everyRegionsFlippedBytesAreLoadedOrRefused(String name) {
    byte[] whole = saved.bytes(name);
    byte[] content = Arrays.copyOf(whole, whole.length - Sha256.BYTES);
    Random random = new Random(42);
    int body = SavedBundle.bodyOf(whole);
    for (int i = 0; i < 500; i++) {
      int from = i % 2 == 0 ? 0 : body;
      int to = i % 2 == 0 ? body : i % 4 == 1 ? body + 400 : content.length;
      int at = from + random.nextInt(Math.min(to, content.length) - from);
      byte[] flipped = content.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      saved.list(name, SavedBundle.signed(flipped));
      loadsOrIsRefused("seed 42, flip " + i + " at byte " + at + " of " + name);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void everyRankersFlippedBytesAreLoadedOrRefused(StabilityModel model) {
    LearningSettings settings = SmallModels.settings(7);
    LearningSettings other =
        new LearningSettings(
            SmallModels.HORIZONS,
            SmallModels.HORIZONS,
            settings.forest(),
            settings.stability().withModel(model),
            7);
    try (Workers workers = Workers.of(1)) {
      ModelBundle.train(SmallModels.set(MARKET), other, workers).save(folder);
    }
    byte[] whole = saved.bytes(STABILITY);
    byte[] content = Arrays.copyOf(whole, whole.length - Sha256.BYTES);
    int body = SavedBundle.bodyOf(whole);
    Random random = new Random(44);
    for (int i = 0; i < 250; i++) {
      int at = body + random.nextInt(Math.min(i % 2 == 0 ? 2500 : 1 << 20, content.length - body));
      byte[] flipped = content.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      saved.list(STABILITY, SavedBundle.signed(flipped));
      loadsOrIsRefused("seed 44, flip " + i + " at byte " + at + " of " + model);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bundle.json", "feature_summary.json"})
  void everyFlippedCharacterIsLoadedOrRefused(String name) {
    byte[] whole = saved.bytes(name);
    Random random = new Random(43);
    for (int i = 0; i < 300; i++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(whole.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      if (name.equals(BundleManifest.FILE)) {
        saved.write(name, flipped);
      } else {
        saved.list(name, flipped);
      }
      loadsOrIsRefused("seed 43, flip " + i + " at byte " + at + " of " + name);
    }
  }

  @Test
  void everyPrefixIsRefused() {
    for (String name : ModelBundle.FILES) {
      BUNDLE.save(folder);
      byte[] whole = saved.bytes(name);
      for (int size = 0; size < whole.length; size += size < 300 ? 17 : whole.length / 40) {
        byte[] prefix = Arrays.copyOf(whole, size);
        if (name.endsWith(".spotmodel")) {
          saved.list(name, SavedBundle.signed(prefix));
        } else if (name.equals(SUMMARY)) {
          saved.list(name, prefix);
        } else {
          saved.write(name, prefix);
        }
        refused(name, "");
      }
    }
  }
}
