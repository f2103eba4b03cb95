package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.InterruptionSourceContract;
import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceContract;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldProviderTest {

  private static SourceOptions options(String... more) {
    Map<String, String> values = new TreeMap<>(Map.of("from", "2024-01-01", "to", "2024-01-03"));
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return SourceOptions.of(values);
  }

  @Nested
  class Prices extends PriceSourceContract {

    @Override
    protected PriceSource source() {
      return Sources.load().openPrices("world:guide", options());
    }

    @Override
    protected PriceSourceProvider provider() {
      return new PriceSourceProvider() {
        @Override
        public String scheme() {
          return "world";
        }

        @Override
        public PriceSource open(SourceLocation at, SourceOptions options) {
          return Sources.load().openPrices("world:guide", options);
        }
      };
    }
  }

  @Nested
  class Interruptions extends InterruptionSourceContract {

    @Override
    protected InterruptionSource source() {
      return Sources.load().openInterruptions("world:guide", options());
    }

    @Override
    protected InterruptionSourceProvider provider() {
      return new WorldProvider();
    }
  }

  @Test
  void theGuidesNumbersAreTheDefaults() {
    TimeWindow window = TimeWindow.parse("2024-01-01/2024-01-03");
    assertThat(GuideWorldSettings.fromOptions(options()))
        .isEqualTo(GuideWorldSettings.withDefaults(window, 42));
  }

  @Test
  void everySettingCanBeGiven() {
    GuideWorldSettings settings =
        GuideWorldSettings.fromOptions(
            options(
                "step",
                "10m",
                "seed",
                "-7",
                "noise",
                "0.1",
                "spike-probability",
                "0.01",
                "types",
                "m5.large, p3.2xlarge",
                "zones",
                "us-east-1b,eu-west-1a",
                "type.m5.large.base-discount",
                "0.5",
                "type.p3.2xlarge.on-demand",
                "3.06",
                "type.p3.2xlarge.base-discount",
                "0.65",
                "type.p3.2xlarge.interruptions-per-hour",
                "0.03",
                "zone.eu-west-1a.factor",
                "1.2"));
    assertThat(settings.pools().step()).hasMinutes(10);
    assertThat(settings.pools().seed()).isEqualTo(-7);
    assertThat(settings.pools().types()).containsOnlyKeys("m5.large", "p3.2xlarge");
    assertThat(settings.pools().types().get("m5.large"))
        .isEqualTo(new WorldPools.TypeSettings(0.096, 0.5, 0.005));
    assertThat(settings.pools().zoneFactors()).containsEntry("eu-west-1a", 1.2).hasSize(2);
    assertThat(settings.onDemandPrices().microUsd("p3.2xlarge")).isEqualTo(3_060_000);
    assertThat(GuideWorldSettings.fromOptions(settings.toOptions())).isEqualTo(settings);
  }

  @Test
  void aWorldIsReopenedFromItsOptions() {
    GuideWorldSettings guide =
        GuideWorldSettings.withDefaults(TimeWindow.parse("2024-01-01/2024-01-03"), 42);
    assertThat(GuideWorldSettings.fromOptions(guide.toOptions())).isEqualTo(guide);
    GuideWorldSettings odd = new GuideWorldSettings(guide.pools(), 1.0 / 3, 1e-9);
    assertThat(GuideWorldSettings.fromOptions(odd.toOptions())).isEqualTo(odd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sed | 1 | but was 'sed'",
        "type.x.price | 1 | type.NAME.on-demand",
        "type..on-demand | 1 | type.NAME.on-demand",
        "zone.x.factors | 1 | zone.NAME.factor",
        "seed | x | seed must be a number but was 'x'",
        "noise | many | noise must be a number",
        "noise | -1 | noise must be in",
        "noise | NaN | noise must be in",
        "spike-probability | 2 | spikeProbability must be in",
        "step | soon | step must be",
        "from | soon | time must be",
        "to | 2023-01-01 | window must end after",
        "types | x1.32xlarge | types must be some of c5.large",
        "zones | mars-1a | zones must be some of us-east-1a",
        "type.p5.48xlarge.on-demand | 98 | type.p5.48xlarge.base-discount must be given",
        "zone.us-east-1a.factor | 0 | zone factor of us-east-1a"
      })
  void wrongOptionsAreNamed(String name, String value, String message) {
    assertThatThrownBy(() -> GuideWorldSettings.fromOptions(options(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void fromAndToAreNeededAndTheWorldIsKnown() {
    assertThatThrownBy(() -> GuideWorldSettings.fromOptions(SourceOptions.none()))
        .hasMessageContaining("from must be given");
    assertThatThrownBy(() -> Sources.load().openPrices("world:gide", options()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one of calibrated, calibrated-independent, guide but was 'gide'");
  }
}
