package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.BacktestJson;
import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.Replay;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.features.FeatureExtractor;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Replays a backtest and keeps what one decision of it was made from. Writes nothing. */
public final class Explainer {

  private static final Duration AROUND = Duration.ofHours(1);

  private final Sources sources;
  private final FeatureExtractor extractor;

  /** An explainer of the given parts. */
  @Inject
  public Explainer(Sources sources, FeatureExtractor extractor) {
    this.sources = sources;
    this.extractor = extractor;
  }

  /**
   * A decision with all that the policy was handed.
   *
   * @param context what was known
   * @param decision what the policy made of it
   */
  public record Made(DecisionContext context, Decision decision) {}

  /**
   * What happened at a tick.
   *
   * @param at the tick: the last one at or before the instant asked for at which there was a
   *     decision
   * @param policy id of the policy
   * @param decisions what was decided then, in order
   * @param around what was charged in the hour before and after, oldest first
   */
  public record Explanation(
      Instant at, String policy, List<Made> decisions, List<ReplayEvent> around) {

    /** Freezes. */
    public Explanation {
      decisions = List.copyOf(decisions);
      around = List.copyOf(around);
    }
  }

  /**
   * Explains the last decision made at or before an instant.
   *
   * @param at within the backtest window
   * @throws ConfigException if it is not
   */
  public Explanation explain(Settings settings, Instant at, Progress progress) throws Exception {
    TimeWindow window = settings.backtest();
    if (at.isBefore(window.from()) || !at.isBefore(window.to())) {
      throw new ConfigException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "--at must lie within period.backtest, %s, but was %s",
                  window,
                  at)));
    }
    StoredRun run = new StoredRun(settings);
    run.requireMarket(sources, progress);
    run.requireBundle();
    BacktestStudy.Plan plan = run.plan();
    Recorder recorder = new Recorder(run.policy(), at);
    Replay[] replay = new Replay[1];
    progress.step(
        "replay",
        "rows",
        work -> {
          replay[0] =
              new Backtester(run.market.market(), plan.billing(), plan.interval())
                  .replay(window, recorder, plan.workload(), run.knowledge(extractor, work));
          return Pipeline.count(replay[0].decisions().size(), "decision");
        });
    if (recorder.made.isEmpty()) {
      throw new ConfigException(
          List.of("--at must lie at or after the first decision but was " + at));
    }
    Instant tick = recorder.made.get(0).context().now();
    noteOtherBacktest(run, replay[0], tick, progress);
    List<ReplayEvent> around =
        replay[0].events().stream()
            .filter(event -> !event.at().isBefore(tick.minus(AROUND)))
            .filter(event -> !event.at().isAfter(tick.plus(AROUND)))
            .toList();
    return new Explanation(tick, recorder.id(), recorder.made, around);
  }

  /** The replay goes by today's settings; the stored results may have gone by others. */
  private static void noteOtherBacktest(
      StoredRun run, Replay replay, Instant tick, Progress progress) {
    Path stored = run.out.results();
    if (Files.exists(stored)
        && !at(BacktestJson.read(stored).decisions(), tick).equals(at(replay.decisions(), tick))) {
      progress.note(
          "the stored backtest decided otherwise then: it was made with other settings, 'spot"
              + " backtest' makes it anew");
    }
  }

  private static List<DecisionRecord> at(List<DecisionRecord> decisions, Instant tick) {
    return decisions.stream().filter(decision -> decision.timestamp().equals(tick)).toList();
  }

  /** A policy that remembers its last decisions up to an instant. */
  private static final class Recorder implements DecisionPolicy {

    private final DecisionPolicy policy;
    private final Instant until;
    private final List<Made> made = new ArrayList<>();

    Recorder(DecisionPolicy policy, Instant until) {
      this.policy = policy;
      this.until = until;
    }

    @Override
    public String id() {
      return policy.id();
    }

    @Override
    public Decision decide(DecisionContext context) {
      Decision decision = policy.decide(context);
      if (!context.now().isAfter(until)) {
        if (!made.isEmpty() && made.get(0).context().now().isBefore(context.now())) {
          made.clear();
        }
        made.add(new Made(context, decision));
      }
      return decision;
    }
  }
}
