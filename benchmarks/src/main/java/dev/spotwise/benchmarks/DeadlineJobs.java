package dev.spotwise.benchmarks;

import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.Clairvoyant;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.PoolStatistics;
import dev.spotwise.decision.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Jobs of 48 h on the {@link P3Market}, begun every so many hours from the seventh day on, against
 * several deadlines: what each policy saves against on demand, and how far it stays behind the
 * optimum. Statistics are those of the time before a job begins.
 *
 * <p>Arguments: the data folder; {@code zones} for each pool alone or {@code all} for all nine
 * together; hours between two beginnings; minutes between checkpoints; and the minutes that a start
 * takes, one or several.
 */
public final class DeadlineJobs {

  private static final int FIRST_TICK = 3_102;
  private static final int WORK_HOURS = 48;
  private static final int[] DEADLINES = {52, 56, 60, 68, 76, 84, 92};
  private static final List<String> POLICIES =
      List.of("greedy", "uniform-progress", "expected-cost");
  private static final BillingRules BILLING = BillingRules.aws().withoutRefund();

  private final List<Market> markets = new ArrayList<>();
  private final int everyTicks;
  private final Duration checkpoint;

  private DeadlineJobs(Market market, String which, int everyHours, int checkpointMinutes) {
    if (which.equals("all")) {
      markets.add(market);
    } else {
      for (int pool = 0; pool < market.pools().size(); pool++) {
        markets.add(P3Market.part(market, pool));
      }
    }
    this.everyTicks = (int) (everyHours * 3600L / P3Market.STEP.toSeconds());
    this.checkpoint = Duration.ofMinutes(checkpointMinutes);
  }

  /** Sums over jobs; the optimum comes last. */
  private static final class Sums {

    private final double[] usd = new double[POLICIES.size() + 1];
    private double onDemandUsd;
    private int jobs;
    private int missed;

    private void add(Sums other) {
      for (int i = 0; i < usd.length; i++) {
        usd[i] += other.usd[i];
      }
      onDemandUsd += other.onDemandUsd;
      jobs += other.jobs;
      missed += other.missed;
    }

    private double savedPercent(int way) {
      return 100 * (1 - usd[way] / onDemandUsd);
    }

    private double closedPercent(int way) {
      double best = usd[usd.length - 1];
      return 100 * (1 - (usd[way] - best) / (usd[0] - best));
    }
  }

  /** Runs all jobs and prints a table. */
  public static void main(String[] args) {
    if (args.length < 5) {
      throw new IllegalArgumentException(
          "arguments must be DATA zones|all HOURS CHECKPOINT_MINUTES RESTART_MINUTES...");
    }
    DeadlineJobs jobs =
        new DeadlineJobs(
            P3Market.read(Path.of(args[0])),
            args[1],
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]));
    System.out.printf(
        Locale.ROOT,
        "%-9s %-8s %5s %6s | saved %%: %s optimum | USD above the optimum | closed %%: %s%n",
        "restart",
        "deadline",
        "jobs",
        "missed",
        String.join(" ", POLICIES),
        String.join(" ", POLICIES.subList(1, POLICIES.size())));
    Sums all = new Sums();
    for (int i = 4; i < args.length; i++) {
      int restart = Integer.parseInt(args[i]);
      Sums ofRestart = new Sums();
      for (int deadline : DEADLINES) {
        Sums sums = jobs.run(restart, deadline);
        print(restart + " min", deadline + " h", sums);
        ofRestart.add(sums);
      }
      print(restart + " min", "all", ofRestart);
      all.add(ofRestart);
    }
    print("all", "all", all);
  }

  private Sums run(int restartMinutes, int deadlineHours) {
    Sums sums = new Sums();
    Duration deadline = Duration.ofHours(deadlineHours);
    for (Market market : markets) {
      Workload workload =
          new Workload(
                  new Placement.Spot(market.pools().get(0)),
                  CostUnit.INSTANCE,
                  1,
                  Duration.ofMinutes(restartMinutes))
              .withJob(new DeadlineJob(Duration.ofHours(WORK_HOURS), deadline, checkpoint));
      for (int tick = FIRST_TICK; fits(market, tick, deadline); tick += everyTicks) {
        sums.add(job(market, tick, workload));
      }
    }
    return sums;
  }

  private static boolean fits(Market market, int tick, Duration deadline) {
    return !market
        .grid()
        .instant(tick)
        .plus(deadline)
        .plus(P3Market.STEP)
        .isAfter(market.grid().end());
  }

  private static Sums job(Market market, int tick, Workload workload) {
    Instant from = market.grid().instant(tick);
    Duration deadline = workload.job().orElseThrow().deadline();
    TimeWindow window = new TimeWindow(from, from.plus(deadline).plus(P3Market.STEP));
    Instant priced = market.grid().instant(P3Market.FIRST_PRICED_TICK);
    Knowledge past = Knowledge.none().with(PoolStatistics.of(market, new TimeWindow(priced, from)));
    Backtester backtester = new Backtester(market, BILLING, P3Market.INTERVAL);
    Sums sums = new Sums();
    sums.jobs = 1;
    for (int i = 0; i < POLICIES.size(); i++) {
      DecisionPolicy policy = Policies.byId(POLICIES.get(i), PolicySettings.defaults());
      CostSummary costs = backtester.replay(window, policy, workload, past).costs();
      sums.usd[i] = costs.totalUsd();
      sums.missed += costs.detail().deadlineMissed() ? 1 : 0;
    }
    sums.usd[POLICIES.size()] = Clairvoyant.of(market, BILLING).leastUsd(window, workload);
    double hours = WORK_HOURS + workload.restart().toSeconds() / 3600.0;
    sums.onDemandUsd = P3Market.ON_DEMAND_USD * hours;
    return sums;
  }

  private static void print(String restart, String deadline, Sums sums) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%-9s %-8s %5d %6d |", restart, deadline, sums.jobs, sums.missed));
    int optimum = POLICIES.size();
    for (int i = 0; i <= optimum; i++) {
      line.append(String.format(Locale.ROOT, " %6.1f", sums.savedPercent(i)));
    }
    line.append(" |");
    for (int i = 0; i < optimum; i++) {
      double above = (sums.usd[i] - sums.usd[optimum]) / sums.jobs;
      line.append(String.format(Locale.ROOT, " %6.2f", above));
    }
    line.append(" |");
    for (int i = 1; i < optimum; i++) {
      line.append(String.format(Locale.ROOT, " %6.1f", sums.closedPercent(i)));
    }
    System.out.println(line);
  }
}
