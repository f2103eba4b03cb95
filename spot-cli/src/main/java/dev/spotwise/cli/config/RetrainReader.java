package dev.spotwise.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.models.retraining.RetrainingSettings;
import dev.spotwise.models.retraining.RetrainingSettings.Incompatible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** Reads {@code retrain}. */
public final class RetrainReader {

  private final ConfigReader config;

  RetrainReader(ConfigReader config) {
    this.config = config;
  }

  /**
   * Reads the settings.
   *
   * @param tree every setting
   * @param incompatible what becomes of models that can't be judged
   * @throws ConfigException with all that is wrong
   */
  public static RetrainingSettings read(ObjectNode tree, Incompatible incompatible) {
    ConfigReader config = new ConfigReader(tree, new ArrayList<>());
    RetrainingSettings settings = new RetrainReader(config).read(incompatible);
    config.finish();
    return settings;
  }

  /** Reads the settings; null where one is wrong, which the reader then knows. */
  RetrainingSettings read(Incompatible incompatible) {
    int since = config.count();
    Duration holdout = config.read("retrain.holdout", SettingsReader::positiveDuration);
    Optional<Duration> window = config.read("retrain.window", RetrainReader::window);
    double tolerance = config.number("retrain.tolerance");
    double significance = config.number("retrain.significance");
    return config.make(
        "retrain",
        since,
        () -> new RetrainingSettings(holdout, window, tolerance, significance, incompatible));
  }

  private static Optional<Duration> window(String text) {
    return text.equals("auto")
        ? Optional.empty()
        : Optional.of(SettingsReader.positiveDuration(text));
  }
}
