package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiblingsTest {

  private static final TimeGrid GRID =
      new TimeGrid(Instant.parse("2024-01-01T00:00:00Z"), Duration.ofMinutes(5), 60);
  private static final List<CapacityPool> POOLS =
      List.of(
          CapacityPool.of("us-east-1a", "m5.large"),
          CapacityPool.of("us-east-1a", "m5.xlarge"),
          CapacityPool.of("us-east-1b", "m5.large"),
          CapacityPool.of("us-east-2a", "m5.large"),
          CapacityPool.of("us-east-2a", "c5.large"),
          new CapacityPool("us-east-2b", "c5.large", "Windows"));

  private static Market.Builder priced() {
    Market.Builder market = Market.over(GRID);
    POOLS.forEach(
        pool ->
            market.pool(
                pool,
                new InstanceType(pool.instanceType(), 2, 8),
                100_000,
                PriceSeries.of(new long[] {GRID.epochSecond(0)}, new long[] {50_000})));
    return market;
  }

  private static AvailabilitySeries states(Random random) {
    AvailabilitySeries.Builder series = new AvailabilitySeries.Builder();
    Availability[] all = Availability.values();
    long second = GRID.epochSecond(-3);
    for (int change = 0; change < 40; change++) {
      second += 1 + random.nextInt(900);
      series.add(second, all[random.nextInt(all.length)]);
    }
    return series.build();
  }

  /** Some pools with states, some with events alone, one that nobody watched. */
  private static Market random(long seed) {
    Random random = new Random(seed);
    Market.Builder market = priced();
    for (CapacityPool pool : market.build().pools().subList(1, POOLS.size())) {
      if (random.nextInt(3) > 0) {
        market.availability(pool, states(random));
      } else {
        long[] events =
            random.longs(20, GRID.epochSecond(-5), GRID.epochSecond(GRID.length() + 5)).toArray();
        market.interruptions(pool, InterruptionSeries.of(events));
      }
    }
    return market.build();
  }

  private static List<Integer> told(MarketTick tick, int pool) {
    List<Integer> told = new ArrayList<>();
    for (Siblings kind : Siblings.values()) {
      told.add(tick.siblingsUp(kind, pool));
      told.add(tick.siblingsDown(kind, pool));
      told.add(tick.siblingInterruptions(kind, pool));
      told.add(tick.siblingsWatched(kind, pool));
    }
    return told;
  }

  /** The same from the states of all pools at the tick. */
  private static List<Integer> counted(Market market, MarketTick all, int pool) {
    List<Integer> counted = new ArrayList<>();
    for (Siblings kind : Siblings.values()) {
      List<Integer> siblings =
          IntStream.range(0, POOLS.size())
              .filter(other -> other != pool)
              .filter(
                  other ->
                      kind.group(market.pools().get(other))
                          .equals(kind.group(market.pools().get(pool))))
              .boxed()
              .toList();
      counted.add(count(siblings, all, Availability.UP));
      counted.add(count(siblings, all, Availability.DOWN));
      counted.add(siblings.stream().mapToInt(all::interruptions).sum());
      counted.add((int) siblings.stream().filter(all::watched).count());
    }
    return counted;
  }

  private static int count(List<Integer> pools, MarketTick tick, Availability state) {
    return (int) pools.stream().filter(pool -> tick.availability(pool) == state).count();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPartKnowsHowTheSiblingsFareInTheOthers(long seed) {
    Market market = random(seed);
    MarketCursor all = market.cursor();
    MarketCursor part = market.cursor(2, 3);
    int siblings = 0;
    while (all.advance() && part.advance()) {
      for (int pool = 0; pool < POOLS.size(); pool++) {
        List<Integer> expected = counted(market, all.tick(), pool);
        siblings += expected.stream().mapToInt(Integer::intValue).sum();
        assertThat(told(all.tick(), pool)).as("pool %d", pool).isEqualTo(expected);
        if (pool >= 2 && pool < 5) {
          assertThat(told(part.tick(), pool - 2)).isEqualTo(expected);
        }
      }
    }
    assertThat(siblings).isPositive();
  }

  @Test
  void groupsAreOfOneProductAndRegionOrZone() {
    assertThat(Siblings.TYPE_IN_REGION.group(POOLS.get(0)))
        .isEqualTo(Siblings.TYPE_IN_REGION.group(POOLS.get(2)))
        .isNotEqualTo(Siblings.TYPE_IN_REGION.group(POOLS.get(3)));
    assertThat(Siblings.FAMILY_IN_ZONE.group(POOLS.get(0)))
        .isEqualTo(Siblings.FAMILY_IN_ZONE.group(POOLS.get(1)))
        .isNotEqualTo(Siblings.FAMILY_IN_ZONE.group(POOLS.get(2)));
    assertThat(Siblings.TYPE_IN_REGION.group(POOLS.get(4)))
        .isNotEqualTo(Siblings.TYPE_IN_REGION.group(POOLS.get(5)));
  }

  @Test
  void withoutEventsNothingIsKnownOfSiblings() {
    MarketCursor cursor = priced().build().cursor();
    cursor.advance();

    assertThat(told(cursor.tick(), 0)).containsOnly(0);
  }

  @Test
  void theAdvisorIsUnknownBeforeTheDayOfItsFeed() {
    Instant day = GRID.instant(10);
    AdvisorFeed.Builder feed =
        new AdvisorFeed.Builder(
            day,
            List.of(
                new AdvisorBand(0, "<5%", 0, 0, 5),
                new AdvisorBand(1, "5-10%", 1, 5, 10),
                new AdvisorBand(2, ">10%", 2, 10, 100)),
            InstanceTypes.catalogue());
    feed.add("us-east-1", "Linux", "m5.large", 60, 1);
    feed.add("us-east-2", "Linux", "m5.large", 60, 2);
    feed.add("us-east-1", "Linux", "m5.xlarge", 60, 0);
    MarketCursor cursor =
        priced().advisor(day, feed.build().monthlyShares(POOLS)).build().cursor(1, 3);
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    while (cursor.advance()) {
      List<Double> into = cursor.tick().index() < 10 ? before : after;
      into.clear();
      IntStream.range(0, 3).forEach(pool -> into.add(cursor.tick().advisorMonthlyShare(pool)));
    }

    assertThat(cursor.shape().pools().get(0)).isEqualTo(POOLS.get(1));
    assertThat(before).containsOnly(Double.NaN);
    assertThat(after).containsExactly(0.025, 0.075, Double.NaN);
    assertThat(feed.build().monthlyShares(POOLS)).containsEntry(POOLS.get(3), 0.15).hasSize(4);
    assertThat(Optional.of(POOLS.get(0).family())).contains("m5");
    assertThat(CapacityPool.of("us-east-1a", "odd").family()).isEqualTo("odd");
  }
}
