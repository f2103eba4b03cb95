package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.RetrainReader;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.drift.DriftReport;
import dev.spotwise.models.drift.RecentRows;
import dev.spotwise.models.retraining.PromotionDecision;
import dev.spotwise.models.retraining.Retraining;
import dev.spotwise.models.retraining.RetrainingSettings;
import dev.spotwise.models.retraining.RetrainingSettings.Incompatible;
import dev.spotwise.models.retraining.RetrainingWindows;
import dev.spotwise.models.tree.Workers;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;

/** Keeps the models of an output folder up to date with the market of the settings. */
public final class Retrainer {

  private final MarketLoader loader;
  private final FeatureExtractor extractor;

  /** A retrainer of the given parts. */
  @Inject
  public Retrainer(MarketLoader loader, FeatureExtractor extractor) {
    this.loader = loader;
    this.extractor = extractor;
  }

  /** Whether files are written. */
  public enum Mode {
    /** Models are replaced and the decision is logged. */
    WRITE,
    /** Nothing is written. */
    DRY_RUN
  }

  /**
   * What came of a retraining.
   *
   * @param settings what it was made with
   * @param mode whether anything was written
   * @param champion the models that were in use
   * @param challenger the new ones; empty if none were trained
   * @param decision whether the new ones took their place
   * @param kept folder that the old ones were kept in; empty if they stay or nothing was written
   */
  public record Outcome(
      RetrainingSettings settings,
      Mode mode,
      ModelBundle champion,
      Optional<ModelBundle> challenger,
      PromotionDecision decision,
      Optional<Path> kept) {}

  /**
   * Trains new models, judges them beside those in the output folder and perhaps replaces those.
   *
   * @param mode whether anything is written
   * @param incompatible what becomes of models that can't be judged
   */
  public Outcome retrain(Settings settings, Mode mode, Incompatible incompatible, Progress progress)
      throws Exception {
    RetrainingSettings retraining = RetrainReader.read(settings.tree(), incompatible);
    OutputFolder out = new OutputFolder(settings.out());
    ModelBundle champion = ModelBundle.load(out.models());
    if (mode == Mode.WRITE) {
      out.requireWritable();
      ModelHistory.requireLog(out.models());
    }
    LoadedMarket loaded = load(settings, progress);
    Retraining.Result[] result = new Retraining.Result[1];
    progress.step(
        "retrain",
        "parts",
        work -> {
          try (Workers workers = Workers.of(settings.threads(), work)) {
            result[0] =
                new Retraining(
                        loaded.market(),
                        extractor,
                        settings.learning(),
                        settings.originInterval(),
                        retraining)
                    .against(champion, known(loaded), workers);
          }
          return result[0].challenger().isPresent() ? "trained and judged" : "not trained";
        });
    PromotionDecision decision = result[0].decision();
    Optional<Path> kept = Optional.empty();
    if (mode == Mode.WRITE && decision.promote()) {
      kept = Optional.of(ModelHistory.keep(out.models(), champion));
      out.discardResults();
      result[0].challenger().orElseThrow().save(out.models());
    }
    Outcome outcome =
        new Outcome(retraining, mode, champion, result[0].challenger(), decision, kept);
    if (mode == Mode.WRITE) {
      ModelHistory.log(out.models(), RetrainJson.line(outcome));
    }
    return outcome;
  }

  /** Holds the newest part of the market against what the models of the output folder learnt. */
  public DriftReport drift(Settings settings, Progress progress) throws Exception {
    RetrainingSettings retraining = RetrainReader.read(settings.tree(), Incompatible.KEEP);
    ModelBundle champion = ModelBundle.load(new OutputFolder(settings.out()).models());
    LoadedMarket loaded = load(settings, progress);
    TimeWindow recent = RetrainingWindows.holdout(known(loaded), retraining.holdout());
    Retraining.requireUnseen(champion.price().card().trainedOn(), recent);
    TreeSet<Duration> horizons = new TreeSet<>(champion.price().horizons());
    horizons.addAll(champion.stability().horizons());
    return DriftReport.of(
        champion,
        RecentRows.of(
            loaded.market(),
            extractor,
            recent,
            settings.originInterval(),
            horizons.stream().toList()));
  }

  private static TimeWindow known(LoadedMarket loaded) {
    return new TimeWindow(loaded.market().grid().start(), loaded.known());
  }

  private LoadedMarket load(Settings settings, Progress progress) throws Exception {
    LoadedMarket[] loaded = new LoadedMarket[1];
    progress.step(
        "market",
        "prices",
        work -> {
          loaded[0] = loader.load(settings, work);
          int pools = loaded[0].market().pools().size();
          return pools + (pools == 1 ? " pool" : " pools") + " until " + loaded[0].known();
        });
    loaded[0].notes().forEach(progress::note);
    return loaded[0];
  }
}
