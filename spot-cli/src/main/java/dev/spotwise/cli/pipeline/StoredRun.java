package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.backtest.ForecastOrigins;
import dev.spotwise.backtest.StudySettings;
import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.RunRecord.Step;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.WorkListener;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PoolStatistics;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.WalkForwardForecasts;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the steps of one run hand on; what none of them made is read from the output folder. */
final class StoredRun implements AutoCloseable {

  final Settings settings;
  final OutputFolder out;
  final RunRecord record;
  final FolderLock lock;
  private final Map<Step, String> digests = new EnumMap<>(Step.class);
  LoadedMarket market;
  ModelBundle bundle;
  BacktestResult result;

  StoredRun(Settings settings) {
    this(settings, new FolderLock(settings.out()));
  }

  private StoredRun(Settings settings, FolderLock lock) {
    this.settings = settings;
    this.out = new OutputFolder(settings.out());
    this.lock = lock;
    this.record = RunRecord.of(out);
  }

  /** For a step that writes for certain: nobody else may write to the folder meanwhile. */
  static StoredRun toWrite(Settings settings) {
    FolderLock held = new FolderLock(settings.out());
    held.takeIfThere();
    return new StoredRun(settings, held);
  }

  @Override
  public void close() {
    lock.close();
  }

  /** The digest of a step that this run has done or left alone, or an earlier one has done. */
  Optional<String> digest(Step step) {
    return Optional.ofNullable(digests.get(step)).or(() -> record.done(step));
  }

  /** Takes over a step that is done. */
  void keep(Step step, String digest) {
    digests.put(step, digest);
  }

  /** Records that a step is done; of one that depends on what nobody can tell, that it is not. */
  void done(Step step, Optional<String> digest, List<Path> files) {
    digests.keySet().removeIf(other -> other.compareTo(step) >= 0);
    digest.ifPresent(known -> digests.put(step, known));
    record.put(step, digest, files);
  }

  /** Keeps the settings with the market: later steps go on with them, and the report shows them. */
  void keepSettings() {
    SourceFile source = SourceFile.open(out.data());
    if (!source.settings().equals(SourceFile.stored(settings))) {
      boolean recorded = record.done(Step.MARKET).isPresent();
      source.write(settings);
      if (recorded) {
        record.renew(Step.MARKET, out.data().resolve(SourceFile.NAME));
      }
    }
  }

  /** What the user should know about the market. */
  List<String> marketNotes() {
    return market == null ? SourceFile.open(out.data()).notes() : market.notes();
  }

  void requireMarket(Sources sources, Progress progress) throws Exception {
    if (market == null) {
      progress.step(
          "market",
          () -> {
            market = SourceFile.open(out.data()).market(sources);
            requireInside(settings, market.market().grid());
            return Pipeline.count(market.market().pools().size(), "pool") + " from " + out.data();
          });
    }
  }

  void requireBundle() {
    if (bundle == null) {
      require(out.models().resolve(ModelBundle.PRICE_FILE), "models", "train");
      bundle = ModelBundle.load(out.models());
    }
  }

  /** The backtest of these settings. */
  BacktestStudy.Plan plan() {
    return StartPools.choose(settings, market.market());
  }

  /**
   * How studies of these settings are made.
   *
   * @param listener is told how many replays are done
   */
  StudySettings studySettings(WorkListener listener) {
    return new StudySettings(
        StationaryBootstrap.Settings.withDefaults(settings.seed()),
        settings.decision().numbers(),
        settings.threads(),
        listener);
  }

  /** The policy of these settings. */
  DecisionPolicy policy() {
    return Policies.byId(settings.decision().policy(), settings.decision().numbers());
  }

  /**
   * All that is known from the past at every tick of the backtest at which a decision can fall.
   *
   * @param listener is told how many rows are forecast, or parts trained
   */
  Knowledge knowledge(FeatureExtractor extractor, WorkListener listener) {
    Market pools = market.market();
    int[] origins = ForecastOrigins.of(pools, settings.backtest(), distanceOfDecisions());
    Forecasts forecasts =
        settings.retrainEvery().isPresent()
            ? retrained(extractor, origins, listener)
            : Forecasts.of(pools, extractor, bundle, origins, listener);
    Knowledge knowledge =
        Knowledge.of(
            new ForecastView(
                forecasts,
                settings.decision().priceHorizon(),
                settings.decision().stabilityWindow()));
    return pools.knowsInterruptions()
        ? knowledge.with(PoolStatistics.of(pools, settings.train()))
        : knowledge;
  }

  /** A deadline job is asked at every tick. */
  private Duration distanceOfDecisions() {
    return settings.workload().job().isPresent()
        ? market.market().grid().step()
        : settings.decision().interval();
  }

  /** Forecasts of models that are trained anew as time goes, on all that lies before. */
  private Forecasts retrained(FeatureExtractor extractor, int[] origins, WorkListener listener) {
    WalkForwardForecasts.Plan when =
        new WalkForwardForecasts.Plan(
            settings.train().from(),
            settings.backtest(),
            settings.retrainEvery().orElseThrow(),
            settings.train().length(),
            settings.originInterval(),
            WalkForwardForecasts.Scheme.EXPANDING,
            WalkForwardForecasts.Prices.TRAINED);
    try (Workers workers = Workers.of(settings.threads(), listener)) {
      return new WalkForwardForecasts(market.market(), extractor, settings.learning(), when)
          .at(origins, workers);
    }
  }

  static void require(Path file, String what, String step) {
    if (!Files.exists(file)) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT, "no %s in %s; run 'spot %s' first", what, file.getParent(), step));
    }
  }

  private static void requireInside(Settings settings, TimeGrid grid) {
    if (settings.train().from().isBefore(grid.start())
        || settings.backtest().to().isAfter(grid.end())) {
      throw new ConfigException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "period must lie within the market, %s/%s, but was %s; run 'spot generate' again",
                  grid.start(),
                  grid.end(),
                  settings.span())));
    }
  }
}
