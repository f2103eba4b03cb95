package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import java.util.List;
import java.util.Optional;

/** Finds the pool to start in and plans the backtest from there. */
final class StartPools {

  private static final CapacityPool GUIDE = CapacityPool.parse("us-east-1a_m5.large");

  private StartPools() {}

  /**
   * The plan of the backtest.
   *
   * @throws ConfigException if the start is not a pool of the market
   */
  static BacktestStudy.Plan choose(Settings settings, Market market) {
    Optional<String> wanted = settings.workload().start();
    CapacityPool start =
        wanted.isPresent() ? named(wanted.get(), market) : chosen(settings, market);
    return plan(settings, market, start);
  }

  private static CapacityPool named(String id, Market market) {
    return market.pools().stream()
        .filter(pool -> pool.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> known = market.pools().stream().map(CapacityPool::id).limit(40).toList();
              return new ConfigException(
                  List.of(
                      "workload.start must be a pool of the market but was '"
                          + id
                          + "'"
                          + Nearest.hint(id, known)));
            });
  }

  private static CapacityPool chosen(Settings settings, Market market) {
    if (market.shape().indexOf(GUIDE) >= 0) {
      return GUIDE;
    }
    BacktestStudy.Plan any = plan(settings, market, market.pools().get(0));
    return new BacktestStudy(market, any).cheapestPool(settings.train());
  }

  private static BacktestStudy.Plan plan(Settings settings, Market market, CapacityPool start) {
    int pool = market.shape().indexOf(start);
    Workload workload =
        Workload.filling(
                new Placement.Spot(start),
                market.shape().type(pool),
                settings.workload().costUnit())
            .withRestart(settings.workload().restart());
    BillingRules billing = settings.billing();
    return new BacktestStudy.Plan(
        settings.train(), settings.backtest(), workload, billing, settings.decision().interval());
  }
}
