package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.StabilityFirstSettings;
import dev.spotwise.decision.TestMarket;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastOriginsTest {

  @Test
  void areTheScheduledTicksAndThoseAtWhichSomethingHappens() {
    Market market =
        TestMarket.hours(20)
            .pool(A, 0.04)
            .pool(B, 0.04)
            .interrupted(A, 2, 6.5, 9, 17)
            .states(B, "UUUUUUUUUUUDDUUUUUUU")
            .build();

    // every 4 from 4 on; 6.5 is seen at 7; 9; B down at 11, up at 13; 2 and 17 lie outside
    assertThat(ForecastOrigins.of(market, ticks(4, 16), Duration.ofHours(4)))
        .containsExactly(4, 7, 8, 9, 11, 12, 13);
  }

  @Test
  void aQuietMarketHasTheScheduledOnes() {
    Market market = TestMarket.hours(10).pool(A, 0.04).build();

    assertThat(ForecastOrigins.of(market, ticks(0, 10), Duration.ofHours(3)))
        .containsExactly(0, 3, 6, 9);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyScheduledOrForcedDecisionFallsOnOne(long seed) {
    Market market = TestMarket.random(seed, 200, 200, seed, 1, false);
    int[] origins = ForecastOrigins.of(market, ticks(10, 200), Duration.ofHours(5));
    var policy = Policies.stabilityFirst(StabilityFirstSettings.guide());

    Replay replay =
        new Backtester(market, BillingRules.guide(), Duration.ofHours(5))
            .replay(ticks(10, 200), policy, TestMarket.in(A), Knowledge.none());

    assertThat(origins).isSorted().doesNotHaveDuplicates();
    var instants = IntStream.of(origins).mapToObj(market.grid()::instant).toList();
    assertThat(replay.decisions()).allMatch(d -> instants.contains(d.timestamp()));
    assertThat(replay.restarts()).isNotEmpty().allMatch(r -> instants.contains(r.timestamp()));
  }
}
