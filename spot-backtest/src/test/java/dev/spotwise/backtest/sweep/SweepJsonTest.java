package dev.spotwise.backtest.sweep;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotwise.backtest.BacktestStudy.Plan;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.sweep.SearchSpace.Grid;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.TestMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepJsonTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve(SweepJson.FILE);
  }

  @Test
  void whatIsReadIsWhatTheSweepFound() {
    Market market = TestMarket.random(3, 110, 110, 3, 1, false);
    PolicySweep sweep =
        new PolicySweep(
            market,
            new Plan(ticks(0, 10), ticks(10, 110), in(A), BillingRules.aws(), Duration.ofHours(1)),
            SweepSettings.withDefaults(1));
    SweepResult result =
        sweep.run(
            "hysteresis",
            new Grid(new TreeMap<>(Map.of(PolicyParameter.HYSTERESIS_PERCENT, List.of(0.0, 30.0)))),
            Knowledge.none());

    SweepRecord kept = SweepRecord.of(result, PolicySettings.defaults());
    SweepJson.write(file(), kept);

    assertThat(SweepJson.read(file())).isEqualTo(kept);
    assertThat(kept.defaults()).isEqualTo(Map.of("hysteresis-percent", 5.0));
    assertThat(kept.tries())
        .extracting(SweepRecord.Try::usd)
        .containsExactly(
            result.tries().get(0).costs().totalUsd(), result.tries().get(1).costs().totalUsd());
    assertThat(kept.best()).isEqualTo(result.best());
    assertThat(kept.holdoutSavings()).isEqualTo(result.holdoutSavings());
  }

  private static SweepRecord handMade() {
    return new SweepRecord(
        "hysteresis",
        TimeWindow.parse("2025-01-01/2025-01-02"),
        TimeWindow.parse("2025-01-02/2025-01-03"),
        List.of(new SweepRecord.Try(new TreeMap<>(Map.of("margin", 1.0)), 2, true)),
        0,
        new TreeMap<>(Map.of("margin", 0.5)),
        2.5,
        1,
        Double.NaN,
        Interval.of(Double.NaN));
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    SweepJson.write(file(), handMade());

    assertThat(SweepJson.read(file())).isEqualTo(handMade());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format_version\" : 1 | \"format_version\" : 2 | must have format_version 1 but has 2",
        "\"usd\" : 2.0 | \"usd\" : \"2\" | usd must be a number or null but was \"2\"",
        "\"best\" : 0 | \"best\" : 7 | is malformed",
        "\"best\" : 0 | \"worst\" : 0 | best",
        "{ | [ | is malformed",
      })
  void whatIsDamagedIsRefusedWithTheFilesName(String text, String instead, String problem)
      throws IOException {
    SweepJson.write(file(), handMade());
    Files.writeString(file(), Files.readString(file()).replace(text, instead));

    assertThatExceptionOfType(MarketDataException.class)
        .isThrownBy(() -> SweepJson.read(file()))
        .withMessageContaining(problem)
        .withMessageContaining(SweepJson.FILE)
        .withMessageContaining("spot sweep");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatExceptionOfType(MarketDataException.class)
        .isThrownBy(() -> SweepJson.read(file()))
        .withMessageContaining("no such file: " + file());
  }
}
