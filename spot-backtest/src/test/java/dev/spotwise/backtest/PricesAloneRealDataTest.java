package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What moving for the price alone is worth on real prices, May 2021 in us-east-1: between nothing
 * and 3 % of what the best pool of the same size costs in hindsight, even for somebody who knows
 * all prices. A policy that shows more has a bug.
 */
@Tag("real-data")
@EnabledIf("present")
class PricesAloneRealDataTest {

  private static final Path PRICES =
      Path.of(System.getProperty("spot.realData", "none"))
          .resolve("prices/us-east-1_2021-03_2021-05.csv.gz");
  private static final TimeWindow MAY = TimeWindow.parse("2021-05-01/2021-05-31");
  private static final Map<String, Long> ON_DEMAND =
      Map.of("t3.large", 83_200L, "m5.large", 96_000L, "c5.large", 85_000L, "m5.xlarge", 192_000L);
  private static final Set<String> ZONES = Set.of("us-east-1a", "us-east-1b", "us-east-1c");

  static boolean present() {
    return Files.isRegularFile(PRICES);
  }

  /** The pools of one type. */
  private static Market market(String type) {
    TimeWindow known = new TimeWindow(MAY.from().minus(Duration.ofDays(40)), MAY.to());
    Market.Builder market = Market.over(TimeGrid.over(known, Duration.ofMinutes(5)));
    PriceHistory.read(
            Sources.load().openPrices(PRICES.toString(), SourceOptions.none()),
            PriceQuery.linux(known))
        .series()
        .forEach(
            (pool, prices) -> {
              if (pool.instanceType().equals(type) && ZONES.contains(pool.zone())) {
                market.pool(
                    pool,
                    InstanceTypes.catalogue().find(type).orElseThrow(),
                    ON_DEMAND.get(type),
                    prices);
              }
            });
    return market.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"t3.large", "m5.large", "c5.large", "m5.xlarge"})
  void isWorthAtMostThreePercentOfTheBestPoolInHindsight(String type) {
    Market market = market(type);
    assertThat(market.pools()).hasSize(3);
    Backtester backtester = new Backtester(market, BillingRules.aws(), Duration.ofHours(1));
    double best = Double.POSITIVE_INFINITY;
    CapacityPool dearest = market.pools().get(0);
    double most = 0;
    for (CapacityPool pool : market.pools()) {
      double usd = backtester.staying(MAY, in(pool)).costs().totalUsd();
      best = Math.min(best, usd);
      dearest = usd > most ? pool : dearest;
      most = Math.max(most, usd);
    }
    double least = Clairvoyant.of(market, BillingRules.aws()).plan(MAY, in(dearest)).usd();
    assertThat(least).isBetween(0.97 * best, best + 1e-9);
    for (String id : Policies.ids()) {
      double usd =
          backtester
              .replay(
                  MAY, Policies.byId(id, PolicySettings.defaults()), in(dearest), Knowledge.none())
              .costs()
              .totalUsd();
      assertThat(usd).as(id).isGreaterThanOrEqualTo(least - 1e-9);
    }
  }

  private static Workload in(CapacityPool pool) {
    return Workload.filling(
        new Placement.Spot(pool),
        InstanceTypes.catalogue().find(pool.instanceType()).orElseThrow(),
        CostUnit.VCPU);
  }
}
