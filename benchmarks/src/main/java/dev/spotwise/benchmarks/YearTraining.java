package dev.spotwise.benchmarks;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Both models of a bundle, with default settings, on hourly origins of the calibrated world's
 * twelve pools: what {@code spot train} does between reading and writing.
 *
 * <p>Arguments: how many threads may train and, optionally, the window; a year without it.
 */
public final class YearTraining {

  private static final List<String> SHOWN =
      List.of(StabilityMetrics.AUC, StabilityMetrics.LOG_LOSS, PriceMetrics.RMSE);

  private YearTraining() {}

  /** Trains and prints seconds, CPU-seconds and the models' scores on their test rows. */
  public static void main(String[] args) {
    if (args.length != 1 && args.length != 2) {
      throw new IllegalArgumentException("arguments must be THREADS [WINDOW]");
    }
    TimeWindow window = TimeWindow.parse(args.length == 2 ? args[1] : "2024-01-01/2025-01-01");
    lines(window, Integer.parseInt(args[0])).forEach(System.out::println);
  }

  static List<String> lines(TimeWindow window, int threads) {
    LearningSettings settings = LearningSettings.withDefaults(42);
    Measured<Market> market = Measured.of(() -> CalibratedMarket.over(window));
    Measured<LearningSet> set =
        Measured.of(
            () ->
                LearningSet.of(
                    market.value(),
                    StandardFeatures.all(),
                    new LearningSet.Plan(window, 0.8, Duration.ofHours(1)),
                    settings.horizons()));
    Measured<ModelBundle> bundle =
        Measured.of(
            () -> {
              try (Workers workers = Workers.of(threads)) {
                return ModelBundle.train(set.value(), settings, workers);
              }
            });
    List<String> lines = new ArrayList<>();
    lines.add(market.line("market", "pools", market.value().pools().size()));
    lines.add(set.line("features", "rows", set.value().features().rows()));
    lines.add(bundle.line("train", "columns", set.value().features().schema().width()));
    for (ModelCard card :
        List.of(bundle.value().price().card(), bundle.value().stability().card())) {
      for (Duration horizon : card.horizons()) {
        Score score = card.score(card.model(), horizon, Split.TEST).orElseThrow();
        score
            .metrics()
            .forEach(
                (name, size) -> {
                  if (SHOWN.contains(name)) {
                    lines.add(
                        String.format(
                            Locale.ROOT, "%s\t%s\t%s\t%.5f", card.model(), horizon, name, size));
                  }
                });
      }
    }
    return lines;
  }
}
