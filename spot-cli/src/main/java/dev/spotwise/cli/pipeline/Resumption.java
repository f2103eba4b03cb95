package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.pipeline.RunRecord.Step;
import dev.spotwise.data.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which steps of a run are done already, with the same inputs and settings, and so are left alone.
 * Asked step by step in their order: after the first that must be done anew, so must the others
 * whose digests follow from it.
 */
final class Resumption {

  private final StoredRun work;
  private final Pipeline.Begin begin;
  private final Progress progress;

  Resumption(StoredRun work, Pipeline.Begin begin, Progress progress) {
    this.work = work;
    this.begin = begin;
    this.progress = progress;
  }

  /**
   * Whether the market is there. Its description also keeps the settings of the later steps: they
   * are brought up to date.
   *
   * @param sources that a kept market is read with if the settings are others
   * @throws ConfigException if these don't fit the market
   */
  boolean keepsMarket(Sources sources) throws Exception {
    if (begin == Pipeline.Begin.AT_THE_START
        || work.record.isEmpty()
        || !keeps(Step.MARKET, StepDigests.market(work.settings), "market", work.out.data())) {
      return false;
    }
    SourceFile source = SourceFile.open(work.out.data());
    if (!source.settings().equals(SourceFile.stored(work.settings))) {
      work.out.requireWritable();
      work.lock.takeIfThere();
      // Settings that don't fit the market must not be kept with it.
      work.requireMarket(sources, progress);
      StartPools.choose(work.settings, work.market.market());
      work.keepSettings();
    }
    source.notes().forEach(progress::note);
    return true;
  }

  /** Whether the models are there. */
  boolean keepsModels() {
    return keeps(
        Step.MODELS,
        work.digest(Step.MARKET).map(market -> StepDigests.models(market, work.settings)),
        "train",
        work.out.models());
  }

  /** Whether the backtest is there. */
  boolean keepsBacktest() {
    return keeps(
        Step.BACKTEST,
        work.digest(Step.MODELS).map(models -> StepDigests.backtest(models, work.settings)),
        "backtest",
        work.out.results());
  }

  /** Whether figures and report are there. */
  boolean keepsReport() {
    try {
      Optional<String> digest = Optional.empty();
      if (work.digest(Step.BACKTEST).isPresent()) {
        String backtest = work.digest(Step.BACKTEST).get();
        digest = Optional.of(StepDigests.report(backtest, work.settings, work.out));
      }
      return keeps(Step.REPORT, digest, "report", work.out.report());
    } catch (IOException e) {
      throw new UncheckedIOException("can't read what the report is to show: " + e, e);
    }
  }

  private boolean keeps(Step step, Optional<String> digest, String name, Path from) {
    boolean same =
        begin == Pipeline.Begin.WHERE_IT_STOPPED
            && digest.isPresent()
            && work.record.done(step).equals(digest);
    if (same) {
      work.keep(step, digest.get());
      progress.kept(name, from.toString());
    } else {
      work.out.requireWritable();
      work.lock.takeIfThere();
    }
    return same;
  }
}
