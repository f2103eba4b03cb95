package dev.spotwise.backtest;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.BillingRules.PriceBasis;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Overheads;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * A market, a window, a workload and billing rules, drawn at random so that every rule matters:
 * refunds within a few ticks, restarts longer and shorter than a step, data, checkpoints.
 */
record ClairvoyantCase(Market market, TimeWindow window, Workload workload, BillingRules billing) {

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-west-2a");
  private static final int[] STEP_MINUTES = {10, 15, 20, 30, 60};
  private static final int[] RESTART_MINUTES = {0, 3, 10, 12, 25, 60};

  /** The draws that make a case. */
  private static final class Draw {

    private final Random random;

    Draw(long seed) {
      random = new Random(seed * 7_919 + 17);
      random.nextInt();
    }

    int below(int bound) {
      return random.nextInt(bound);
    }

    boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    int of(int... values) {
      return values[random.nextInt(values.length)];
    }

    double usd(double around) {
      return Math.round(around * (20 + random.nextInt(80)) * 100) / 10_000.0;
    }
  }

  static ClairvoyantCase random(long seed, int poolCount, int ticks) {
    Draw draw = new Draw(seed);
    Duration step = Duration.ofMinutes(draw.of(STEP_MINUTES));
    TimeGrid grid = new TimeGrid(START, step, ticks);
    List<CapacityPool> pools = pools(draw, poolCount);
    Market market = market(draw, grid, pools);
    int from = draw.chance(30) ? 1 : 0;
    TimeWindow window = new TimeWindow(grid.instant(from), grid.end());
    Workload workload = workload(draw, market, ticks - from, step);
    return new ClairvoyantCase(market, window, workload, billing(draw));
  }

  private static List<CapacityPool> pools(Draw draw, int count) {
    TreeSet<CapacityPool> pools = new TreeSet<>();
    boolean oneType = draw.chance(50);
    while (pools.size() < count) {
      String type = oneType || draw.chance(60) ? "m5.large" : "m5.xlarge";
      String zone = ZONES.get(draw.below(ZONES.size()));
      String product = draw.chance(10) ? "Windows" : CapacityPool.LINUX;
      pools.add(new CapacityPool(zone, type, product));
    }
    return List.copyOf(pools);
  }

  private static Market market(Draw draw, TimeGrid grid, List<CapacityPool> pools) {
    Market.Builder builder = Market.over(grid);
    boolean calm = draw.chance(30);
    for (CapacityPool pool : pools) {
      boolean large = pool.instanceType().equals("m5.large");
      InstanceType type =
          large ? new InstanceType("m5.large", 2, 8) : new InstanceType("m5.xlarge", 4, 16);
      double base = large ? 0.1 : 0.2;
      PriceSeries prices = prices(draw, grid, base);
      builder.pool(pool, type, MicroUsd.ofUsd(base * (100 + draw.below(40)) / 100), prices);
      if (draw.chance(60)) {
        builder.availability(pool, states(draw, grid, calm ? 10 : 30));
      }
      if (draw.chance(60)) {
        builder.interruptions(pool, interruptions(draw, grid, calm ? 10 : 35));
      }
    }
    return builder.build();
  }

  private static PriceSeries prices(Draw draw, TimeGrid grid, double base) {
    List<long[]> changes = new ArrayList<>();
    for (int tick = draw.chance(15) ? 1 : 0; tick < grid.length(); tick++) {
      if (changes.isEmpty() || draw.chance(50)) {
        changes.add(new long[] {grid.epochSecond(tick), MicroUsd.ofUsd(draw.usd(base))});
      }
    }
    return PriceSeries.of(
        changes.stream().mapToLong(change -> change[0]).toArray(),
        changes.stream().mapToLong(change -> change[1]).toArray());
  }

  private static AvailabilitySeries states(Draw draw, TimeGrid grid, int downPercent) {
    AvailabilitySeries.Builder states = new AvailabilitySeries.Builder();
    for (int tick = 0; tick < grid.length(); tick++) {
      boolean down = draw.chance(downPercent);
      Availability other = draw.chance(15) ? Availability.UNKNOWN : Availability.UP;
      states.add(grid.epochSecond(tick), down ? Availability.DOWN : other);
    }
    return states.build();
  }

  private static InterruptionSeries interruptions(Draw draw, TimeGrid grid, int percent) {
    List<Long> seconds = new ArrayList<>();
    for (int tick = 0; tick < grid.length(); tick++) {
      if (draw.chance(percent)) {
        seconds.add(grid.epochSecond(tick) - draw.of(0, 1, 60));
      }
    }
    return InterruptionSeries.of(seconds.stream().mapToLong(Long::longValue).toArray());
  }

  private static Workload workload(Draw draw, Market market, int ticks, Duration step) {
    CapacityPool home = market.pools().get(draw.below(market.pools().size()));
    Placement start =
        draw.chance(70)
            ? new Placement.Spot(home)
            : new Placement.OnDemand(home.instanceType(), ZONES.get(draw.below(ZONES.size())));
    Overheads overheads =
        new Overheads(
            Duration.ofMinutes(draw.of(RESTART_MINUTES)),
            Duration.ofMinutes(draw.of(0, 0, 2, 10)),
            draw.of(0, 0, 1, 4) / 4.0);
    Eligibility eligible =
        draw.chance(85)
            ? Eligibility.any()
            : new Eligibility(new TreeSet<>(List.of(home.instanceType())), 0, 0);
    CostUnit unit = draw.chance(70) ? CostUnit.VCPU : CostUnit.INSTANCE;
    Workload service =
        new Workload(
            start, unit, unit == CostUnit.VCPU ? 2 : 1, overheads, Optional.empty(), eligible, 1);
    return draw.chance(50) ? service : job(draw, service, step.multipliedBy(ticks));
  }

  /** A job that fits into the window, where one does. */
  private static Workload job(Draw draw, Workload service, Duration window) {
    long most = window.minus(service.restart()).toMinutes();
    if (most < 2) {
      return service;
    }
    long work = 1L + draw.below((int) most);
    long least = work + service.restart().toMinutes();
    long deadline = least + draw.below((int) (window.toMinutes() - least) + 1);
    return service.withJob(
        new DeadlineJob(
            Duration.ofMinutes(work),
            Duration.ofMinutes(deadline),
            Duration.ofMinutes(draw.of(0, 1, 5, 7, 30))));
  }

  private static BillingRules billing(Draw draw) {
    return switch (draw.below(6)) {
      case 0 -> BillingRules.guide();
      case 1 -> BillingRules.aws().withoutRefund();
      case 2 -> BillingRules.aws().withMigration(Optional.of(Duration.ofMinutes(5)));
      case 3 ->
          new BillingRules(
              "mixed",
              LocalDate.EPOCH,
              draw.chance(50) ? PriceBasis.HOURLY : PriceBasis.IN_EFFECT,
              Duration.ofMinutes(draw.of(0, 15, 30, 40, 120)),
              draw.chance(50) ? Optional.empty() : Optional.of(Duration.ofMinutes(1)),
              0.01 * draw.of(0, 1),
              0.02 * draw.of(1, 2));
      default -> BillingRules.aws();
    };
  }

  /** What the least cost is said to be, USD. */
  double leastUsd() {
    return Clairvoyant.of(market, billing).leastUsd(window, workload);
  }

  /** A replay of a policy that is asked at every tick and may begin anywhere. */
  Replay following(DecisionPolicy policy) {
    return new Backtester(market, billing, market.grid().step())
        .following(window, policy, workload);
  }

  /** A replay as anybody else gets it. */
  Replay replaying(DecisionPolicy policy, Duration interval) {
    return new Backtester(market, billing, interval)
        .replay(window, policy, workload, Knowledge.none());
  }

  /** Whether a replay did what it was to do: all of the work by the deadline, if there is one. */
  static boolean served(Replay replay) {
    CostSummary costs = replay.costs();
    return !costs.detail().deadlineMissed() && !Double.isNaN(costs.detail().makespanHours());
  }
}
