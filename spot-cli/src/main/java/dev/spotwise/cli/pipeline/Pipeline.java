package dev.spotwise.cli.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.backtest.BacktestJson;
import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.EventLog;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.SuccessCriteria;
import dev.spotwise.charts.Figures;
import dev.spotwise.charts.HtmlReport;
import dev.spotwise.charts.ReportData;
import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.RunRecord.Step;
import dev.spotwise.data.Market;
import dev.spotwise.data.Sources;
import dev.spotwise.data.format.MarketFiles;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.baseline.AdvisorRanker;
import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.ForecastReviewJson;
import dev.spotwise.models.tree.Workers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The steps of a run. Each reads what the one before it wrote, or is handed it by a run that does
 * them all.
 */
public final class Pipeline {

  private final MarketLoader loader;
  private final Sources sources;
  private final FeatureExtractor extractor;

  /** A pipeline of the given parts. */
  @Inject
  public Pipeline(MarketLoader loader, Sources sources, FeatureExtractor extractor) {
    this.loader = loader;
    this.sources = sources;
    this.extractor = extractor;
  }

  /**
   * What the report step shows at the end.
   *
   * @param result the backtest
   * @param criteria the guide's success criteria
   * @param notes what the user should know
   */
  public record Outcome(
      BacktestResult result, List<SuccessCriteria.Criterion> criteria, List<String> notes) {}

  /** Where a run begins. */
  public enum Begin {
    /** With the first step that is not done already with the same inputs and settings. */
    WHERE_IT_STOPPED,
    /** With the first step. */
    AT_THE_START
  }

  /**
   * All steps, but those that are done already with the same inputs and settings. Nothing is
   * written before the market is read and found fit.
   */
  public Outcome run(Settings settings, Begin begin, Progress progress) throws Exception {
    try (StoredRun work = new StoredRun(settings)) {
      Resumption resumption = new Resumption(work, begin, progress);
      if (!resumption.keepsMarket(sources)) {
        generate(work, progress);
      }
      if (!resumption.keepsModels()) {
        train(work, progress);
      }
      if (!resumption.keepsBacktest()) {
        backtest(work, progress);
      }
      return resumption.keepsReport() ? outcome(work) : report(work, progress);
    }
  }

  /** Reads or generates the market and writes {@code data/}. */
  public void generate(Settings settings, Progress progress) throws Exception {
    try (StoredRun work = StoredRun.toWrite(settings)) {
      generate(work, progress);
    }
  }

  /** Trains both models on {@code data/} and writes {@code models/}. */
  public void train(Settings settings, Progress progress) throws Exception {
    try (StoredRun work = StoredRun.toWrite(settings)) {
      train(work, progress);
    }
  }

  /** Replays {@code data/} with {@code models/} and writes the results. */
  public BacktestResult backtest(Settings settings, Progress progress) throws Exception {
    try (StoredRun work = StoredRun.toWrite(settings)) {
      backtest(work, progress);
      return work.result;
    }
  }

  /** Draws figures and report of all that is there. */
  public Outcome report(Settings settings, Progress progress) throws Exception {
    try (StoredRun work = StoredRun.toWrite(settings)) {
      return report(work, progress);
    }
  }

  /** The settings that the market in an output folder was made with. */
  public static ObjectNode savedSettings(OutputFolder out) {
    return SourceFile.open(out.data()).settings();
  }

  private void generate(StoredRun work, Progress progress) throws Exception {
    work.lock.takeIfThere();
    AtomicReference<Optional<String>> digest = new AtomicReference<>(Optional.empty());
    progress.step(
        "market",
        "prices",
        listener -> {
          work.out.requireWritable();
          digest.set(StepDigests.market(work.settings));
          work.market = loader.load(work.settings, listener);
          Market market = work.market.market();
          StartPools.choose(work.settings, market);
          return count(market.pools().size(), "pool")
              + ", "
              + count(market.grid().length(), "tick");
        });
    work.market.notes().forEach(progress::note);
    progress.step(
        "data",
        "rows",
        listener -> {
          work.lock.take();
          work.out.discardMarket();
          MarketFiles.writeAll(work.market.market(), work.out.data(), listener);
          SourceFile.write(work.out.data(), work.market, work.settings);
          work.done(Step.MARKET, digest.get(), work.out.marketFiles());
          return work.out.data().toString();
        });
  }

  private void train(StoredRun work, Progress progress) throws Exception {
    work.requireMarket(sources, progress);
    LearningSet[] set = new LearningSet[1];
    progress.step(
        "features",
        "rows",
        listener -> {
          set[0] =
              LearningSet.of(
                  work.market.market(),
                  extractor,
                  new LearningSet.Plan(
                      work.settings.train(),
                      work.settings.trainShare(),
                      work.settings.originInterval()),
                  work.settings.learning().horizons(),
                  listener);
          return set[0].features().rows() + " rows of " + set[0].features().schema().width();
        });
    progress.step(
        "train",
        "parts",
        listener -> {
          try (Workers workers = Workers.of(work.settings.threads(), listener)) {
            work.bundle = ModelBundle.train(set[0], work.settings.learning(), workers);
          }
          work.out.discardResults();
          work.bundle.save(work.out.models());
          work.keepSettings();
          work.done(
              Step.MODELS,
              work.digest(Step.MARKET).map(market -> StepDigests.models(market, work.settings)),
              work.out.modelFiles());
          return work.bundle.price().card().model()
              + " and "
              + work.bundle.stability().card().model();
        });
    if (!work.market.market().knowsInterruptions()) {
      progress.note("no interruption data: " + withoutInterruptions(work.bundle));
    }
  }

  private static String withoutInterruptions(ModelBundle bundle) {
    return bundle.stability() instanceof AdvisorRanker
        ? "stability is what the Advisor's bands suggest, which is coarse and not measured"
        : "stability is unknown, decisions go by cost alone";
  }

  private void backtest(StoredRun work, Progress progress) throws Exception {
    work.requireMarket(sources, progress);
    work.requireBundle();
    Knowledge[] known = new Knowledge[1];
    if (work.settings.retrainEvery().isPresent()) {
      progress.step(
          "retrain",
          "parts",
          listener -> {
            known[0] = work.knowledge(extractor, listener);
            return "every " + Durations.show(work.settings.retrainEvery().get());
          });
    }
    progress.step(
        "backtest",
        "replays",
        listener -> {
          Market market = work.market.market();
          Knowledge knowledge = known[0] == null ? work.knowledge(extractor, listener) : known[0];
          BacktestStudy.Plan plan = work.plan();
          BacktestResult result =
              new BacktestStudy(market, plan, work.studySettings(listener))
                  .run(work.policy(), knowledge);
          List<ReplayEvent> events =
              new Backtester(market, plan.billing(), plan.interval())
                  .replay(plan.window(), work.policy(), plan.workload(), knowledge)
                  .events();
          work.out.discardResults();
          EventLog.writeJsonLines(work.out.events(), events);
          EventLog.writeParquet(work.out.eventTable(), events);
          knowledge
              .forecasts()
              .ifPresent(
                  view ->
                      ForecastReviewJson.write(
                          work.out.review(),
                          ForecastReview.of(
                              market,
                              view.forecasts(),
                              plan.window(),
                              plan.interval(),
                              ReportMaterial.mostHeld(
                                  result, plan.workload().start(), market.pools()))));
          BacktestJson.write(work.out.results(), result);
          work.result = BacktestJson.read(work.out.results());
          work.keepSettings();
          work.done(
              Step.BACKTEST,
              work.digest(Step.MODELS).map(models -> StepDigests.backtest(models, work.settings)),
              work.out.backtestFiles());
          return count(result.decisions().size(), "decision");
        });
  }

  /** What there is to tell of a run whose results are there. */
  private static Outcome outcome(StoredRun work) {
    work.requireBundle();
    if (work.result == null) {
      StoredRun.require(work.out.results(), "results", "backtest");
      work.result = BacktestJson.read(work.out.results());
    }
    List<SuccessCriteria.Criterion> criteria =
        SuccessCriteria.of(work.bundle.price().card(), work.bundle.stability().card(), work.result);
    List<String> notes = new ArrayList<>(work.marketNotes());
    if (!work.result.stabilityKnown()) {
      notes.add("No interruption data: " + withoutInterruptions(work.bundle) + ".");
    }
    notes.addAll(
        ResultNotes.of(
            work.bundle.price().card(),
            work.bundle.stability().card(),
            work.result,
            work.settings.decision().priceHorizon()));
    Figures.problem().ifPresent(text -> notes.add("No figures were drawn: " + text + "."));
    return new Outcome(work.result, criteria, notes);
  }

  private Outcome report(StoredRun work, Progress progress) throws Exception {
    work.requireMarket(sources, progress);
    Outcome outcome = outcome(work);
    ReportData data = ReportMaterial.of(work, outcome.criteria(), outcome.notes());
    Optional<String> problem = Figures.problem();
    progress.step(
        "figures",
        () -> {
          if (problem.isPresent()) {
            return "none: " + problem.get();
          }
          Figures.draw(work.out.figures(), work.market.market(), data);
          return work.out.figures().toString();
        });
    progress.step(
        "report",
        () -> {
          HtmlReport.write(work.out.report(), data, work.out.figures());
          Optional<String> backtest = work.digest(Step.BACKTEST);
          work.done(
              Step.REPORT,
              backtest.isPresent() && problem.isEmpty()
                  ? Optional.of(StepDigests.report(backtest.get(), work.settings, work.out))
                  : Optional.empty(),
              work.out.reportFiles());
          return work.out.report().toString();
        });
    return outcome;
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
