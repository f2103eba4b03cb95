package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.ForestSettings;
import dev.spotwise.models.tree.TreeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardTest {

  private static final ModelCard CARD =
      SmallModels.card("forest", SmallModels.set(SmallMarket.constant()), -5);

  private static ModelCard withHorizons(Duration... horizons) {
    return new ModelCard(
        "forest",
        "1",
        CARD.schema(),
        List.of(horizons),
        CARD.trainedOn(),
        1,
        "",
        new TreeMap<>(),
        List.of());
  }

  @Test
  void horizonsAscendFromAboveZero() {
    Duration hour = Duration.ofHours(1);

    assertThat(withHorizons(hour, hour.multipliedBy(2)).horizons()).hasSize(2);
    assertThatThrownBy(() -> withHorizons()).hasMessage("a model must have at least one horizon");
    assertThatThrownBy(() -> withHorizons(hour, hour))
        .hasMessage("horizons must be > 0 and ascend but were [PT1H, PT1H]");
    assertThatThrownBy(() -> withHorizons(Duration.ZERO))
        .hasMessage("horizons must be > 0 and ascend but were [PT0S]");
  }

  @Test
  void aScoreIsFoundByModelHorizonAndSplit() {
    Score score = SmallModels.score("mae", 0.25);
    ModelCard card = CARD.withScores(List.of(score));

    assertThat(card.score("forest", Duration.ofHours(1), Split.TEST)).contains(score);
    assertThat(card.score("forest", Duration.ofHours(1), Split.TRAIN)).isEmpty();
    assertThat(card.score("forest", Duration.ofHours(2), Split.TEST)).isEmpty();
    assertThat(card.score("persistence", Duration.ofHours(1), Split.TEST)).isEmpty();
    assertThat(score.metric("mae")).isEqualTo(0.25);
    assertThat(score.metric("rmse")).isNaN();
  }

  @Test
  void scoresAreCheckedAndFrozen() {
    SortedMap<String, Double> metrics = new TreeMap<>();
    Score score = new Score("a", Duration.ofHours(1), Split.TEST, 0, metrics);
    metrics.put("late", 1.0);

    assertThat(score.metrics()).isEmpty();
    assertThatThrownBy(() -> new Score("a", Duration.ofHours(1), Split.TEST, -1, metrics))
        .hasMessage("rows must be >= 0 but was -1");
    assertThatThrownBy(() -> SmallModels.score("mae", Double.NEGATIVE_INFINITY))
        .hasMessage("mae must be finite or NaN but was -Infinity");
  }

  /** {@code Double.toString} of JDK 17 writes most of these otherwise than that of JDK 19. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "1.1604555172983654E17",
        "7.092793277290431E16",
        "2.815127109774143E16",
        "9.892507261042715E16",
        "2.0E-3",
        "0.1",
        "4.9E-324",
        "1.7976931348623157E308"
      })
  void metricsAreWrittenInTheShortestFormThatReadsBack(String number) throws IOException {
    double value = Double.parseDouble(number);
    ModelCard card = CARD.withScores(List.of(SmallModels.score("mae", value)));
    byte[] json = CardJson.write(card);
    String shortest = number.equals("2.0E-3") ? "0.002" : number;

    assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"mae\" : " + shortest + "\n");
    assertThat(CardJson.read(json)).isEqualTo(card);
  }

  @Test
  void aMetricThatIsNotDefinedIsNull() throws IOException {
    ModelCard card = CARD.withScores(List.of(SmallModels.score("auc", Double.NaN)));
    byte[] json = CardJson.write(card);

    assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"auc\" : null");
    assertThat(CardJson.read(json)).isEqualTo(card);
  }

  @Test
  void linesEndAlikeOnEveryPlatform() throws IOException {
    assertThat(new String(CardJson.write(CARD), StandardCharsets.UTF_8))
        .startsWith("{\n  \"model\" : \"forest\",\n  \"library_version\" : \"1.2.3\",\n")
        .doesNotContain("\r");
  }

  @ParameterizedTest(name = "card {0}")
  @ValueSource(
      strings = {"", "{}", "[1]", "{\"schema\": 3}", "{\"schema\": {}, \"trained_on\": {}}", "{"})
  void aMalformedCardIsAnIoException(String json) {
    assertThatThrownBy(() -> CardJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void settingsSortTheirHorizons() {
    Duration hour = Duration.ofHours(1);
    Duration day = Duration.ofDays(1);
    LearningSettings settings =
        new LearningSettings(
            List.of(day, hour, day),
            List.of(Duration.ofHours(6)),
            ForestSettings.withDefaults(),
            StabilitySettings.boosting(
                TreeSettings.guideBoosting(), ClassWeights.NONE, CalibrationSettings.none()),
            1);

    assertThat(settings.priceHorizons()).containsExactly(hour, day);
    assertThat(settings.horizons()).containsExactly(hour, Duration.ofHours(6), day);
    assertThat(LearningSettings.withDefaults(3).horizons()).containsExactly(hour, day);
  }

  @Test
  void settingsNeedHorizonsAboveZero() {
    assertThatThrownBy(() -> settings(List.of(), List.of(Duration.ofHours(1))))
        .hasMessage("priceHorizons must be > 0, at least one, but were []");
    assertThatThrownBy(() -> settings(List.of(Duration.ofHours(1)), List.of(Duration.ZERO)))
        .hasMessage("stabilityHorizons must be > 0, at least one, but were [PT0S]");
  }

  private static LearningSettings settings(List<Duration> price, List<Duration> stability) {
    return new LearningSettings(
        price,
        stability,
        ForestSettings.withDefaults(),
        StabilitySettings.boosting(
            TreeSettings.guideBoosting(), ClassWeights.BALANCED, CalibrationSettings.none()),
        1);
  }

  @Test
  void theLibraryVersionIsTheBuilds() {
    assertThat(LibraryVersion.current()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
  }
}
