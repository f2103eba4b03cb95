package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.JobProgress;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PoolStatistics;
import dev.spotwise.decision.Workload;
import dev.spotwise.decision.WorkloadState;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.models.ModelBundle;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides at one tick, live: recent history in, a decision out. Writes nothing. */
public final class Decider {

  /** In the place of a pool: on demand, of the type that the workload starts on. */
  public static final String ON_DEMAND = "on-demand";

  /** In the place of a pool: it does not run. */
  public static final String NONE = "none";

  private final MarketLoader loader;
  private final FeatureExtractor extractor;

  /** A decider of the given parts. */
  @Inject
  public Decider(MarketLoader loader, FeatureExtractor extractor) {
    this.loader = loader;
    this.extractor = extractor;
  }

  /**
   * What is asked.
   *
   * @param current id of the pool that the instance runs in, {@value #ON_DEMAND} or {@value #NONE}
   * @param held time since it was launched
   * @param job how far a deadline job has come; empty for a service
   * @param siblings where the workload's other instances run: pools, or {@value #ON_DEMAND}
   * @param at when to decide; empty for the last tick of which something is known
   */
  public record Question(
      String current,
      Duration held,
      Optional<Job> job,
      List<String> siblings,
      Optional<Instant> at) {

    /** Freezes. */
    public Question {
      siblings = List.copyOf(siblings);
    }
  }

  /**
   * How far a deadline job has come.
   *
   * @param workLeft running that it still takes
   * @param timeLeft time until its deadline
   * @param unsaved work done since the last checkpoint
   * @param checkpointInterval work between two checkpoints
   */
  public record Job(
      Duration workLeft, Duration timeLeft, Duration unsaved, Duration checkpointInterval) {}

  /**
   * What is answered.
   *
   * @param at tick of the decision
   * @param policy id of the policy
   * @param workload what it was decided about
   * @param trigger why
   * @param state where the instance stands
   * @param decision what to do
   * @param warm whether the history read spans all that features look back on
   * @param warnings what speaks against relying on it
   */
  public record Answer(
      Instant at,
      String policy,
      Workload workload,
      Trigger trigger,
      WorkloadState state,
      Decision decision,
      boolean warm,
      List<String> warnings) {

    /** Freezes. */
    public Answer {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Decides.
   *
   * @throws ConfigException if the question does not fit the market
   */
  public Answer decide(Settings settings, Question question, Progress progress) throws Exception {
    question.job().ifPresent(job -> requirePossible(job, question.held()));
    StoredRun run = new StoredRun(settings);
    run.requireBundle();
    progress.step(
        "market",
        "prices",
        work -> {
          run.market = loader.load(settings, work);
          return Pipeline.count(run.market.market().pools().size(), "pool")
              + " until "
              + run.market.known();
        });
    run.market.notes().forEach(progress::note);
    Market market = run.market.market();
    int tick = tickOf(question, run.market);
    Workload workload = workload(StartPools.choose(settings, market).workload(), question);
    Asked asked = asked(market, workload, question);
    Answer[] answer = new Answer[1];
    progress.step(
        "decide",
        () -> {
          answer[0] = answer(settings, run, asked, tick);
          return "at " + answer[0].at();
        });
    return answer[0];
  }

  /** The workload, and where its instance stands before the market has been asked. */
  private record Asked(Workload workload, WorkloadState state, List<String> warnings) {}

  private Answer answer(Settings settings, StoredRun run, Asked asked, int at) {
    Market market = run.market.market();
    DecisionEngine engine = engine(settings, market, run.bundle, asked.workload(), at);
    MarketCursor ticks = market.cursor();
    TimeGrid grid = market.grid();
    while (ticks.tick().index() < at && ticks.advance()) {
      engine.advance(ticks.tick());
    }
    List<String> warnings = new ArrayList<>(asked.warnings());
    Trigger trigger = trigger(market, ticks, asked, warnings);
    if (!engine.isWarm()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "only %.1f h of history lie before the decision; features look back on %s, so that"
                  + " more might change it",
              Duration.between(grid.start(), grid.instant(at)).toSeconds() / 3600.0,
              Durations.show(extractor.lookback())));
    }
    if (!grid.instant(at).isBefore(run.market.known())) {
      warnings.add(
          "data are stale: nothing is known of "
              + run.market.known()
              + " or later, the last prices are taken to hold");
    }
    Instant learnt = run.bundle.price().card().trainedOn().to();
    if (learnt.isAfter(grid.instant(at))) {
      warnings.add("the models were trained until " + learnt + " and know what came after");
    }
    WorkloadState state = trigger == Trigger.LOST ? lost(asked.state()) : asked.state();
    return new Answer(
        grid.instant(at),
        settings.decision().policy(),
        asked.workload(),
        trigger,
        state,
        engine.decide(state, trigger),
        engine.isWarm(),
        warnings);
  }

  /** What was not in a checkpoint has to be done again. */
  private static WorkloadState lost(WorkloadState state) {
    return state
        .job()
        .map(
            job ->
                state.withJob(
                    new JobProgress(
                        job.workLeftIfLost(), Duration.ZERO, Duration.ZERO, job.timeLeft())))
        .orElse(state);
  }

  private DecisionEngine engine(
      Settings settings, Market market, ModelBundle bundle, Workload workload, int at) {
    Instant now = market.grid().instant(at);
    TimeWindow train = settings.train();
    Instant until = train.to().isAfter(now) ? now : train.to();
    Optional<PoolStatistics> statistics =
        market.knowsInterruptions() && until.isAfter(train.from())
            ? Optional.of(PoolStatistics.of(market, new TimeWindow(train.from(), until)))
            : Optional.empty();
    return new DecisionEngine(
        market.shape(),
        extractor,
        bundle,
        Policies.byId(settings.decision().policy(), settings.decision().numbers()),
        new DecisionEngine.Work(workload, settings.billing(), statistics),
        new DecisionEngine.Horizons(
            settings.decision().priceHorizon(), settings.decision().stabilityWindow()));
  }

  /** Whoever's pool is down has lost the instance, and whoever runs nothing has to start. */
  private static Trigger trigger(
      Market market, MarketCursor ticks, Asked asked, List<String> warnings) {
    Optional<Placement> current = asked.state().current();
    if (current.isEmpty()) {
      return Trigger.START;
    }
    int pool = asked.workload().pricingPool(market.shape(), current.get());
    if (current.get() instanceof Placement.Spot
        && (ticks.tick().availability(pool) == Availability.DOWN
            || (ticks.tick().interruptions(pool) > 0 && !asked.state().held().isZero()))) {
      String what =
          ticks.tick().availability(pool) == Availability.DOWN ? " is down" : " was interrupted";
      warnings.add(current.get().id() + what + ": the instance counts as lost");
      return Trigger.LOST;
    }
    return Trigger.SCHEDULED;
  }

  private static int tickOf(Question question, LoadedMarket loaded) {
    TimeGrid grid = loaded.market().grid();
    if (question.at().isEmpty()) {
      return Math.max(0, grid.indexAtOrAfter(loaded.known()) - 1);
    }
    Instant at = question.at().get();
    if (at.isBefore(grid.start()) || !at.isBefore(grid.end())) {
      throw new ConfigException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "--at must lie within the market, %s/%s, but was %s",
                  grid.start(),
                  grid.end(),
                  at)));
    }
    int after = grid.indexAtOrAfter(at);
    return grid.instant(after).equals(at) ? after : after - 1;
  }

  /** A job that can't be done in time any more is decided about all the same. */
  private static Workload workload(Workload said, Question question) {
    Workload all = said.withInstances(Math.max(said.instances(), question.siblings().size() + 1));
    if (question.job().isEmpty()) {
      return all;
    }
    Job job = question.job().get();
    Duration least = job.workLeft().plus(said.restart());
    Duration deadline = job.timeLeft().compareTo(least) < 0 ? least : job.timeLeft();
    return all.withJob(new DeadlineJob(job.workLeft(), deadline, job.checkpointInterval()));
  }

  private static Asked asked(Market market, Workload workload, Question question) {
    List<String> problems = new ArrayList<>();
    Optional<Placement> current =
        question.current().equals(NONE)
            ? Optional.empty()
            : placement("--current", question.current(), market, workload, problems);
    List<Placement> siblings = new ArrayList<>();
    for (String sibling : question.siblings()) {
      placement("--siblings", sibling, market, workload, problems).ifPresent(siblings::add);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    List<String> warnings = new ArrayList<>();
    Duration held = current.isPresent() ? question.held() : Duration.ZERO;
    Duration starting = workload.restart().minus(held);
    Duration startingLeft = current.isEmpty() || starting.isNegative() ? Duration.ZERO : starting;
    Optional<JobProgress> progress =
        question
            .job()
            .map(
                job ->
                    new JobProgress(job.workLeft(), job.unsaved(), startingLeft, job.timeLeft()));
    progress.ifPresent(job -> warnOfDeadline(job, workload, current, warnings));
    return new Asked(
        workload,
        new WorkloadState(current, held, current.map(Placement::zone), progress, siblings),
        warnings);
  }

  private static void requirePossible(Job job, Duration held) {
    List<String> problems = new ArrayList<>();
    if (job.workLeft().isZero()) {
      problems.add("--work-left must be > 0 but was 0: the job is done");
    }
    if (job.unsaved().compareTo(held) > 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--unsaved must be at most --held, %s, but was %s",
              Durations.show(held),
              Durations.show(job.unsaved())));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void warnOfDeadline(
      JobProgress job, Workload workload, Optional<Placement> current, List<String> warnings) {
    Duration start = current.isPresent() ? job.startingLeft() : workload.restart();
    if (job.timeLeft().compareTo(job.workLeft().plus(start)) < 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the deadline can't be met any more: %s of work are left and %s of time",
              Durations.show(job.workLeft()),
              Durations.show(job.timeLeft())));
    }
  }

  private static Optional<Placement> placement(
      String option, String id, Market market, Workload workload, List<String> problems) {
    if (id.equals(ON_DEMAND)) {
      return Optional.of(workload.fallback());
    }
    Optional<CapacityPool> pool =
        market.pools().stream().filter(one -> one.id().equals(id)).findFirst();
    if (pool.isEmpty()) {
      problems.addAll(StartPools.unknown(option, id, market, ON_DEMAND).problems());
    }
    return pool.map(Placement.Spot::new);
  }
}
