package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.evaluation.EvaluationReport.FoldRows;
import dev.spotwise.models.evaluation.RollingOrigin.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationJsonTest {

  private static final TimeWindow WINDOW = TimeWindow.parse("2024-01-01/2024-02-01");

  @TempDir private Path folder;

  private static ModelMetrics metrics(String model, double mae) {
    return new ModelMetrics(
        model, 12, new TreeMap<>(Map.of("mae", mae, "r2", Double.NaN, "width", 1.0 / 3)));
  }

  private static EvaluationTable table(Optional<ReliabilityTable> reliability) {
    List<ModelMetrics> models = List.of(metrics("forest", 0.1), metrics("persistence", 1e-9));
    return new EvaluationTable(
        Duration.ofHours(6),
        models,
        List.of(models, models),
        new TreeMap<>(Map.of("us-east-1a_m5.large", metrics("forest", 0.2))),
        List.of(
            new Importance("price", Importance.Kind.FAMILY, 0.5, 0.1),
            new Importance("hour", Importance.Kind.COLUMN, Double.NaN, Double.NaN)),
        reliability);
  }

  private static EvaluationReport report(Optional<Duration> embargo) {
    ReliabilityTable bins =
        ReliabilityTable.of(new double[] {0.1, 0.9}, new boolean[] {false, true}, 10);
    Fold fold =
        new Fold(
            1,
            TimeWindow.parse("2024-01-01/2024-01-21"),
            TimeWindow.parse("2024-01-21/2024-02-01"),
            Duration.ofHours(6));
    return new EvaluationReport(
        "1.2",
        WINDOW,
        new RollingOrigin(0.3, 2, Scheme.SLIDING, embargo),
        Duration.ofHours(1),
        -7,
        4,
        new TreeMap<>(Map.of("prices", "world:\"calibrated\"\n")),
        List.of(new FoldRows(fold, 100, 48)),
        List.of(table(Optional.empty())),
        List.of(table(Optional.of(bins))));
  }

  private Path written(EvaluationReport report) {
    Path file = folder.resolve("evaluation.json");
    EvaluationJson.write(file, report);
    return file;
  }

  @Test
  void aReportIsReadAsItWasWritten() {
    for (EvaluationReport report :
        List.of(report(Optional.empty()), report(Optional.of(Duration.ZERO)))) {
      EvaluationReport read = EvaluationReader.read(written(report));

      assertThat(read).isEqualTo(report);
      assertThat(EvaluationJson.bytes(read)).isEqualTo(EvaluationJson.bytes(report));
    }
  }

  @Test
  void theTextIsPlainAndNamesItsVersion() {
    String text =
        new String(EvaluationJson.bytes(report(Optional.empty())), StandardCharsets.UTF_8);

    assertThat(text)
        .startsWith("{\n  \"format_version\" : 1,\n  \"library_version\" : \"1.2\",")
        .contains("\"r2\" : null", "\"width\" : 0.3333333333333333", "\"embargo\" : null")
        .doesNotContain("NaN")
        .doesNotContain("\r");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format_version\" : 1 | \"format_version\" : 2 | must have format_version 1 but has 2",
        "\"format_version\" : 1 | \"format\" : 1 | must have format_version 1 but has 0",
        "\"SLIDING\"            | \"WALKING\"   | is malformed",
        "\"horizon\"            | \"distance\"  | is malformed",
        "\"mae\" : 0.1          | \"mae\" : \"x\" | mae must be a number or null but was \"x\"",
        "\"train_rows\" : 100   | \"train_rows\" : 1.5 | train_rows must be a whole number",
        "\"model\" : \"forest\" | \"model\" : 3 | model must be a text but was 3",
        "\"PT6H\"               | \"soon\"      | is malformed",
        "{                      | [             | is malformed"
      })
  void aDamagedFileIsBadData(String from, String to, String message) throws IOException {
    Path file = written(report(Optional.empty()));
    Files.writeString(file, Files.readString(file).replace(from, to));

    assertThatThrownBy(() -> EvaluationReader.read(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("evaluation.json")
        .hasMessageContaining(message)
        .hasMessageEndingWith("; run 'spot evaluate' again");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> EvaluationReader.read(folder.resolve("none.json")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("no such file")
        .hasMessageContaining("none.json");
    assertThatThrownBy(() -> EvaluationReader.read(folder))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("can't read");
  }

  @Test
  void moreSettingsAreLaidOverThoseThatAreThere() {
    EvaluationReport more =
        report(Optional.empty()).withSettings(new TreeMap<>(Map.of("features", "price")));

    assertThat(more.settings()).containsEntry("features", "price").hasSize(2);
  }

  @Test
  void recordsAreChecked() {
    Optional<ReliabilityTable> none = Optional.empty();
    assertThatThrownBy(() -> new ModelMetrics("m", -1, new TreeMap<>()))
        .hasMessage("rows must be >= 0 but was -1");
    assertThatThrownBy(() -> new ModelMetrics("m", 1, new TreeMap<>(Map.of("mae", 1 / 0.0))))
        .hasMessage("mae must be finite or NaN but was Infinity");
    assertThatThrownBy(
            () ->
                new EvaluationTable(
                    Duration.ofHours(1), List.of(), List.of(), new TreeMap<>(), List.of(), none))
        .hasMessage("a table must have at least one model");
    assertThat(table(none).of("persistence")).isPresent();
    assertThat(table(none).of("none")).isEmpty();
    assertThat(metrics("m", 1).metric("none")).isNaN();
  }
}
