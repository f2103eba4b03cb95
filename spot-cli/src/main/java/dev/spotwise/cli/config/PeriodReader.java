package dev.spotwise.cli.config;

import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Reads {@code period}, and whether there is enough of it to learn from and to replay. */
final class PeriodReader {

  private static final long MOST_TICKS = 10_000_000;

  private final ConfigReader config;

  PeriodReader(ConfigReader config) {
    this.config = config;
  }

  /**
   * Both windows; null where one can't be read.
   *
   * @param train window to train on
   * @param backtest window to replay
   */
  record Period(TimeWindow train, TimeWindow backtest) {}

  /** Reads the windows; the other settings are null if something is wrong with them. */
  Period read(
      DataSettings data, double trainShare, Duration originInterval, LearningSettings learning) {
    int since = config.count();
    TimeWindow train = window("period.train");
    TimeWindow backtest = window("period.backtest");
    if (config.count() == since && train.to().isAfter(backtest.from())) {
      config.problem(
          String.format(
              Locale.ROOT,
              "period.train must end before period.backtest begins at %s but ends at %s",
              backtest.from(),
              train.to()));
    }
    if (config.count() == since && data != null) {
      TimeWindow span = new TimeWindow(train.from(), backtest.to());
      if (span.length().dividedBy(data.step()) > MOST_TICKS) {
        config.problem(
            String.format(
                Locale.ROOT,
                "period must span at most %d steps of %s (data.step) but was %s",
                MOST_TICKS,
                Durations.show(data.step()),
                span));
      } else {
        TimeGrid grid = TimeGrid.over(span, data.step());
        requireTick(grid, backtest);
        if (originInterval != null && learning != null) {
          requireRows(grid, train, trainShare, originInterval, learning);
        }
      }
    }
    return new Period(train, backtest);
  }

  private TimeWindow window(String path) {
    return config.read(path, PeriodReader::wholeSeconds);
  }

  private static TimeWindow wholeSeconds(String text) {
    TimeWindow window = TimeWindow.parse(text);
    for (Instant end : new Instant[] {window.from(), window.to()}) {
      if (!end.equals(end.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException("must begin and end at whole seconds but was " + window);
      }
    }
    return window;
  }

  private void requireTick(TimeGrid grid, TimeWindow backtest) {
    if (grid.indexAtOrAfter(backtest.from()) >= grid.indexAtOrAfter(backtest.to())) {
      config.problem(
          String.format(
              Locale.ROOT,
              "period.backtest must hold a tick, one each %s (data.step) from %s, but was %s",
              Durations.show(grid.step()),
              grid.start(),
              backtest));
    }
  }

  private void requireRows(
      TimeGrid grid,
      TimeWindow train,
      double trainShare,
      Duration originInterval,
      LearningSettings learning) {
    int origins = LearningSet.originsOf(grid, train, originInterval).length;
    long split = Math.round(origins * trainShare);
    if (split == 0 || split == origins) {
      config.problem(
          String.format(
              Locale.ROOT,
              "period.train must be long enough for rows on both sides of models.train-share but holds"
                  + " %d, one each %s (models.origin-interval)",
              origins,
              Durations.show(originInterval)));
      return;
    }
    Duration learnt = originInterval.multipliedBy(split);
    for (Duration horizon : learning.horizons()) {
      if (horizon.compareTo(learnt) >= 0) {
        config.problem(
            String.format(
                Locale.ROOT,
                "models' horizon %s must be shorter than what is trained on, %s of period.train",
                Durations.show(horizon),
                Durations.show(learnt)));
      }
    }
  }
}
