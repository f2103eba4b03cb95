package dev.spotwise.cli.config;

import dev.spotwise.models.evaluation.ImportanceSettings;
import dev.spotwise.models.evaluation.RollingOrigin;
import dev.spotwise.models.evaluation.RollingOrigin.Scheme;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code evaluation}. */
final class EvaluationSettingsReader {

  private static final String PATH = "evaluation";

  private final ConfigReader config;

  EvaluationSettingsReader(ConfigReader config) {
    this.config = config;
  }

  EvaluationSettings read() {
    int since = config.count();
    int folds = config.whole(PATH + ".folds");
    double testShare = config.number(PATH + ".test-share");
    Scheme scheme =
        config.read(PATH + ".scheme", text -> SettingsReader.constant(Scheme.class, text));
    Optional<Duration> embargo =
        config.read(
            PATH + ".embargo",
            text -> text.equals("auto") ? Optional.empty() : Optional.of(Durations.parse(text)));
    RollingOrigin rolling =
        config.make(PATH, since, () -> new RollingOrigin(testShare, folds, scheme, embargo));
    since = config.count();
    Boolean importance = config.read(PATH + ".importance", DataSettingsReader::yesOrNo);
    int rows = config.whole(PATH + ".importance-rows");
    int repetitions = config.whole(PATH + ".importance-repetitions");
    ImportanceSettings how = config.make(PATH, since, () -> importance(rows, repetitions));
    return new EvaluationSettings(
        rolling, Boolean.TRUE.equals(importance) ? Optional.ofNullable(how) : Optional.empty());
  }

  /** Named as the keys are. */
  private static ImportanceSettings importance(int rows, int repetitions) {
    try {
      return new ImportanceSettings(rows, repetitions);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw new IllegalArgumentException(
          "importance" + Character.toUpperCase(message.charAt(0)) + message.substring(1), e);
    }
  }
}
