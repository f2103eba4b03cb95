package dev.spotwise.decision;

import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.Rationale.Option;
import dev.spotwise.decision.Rationale.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expected dollars of the ways to go on with a deadline job: on spot where it runs, on spot in the
 * cheapest pool that is up, on demand, or waiting, each to the job's end, from a {@link
 * DeadlineTable}. A job on spot leaves if another way is cheaper by more than a start on demand:
 * that is where its pool has become dear, since losses and starts are in the table. Its deadline is
 * kept by the {@link SafetyNet} around the policy.
 *
 * <p>The rates come from {@link PoolStatistics#comingAndGoing}, or are the usual ones. Prices are
 * read to a hundredth of the on-demand price, so that few tables serve a whole replay; the last
 * ones are kept. Thread-safe.
 */
final class DeadlineCosts {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final int MOST_TABLES = 16;

  private final Map<DeadlineTable.Problem, DeadlineTable> tables =
      new LinkedHashMap<>(MOST_TABLES, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<DeadlineTable.Problem, DeadlineTable> eldest) {
          return size() > MOST_TABLES;
        }
      };

  /** A way to go on and what it is expected to cost. */
  private record Way(Decision decision, Option option) {}

  Decision decide(DecisionContext context, JobProgress job) {
    boolean runs = context.trigger() != Trigger.LOST && context.current().isPresent();
    boolean onDemand = runs && context.current().get() instanceof Placement.OnDemand;
    if (onDemand && !job.startingLeft().isZero()) {
      return new Decision.Stay(Rationale.of("starting on demand"));
    }
    int held = runs ? context.currentPool() : -1;
    int pool = cheapest(context, held);
    List<Way> ways = ways(context, job, pool, onDemand);
    Way best =
        ways.stream().min(Comparator.comparingDouble(way -> way.option().usd())).orElseThrow();
    if (held >= 0) {
      Way stay = staying(context, job, held);
      ways.add(stay);
      double start = hours(context.workload().restart()) * onDemandUsd(context);
      best = best.option().usd() + start < stay.option().usd() ? best : stay;
    }
    return explained(best, ways, context, pool);
  }

  private Way staying(DecisionContext context, JobProgress job, int held) {
    DeadlineTable table = table(context, spotUsd(context, held));
    double usd = table.onSpot(slackHours(job), hours(job.workLeft()), age(context, held));
    return way(
        new Decision.Stay(Rationale.of("unsaid")), context.shape().pools().get(held).id(), usd);
  }

  private List<Way> ways(DecisionContext context, JobProgress job, int pool, boolean onDemand) {
    double slack = slackHours(job);
    double work = hours(job.workLeft());
    DeadlineTable table =
        table(context, pool >= 0 ? spotUsd(context, pool) : cheapestKnown(context));
    int state = pool >= 0 ? age(context, pool) : AgeClass.COUNT + noneUp(context);
    Placement.OnDemand fallback = context.workload().fallback();
    Rationale none = Rationale.of("unsaid");
    List<Way> ways = new ArrayList<>();
    ways.add(
        onDemand
            ? way(new Decision.Stay(none), fallback.id(), table.goingOnDemand(slack, work, state))
            : way(
                new Decision.Move(fallback, none),
                fallback.id(),
                table.startingOnDemand(slack, work, state)));
    double step = hours(context.step());
    if (pool >= 0 && slack >= table.leastToLaunch() + step) {
      Placement.Spot there = new Placement.Spot(context.shape().pools().get(pool));
      ways.add(
          way(
              new Decision.Move(there, none),
              there.id(),
              table.launching(slack, work, state, spotUsd(context, pool))));
    }
    if (slack - step >= hours(context.workload().restart())) {
      ways.add(way(new Decision.Wait(none), "wait", table.waiting(slack, work, state)));
    }
    return ways;
  }

  private static Way way(Decision decision, String name, double usd) {
    return new Way(decision, new Option(name, List.of(new Term("to the end of the job", usd))));
  }

  private static Decision explained(Way best, List<Way> ways, DecisionContext context, int pool) {
    List<Option> options =
        ways.stream().map(Way::option).sorted(Comparator.comparingDouble(Option::usd)).toList();
    String reason =
        "least expected cost to the end of the job: " + Fixed.usd(best.option().usd()) + " USD";
    Rationale why =
        new Rationale(
            pool < 0 ? Optional.empty() : Optional.of(context.shape().pools().get(pool)),
            Double.NaN,
            pool < 0 ? Double.NaN : context.stability(pool),
            Double.NaN,
            reason,
            options);
    if (best.decision() instanceof Decision.Move move) {
      return new Decision.Move(move.to(), why);
    }
    return best.decision() instanceof Decision.Wait
        ? new Decision.Wait(why)
        : new Decision.Stay(why);
  }

  private DeadlineTable table(DecisionContext context, double spotUsd) {
    Workload workload = context.workload();
    DeadlineJob job = workload.job().orElseThrow();
    double onDemand = onDemandUsd(context);
    double hundredths = Double.isNaN(spotUsd) ? 100 : Math.rint(100 * spotUsd / onDemand);
    DeadlineTable.Problem problem =
        new DeadlineTable.Problem(
            hours(job.work()),
            hours(job.deadline().minus(job.work())),
            hours(workload.restart()),
            Math.min(hours(job.checkpointInterval()), hours(job.work())),
            onDemand,
            hundredths / 100 * onDemand,
            context
                .statistics()
                .map(PoolStatistics::comingAndGoing)
                .orElseGet(ComingAndGoing::usual));
    synchronized (tables) {
      return tables.computeIfAbsent(problem, DeadlineTable::new);
    }
  }

  private static double onDemandUsd(DecisionContext context) {
    int pool = context.workload().pricingPool(context.shape(), context.workload().fallback());
    return context.tariff().onDemandUsdPerHour(pool);
  }

  private static double spotUsd(DecisionContext context, int pool) {
    return context.tariff().spotUsdPerHour(pool, context.microUsd(pool));
  }

  /**
   * The cheapest pool but for one that can be launched in and costs less than on demand, -1 if
   * there is none.
   */
  private static int cheapest(DecisionContext context, int except) {
    int best = -1;
    double least = onDemandUsd(context);
    for (int pool : context.launchable()) {
      if (pool != except && spotUsd(context, pool) < least) {
        least = spotUsd(context, pool);
        best = pool;
      }
    }
    return best;
  }

  /** The least price of an eligible pool, up or down; NaN if none is known. */
  private static double cheapestKnown(DecisionContext context) {
    double least = Double.NaN;
    for (int pool = 0; pool < context.shape().poolCount(); pool++) {
      double usd = spotUsd(context, pool);
      boolean eligible = context.workload().eligible().admits(context.shape().type(pool));
      if (eligible && !Double.isNaN(usd) && !(usd >= least)) {
        least = usd;
      }
    }
    return least;
  }

  private static int age(DecisionContext context, int pool) {
    return AgeClass.of(context.hoursInState(pool));
  }

  private static int noneUp(DecisionContext context) {
    double least = Double.POSITIVE_INFINITY;
    for (int pool = 0; pool < context.shape().poolCount(); pool++) {
      if (context.workload().eligible().admits(context.shape().type(pool))) {
        least = Math.min(least, context.hoursInState(pool));
      }
    }
    return AgeClass.of(least);
  }

  private static double slackHours(JobProgress job) {
    return hours(job.timeLeft().minus(job.workLeft()).minus(job.startingLeft()));
  }

  private static double hours(Duration span) {
    return span.toSeconds() / SECONDS_PER_HOUR;
  }
}
