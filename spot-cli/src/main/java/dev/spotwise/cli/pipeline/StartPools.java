package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.config.Settings.WorkloadSettings;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the pool to start in, among those that the workload can run on, and plans from there. */
final class StartPools {

  private static final CapacityPool GUIDE = CapacityPool.parse("us-east-1a_m5.large");

  private static final int SHOWN = 40;

  private StartPools() {}

  /**
   * The plan of the backtest.
   *
   * @throws ConfigException if the start is not a pool of the market, or of no eligible type
   * @throws MarketDataException if no pool of the market is of an eligible type
   */
  static BacktestStudy.Plan choose(Settings settings, Market market) {
    requireEligible(settings.workload().eligible(), market);
    Optional<String> wanted = settings.workload().start();
    CapacityPool start =
        wanted.isPresent()
            ? named(wanted.get(), settings.workload().eligible(), market)
            : chosen(settings, market);
    return plan(settings, market, start, settings.workload().job().isPresent());
  }

  private static void requireEligible(Eligibility eligible, Market market) {
    if (market.pools().stream().noneMatch(pool -> admits(eligible, market, pool))) {
      String there =
          market.pools().stream()
              .map(pool -> market.shape().type(market.shape().indexOf(pool)))
              .distinct()
              .map(
                  type ->
                      String.format(
                          Locale.ROOT,
                          "%s (%d vCPUs, %s GiB)",
                          type.name(),
                          type.vcpuCount(),
                          type.memoryGib()))
              .sorted()
              .limit(20)
              .collect(Collectors.joining(", "));
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "workload must fit a type of the market, but it needs %s, and there are %s",
              eligible,
              there));
    }
    List<String> known =
        market.pools().stream().map(CapacityPool::instanceType).distinct().sorted().toList();
    List<String> problems =
        eligible.types().stream()
            .filter(type -> !known.contains(type))
            .map(
                type ->
                    "workload.types: the market has no '" + type + "'" + Nearest.hint(type, known))
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static boolean admits(Eligibility eligible, Market market, CapacityPool pool) {
    return eligible.admits(market.shape().type(market.shape().indexOf(pool)));
  }

  private static CapacityPool named(String id, Eligibility eligible, Market market) {
    CapacityPool start =
        market.pools().stream()
            .filter(pool -> pool.id().equals(id))
            .findFirst()
            .orElseThrow(() -> unknown("workload.start", id, market));
    if (!admits(eligible, market, start)) {
      throw new ConfigException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "workload.start must be of an eligible type, %s, but was '%s'",
                  eligible,
                  id)));
    }
    return start;
  }

  /**
   * That a pool is not one of the market.
   *
   * @param what it was given as
   * @param others what may stand there beside pools
   */
  static ConfigException unknown(String what, String id, Market market, String... others) {
    List<String> known = new ArrayList<>(List.of(others));
    market.pools().forEach(pool -> known.add(pool.id()));
    String hint =
        Nearest.to(id, known).isPresent()
            ? Nearest.suggestion(id, known)
            : Nearest.hint(id, known.subList(0, Math.min(SHOWN, known.size())));
    return new ConfigException(
        List.of(what + " must be a pool of the market but was '" + id + "'" + hint));
  }

  private static CapacityPool chosen(Settings settings, Market market) {
    Eligibility eligible = settings.workload().eligible();
    if (market.shape().indexOf(GUIDE) >= 0 && admits(eligible, market, GUIDE)) {
      return GUIDE;
    }
    CapacityPool any =
        market.pools().stream()
            .filter(pool -> admits(eligible, market, pool))
            .findFirst()
            .orElseThrow();
    BacktestStudy.Plan asService = plan(settings, market, any, false);
    return new BacktestStudy(market, asService).cheapestPool(settings.train());
  }

  private static BacktestStudy.Plan plan(
      Settings settings, Market market, CapacityPool start, boolean withJob) {
    WorkloadSettings said = settings.workload();
    double capacity = said.costUnit().units(market.shape().type(market.shape().indexOf(start)));
    Workload workload =
        new Workload(
            new Placement.Spot(start),
            said.costUnit(),
            capacity,
            said.overheads(),
            withJob ? said.job() : Optional.empty(),
            said.eligible(),
            said.instances());
    return new BacktestStudy.Plan(
        settings.train(),
        settings.backtest(),
        workload,
        settings.billing(),
        settings.decision().interval());
  }
}
