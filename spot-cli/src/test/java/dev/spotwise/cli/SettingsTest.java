package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.spotwise.cli.config.ConfigTree;
import dev.spotwise.data.synthetic.WorldSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every setting can be changed in YAML, and changes what it should. */
class SettingsTest {

  private static final String PRICES = "data/spot_prices.csv";
  private static final String EVENTS = "data/interruptions.csv";
  private static final String FOREST = "models/price_predictor.spotmodel";
  private static final String BOOSTING = "models/stability_ranker.spotmodel";
  private static final String RESULTS = "models/backtest_results.json";

  @TempDir private static Path folder;
  private static SortedMap<String, String> base;

  @BeforeAll
  static void runWithoutChanges() {
    base = run("base", "");
  }

  private static SortedMap<String, String> run(String name, String change) {
    String out = folder.resolve(name).toString();
    String file = SpotProgram.write(folder.resolve(name + ".yaml"), merged(change)).toString();
    for (String step : new String[] {"generate", "train", "backtest"}) {
      done(step, "--config", file, "--out", out);
    }
    return SpotProgram.digests(folder.resolve(name));
  }

  /**
   * The small configuration with a change, as JSON, which is YAML too. In the guide's world, where
   * prices move at every tick, and with the guide's boosting, which learns from little, so that
   * every setting shows within days.
   */
  private static String merged(String change) {
    ObjectNode tree = parse(SpotProgram.SMALL);
    ConfigTree.overlay(
        tree,
        parse(
            """
            data: {prices: world:guide}
            models:
              stability:
                {model: boosting, trees: 100, depth: 5, learning-rate: 0.1, leaf-rows: 1, bins: 256, row-share: 1,
                 column-share: 1, calibration: none}
            decision: {policy: stability-first, strong-improvement: 0.5}
            """));
    if (!change.isEmpty()) {
      ConfigTree.overlay(tree, parse(change));
    }
    return tree.toString();
  }

  private static ObjectNode parse(String yaml) {
    try {
      return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          period: {train: 2024-01-02/2024-01-16}              | PEFBR
          period: {backtest: 2024-01-16/2024-01-19}           | PER
          seed: 43                                            | PEFBR
          data: {types: [c5.large, m5.large]}                 | PEFBR
          data: {zones: [us-east-1a, us-east-1c]}             | PEFBR
          data: {step: 1h}                                    | PEFBR
          instance-types: {t3.large: {on-demand: 0.09}}       | PEFBR
          instance-types: {t3.large: {vcpus: 4}}              | R
          world: {guide: {noise: 0.1}}                        | PEFBR
          world: {guide: {spike-probability: 0.2}}            | PEFBR
          world: {types: {m5.large: {base-discount: 0.5}}}    | PEFBR
          world: {types: {m5.large: {interruptions-per-hour: 0.2}}} | EFBR
          world: {zones: {us-east-1b: 1.2}}                   | PEFBR
          world: {calibrated: {level-hours: 10}}              |
          models: {train-share: 0.7}                          | FBR
          models: {origin-interval: 4h}                       | FBR
          models: {price: {horizons: [1h, 12h]}}              | FB
          models: {price: {trees: 5}}                         | F
          models: {price: {depth: 4}}                         | F
          models: {price: {leaf-rows: 20}}                    | F
          models: {price: {bins: 8}}                          | F
          models: {price: {row-share: 0.5}}                   | F
          models: {price: {column-share: 0.3}}                | F
          models: {price: {overlap: ignored}}                 | F
          models: {price: {calibration-share: 0.3}}           | F
          models: {stability: {model: hazard}}                | BR
          models: {stability: {model: blend}}                 | BR
          models: {stability: {model: renewal}}               | BR
          models: {stability: {ridge: 4}}                     |
          models: {stability: {ridge: auto}}                  |
          models: {stability: {model: hazard, ridge: 4}}      | BR
          models: {stability: {horizons: [24h, 48h]}}         | FB
          models: {stability: {trees: 20}}                    | BR
          models: {stability: {depth: 1}}                     | BR
          models: {stability: {learning-rate: 0.3}}           | BR
          models: {stability: {leaf-rows: 10}}                | BR
          models: {stability: {bins: 4}}                      | BR
          models: {stability: {row-share: 0.5}}               | BR
          models: {stability: {column-share: 0.3}}            | BR
          models: {stability: {class-weights: balanced}}      | BR
          models: {stability: {calibration: platt}}           | BR
          models: {stability: {calibration: isotonic}}        | BR
          models: {stability: {calibration-share: 0.4}}       | B
          decision: {policy: stay}                            | R
          decision: {interval: 2h}                            | R
          decision: {stability-window: 1h}                    | R
          decision: {stability-weight: 0}                     | R
          decision: {cost-weight: 5}                          | R
          decision: {strong-improvement: 20}                  | R
          decision: {weak-improvement: 0, min-savings-percent: 0} | R
          decision: {weak-improvement: 0, min-savings-percent: 20} | R
          workload: {start: us-east-1b_t3.large}              | R
          workload: {cost-unit: gib}                          | R
          decision: {hysteresis-percent: 10}                  | R
          decision: {planning-window: 3h}                     |
          decision: {margin: 2}                               |
          decision: {spread: 0}                               |
          workload: {restart: 30m}                            | R
          workload: {checkpoint: 10m}                         | R
          workload: {data-gb: 50}                             | R
          workload: {instances: 2}                            | R
          workload: {types: [m5.large]}                       | R
          workload: {min-vcpus: 1}                            |
          workload: {min-memory-gib: 8}                       |
          workload: {job: {work: 40h, deadline: 60h}}         | R
          workload: {job: {work: 40h, deadline: 60h, checkpoint-interval: 30m}} | R
          billing: {rules: guide}                             | R
          billing: {migration: 2h}                            | R
          retrain: {holdout: 7d}                              |
          retrain: {window: 30d}                              |
          retrain: {tolerance: 0}                             |
          retrain: {significance: 0.01}                       |
          preset: guide                                       | FR
          threads: 2                                          |
          """)
  void aSettingChangesWhatItShouldAndNothingElse(String change, String files) {
    SortedMap<String, String> changed = run("c" + Integer.toHexString(change.hashCode()), change);
    TreeSet<String> other = new TreeSet<>();
    base.forEach(
        (file, digest) -> {
          if (file.matches(".*(csv|spotmodel|json)") && !digest.equals(changed.get(file))) {
            other.add(file);
          }
        });
    // they describe the other files
    other.removeAll(
        List.of(
            "data/source.json",
            "models/bundle.json",
            "models/feature_summary.json",
            "models/forecast_review.json",
            "run.json"));
    TreeSet<String> expected = new TreeSet<>();
    String letters = files == null ? "" : files;
    letters
        .chars()
        .forEach(
            letter ->
                expected.add(
                    switch (letter) {
                      case 'P' -> PRICES;
                      case 'E' -> EVENTS;
                      case 'F' -> FOREST;
                      case 'B' -> BOOSTING;
                      default -> RESULTS;
                    }));
    // A result may stay the same where the decisions of so small a market happen to.
    if (letters.endsWith("F") || letters.endsWith("B")) {
      other.remove(RESULTS);
    }
    assertThat(other).isEqualTo(expected);
  }

  /** Single instances don't show in a market, only in what the world tells as a source. */
  @ParameterizedTest
  @EnumSource(
      value = WorldSetting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INSTANCES", "INSTANCE_SHARE"})
  void aSettingOfTheCalibratedWorldChangesTheMarket(WorldSetting setting) {
    double other = setting == WorldSetting.AVAILABILITY ? 1 : setting.byDefault() * 0.7;
    assertThat(calibrated(setting.option(), setting, other))
        .isNotEqualTo(calibrated("same", setting, setting.byDefault()));
  }

  private static SortedMap<String, String> calibrated(
      String name, WorldSetting setting, double value) {
    ObjectNode tree =
        parse(
            """
            period: {train: 2024-01-01/2024-02-01, backtest: 2024-02-01/2024-03-01}
            data: {step: 30m, zones: [us-east-1a]}
            """);
    tree.withObjectProperty("world").withObjectProperty("calibrated").put(setting.option(), value);
    String file = SpotProgram.write(folder.resolve(name + ".yaml"), tree.toString()).toString();
    Path out = folder.resolve(name);
    done("generate", "--config", file, "--out", out.toString());
    SortedMap<String, String> tables = SpotProgram.digests(out);
    tables.remove("data/source.json");
    return tables;
  }

  @Test
  void theDefaultsOfTheConfigurationAreTheCalibratedWorlds() {
    ObjectNode defaults = ConfigTree.defaults();
    for (WorldSetting setting : WorldSetting.values()) {
      String text = defaults.at("/world/calibrated/" + setting.option()).asText();
      if (!text.equals("auto")) {
        assertThat(Double.parseDouble(text)).as(setting.option()).isEqualTo(setting.byDefault());
      }
    }
    assertThat(defaults.at("/world/calibrated")).hasSize(WorldSetting.values().length);
  }

  @Test
  void aNewTypeCanBeAddedToTheWorld() {
    SortedMap<String, String> changed =
        run(
            "new-type",
            """
            data: {types: [m5.large, t9.large]}
            world: {types: {t9.large: {base-discount: 0.6, interruptions-per-hour: 0.01}}}
            instance-types: {t9.large: {vcpus: 2, memory-gib: 8, on-demand: 0.09}}
            """);
    assertThat(changed).containsKey(RESULTS);
  }

  @Test
  void theDecisionCanGoByAnotherOfTheModelsHorizons() {
    SortedMap<String, String> changed =
        run(
            "horizon",
            """
            models: {price: {horizons: [1h, 6h]}}
            decision: {price-horizon: 6h}
            """);
    assertThat(changed.get(RESULTS)).isNotEqualTo(base.get(RESULTS));
  }
}
