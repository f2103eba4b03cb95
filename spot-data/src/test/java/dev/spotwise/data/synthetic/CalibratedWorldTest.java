package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratedWorldTest {

  private static final TimeWindow MONTH = TimeWindow.parse("2024-01-01/2024-02-01");
  private static final TimeWindow YEAR = TimeWindow.parse("2024-01-01/2025-01-01");
  private static final PriceQuery ALL = PriceQuery.linux(MONTH);

  private static CalibratedWorldSettings settings(long seed) {
    return CalibratedWorldSettings.withDefaults(MONTH, seed);
  }

  /** The same on every JDK, locale and number of threads: this figure is one for all of them. */
  @Test
  void theSameSeedGivesTheSameMarketEverywhere() {
    CalibratedWorld world = new CalibratedWorld(settings(42));
    CRC32 crc = new CRC32();
    Recorded.prices(world, ALL).forEach(row -> crc.update(row.getBytes(StandardCharsets.US_ASCII)));
    Recorded.interruptions(world, ALL)
        .forEach(row -> crc.update(row.getBytes(StandardCharsets.US_ASCII)));
    assertThat(crc.getValue()).isEqualTo(2_001_435_667L);
  }

  @Test
  void anotherSeedGivesAnotherMarket() {
    assertThat(Recorded.prices(new CalibratedWorld(settings(1)), ALL))
        .isEqualTo(Recorded.prices(new CalibratedWorld(settings(1)), ALL))
        .isNotEqualTo(Recorded.prices(new CalibratedWorld(settings(2)), ALL));
  }

  @Test
  void noTwoPoolsShareAStreamAndNoneDependsOnWhichOthersThereAre() {
    CalibratedWorldSettings all = settings(42);
    CalibratedWorldSettings few = all.restrictedTo(List.of("m5.large"), List.of("us-east-1b"));
    PriceQuery one =
        new PriceQuery(
            MONTH, few.pools().types().keySet(), few.pools().zoneFactors().keySet(), Set.of());
    assertThat(Recorded.prices(new CalibratedWorld(few), ALL))
        .isEqualTo(Recorded.prices(new CalibratedWorld(all), one))
        .isNotEmpty();
    assertThat(Recorded.interruptions(new CalibratedWorld(few), ALL))
        .isEqualTo(Recorded.interruptions(new CalibratedWorld(all), one));
    assertThat(PriceHistory.read(new CalibratedWorld(all), ALL).series().values())
        .doesNotHaveDuplicates()
        .hasSize(12);
    assertThat(Worlds.events(new CalibratedWorld(all), ALL).values()).doesNotHaveDuplicates();
  }

  @Test
  void aShorterReadIsThePrefixOfALongerOne() {
    CalibratedWorld world = new CalibratedWorld(settings(42));
    PriceQuery tenDays = PriceQuery.linux(TimeWindow.parse("2024-01-01/2024-01-11"));
    long end = tenDays.window().toEpochSecond();
    assertThat(Recorded.prices(world, tenDays))
        .isEqualTo(
            Recorded.prices(world, ALL).stream()
                .filter(row -> Long.parseLong(row.split(" ")[1]) < end)
                .toList());
    assertThat(Recorded.interruptions(world, tenDays))
        .isNotEmpty()
        .isEqualTo(
            Recorded.interruptions(world, ALL).stream()
                .filter(row -> Long.parseLong(row.split(" ")[1]) < end)
                .toList());
  }

  @Test
  void pricesStayBetweenNothingAndOnDemandAndAreRepeatedDaily() {
    CalibratedWorld world = new CalibratedWorld(CalibratedWorldSettings.withDefaults(YEAR, 9));
    Map<CapacityPool, Long> last = new TreeMap<>();
    world.read(
        PriceQuery.linux(YEAR),
        (pool, second, price) -> {
          assertThat(price)
              .isBetween(1L, world.pools().onDemandPrices().microUsd(pool.instanceType()) - 1);
          Long before = last.put(pool, second);
          assertThat(second - (before == null ? second - 300 : before)).isBetween(300L, 86_400L);
        });
    assertThat(last).hasSize(12);
  }

  /** A pool of m5 in one zone and one of m5 in another have the family's pressure in common. */
  @Test
  void poolsOfAFamilyMoveTogetherUnlessTheyShareNothing() {
    assertThat(
            meanCorrelation(
                CalibratedWorldSettings.withDefaults(YEAR, 4)
                    .with(WorldSetting.FAMILY_WEIGHT, 0.9)))
        .isGreaterThan(0.3);
    assertThat(Math.abs(meanCorrelation(CalibratedWorldSettings.independent(YEAR, 4))))
        .isLessThan(0.15);
  }

  private static double meanCorrelation(CalibratedWorldSettings settings) {
    Market market =
        Worlds.market(
            new CalibratedWorld(
                settings.restrictedTo(List.of("m5.large", "m5.xlarge"), List.of())));
    double sum = 0;
    int pairs = 0;
    for (int a = 0; a < market.pools().size(); a++) {
      for (int b = 0; b < a; b++) {
        sum += correlation(weekly(market, a), weekly(market, b));
        pairs++;
      }
    }
    return sum / pairs;
  }

  private static double[] weekly(Market market, int pool) {
    double[] change = new double[market.grid().length() / 2016];
    for (int week = 1; week < change.length; week++) {
      change[week] =
          market.prices(pool).microUsdAt(market.grid().epochSecond(week * 2016))
                  / (double)
                      market.prices(pool).microUsdAt(market.grid().epochSecond((week - 1) * 2016))
              - 1;
    }
    return change;
  }

  private static double correlation(double[] a, double[] b) {
    return new PearsonsCorrelation().correlation(a, b);
  }

  @Test
  void anInterruptionIsTheBeginningOfAnOutageAndOnlyShownOnRequest() {
    CalibratedWorldSettings shown =
        CalibratedWorldSettings.withDefaults(YEAR, 3).with(WorldSetting.AVAILABILITY, 1);
    Market market = Worlds.market(new CalibratedWorld(shown));
    int events = 0;
    for (int pool = 0; pool < market.pools().size(); pool++) {
      InterruptionSeries interruptions = market.interruptions(pool).orElseThrow();
      AvailabilitySeries states = market.availability(pool).orElseThrow();
      assertThat(states.interruptions()).isEqualTo(interruptions);
      assertThat(states.state(0)).isEqualTo(Availability.UP);
      events += interruptions.size();
    }
    assertThat(events).isGreaterThan(500);
    Market hidden = Worlds.market(new CalibratedWorld(shown.with(WorldSetting.AVAILABILITY, 0)));
    assertThat(hidden.availability(0)).isEmpty();
    assertThat(hidden.interruptions(0)).isEqualTo(market.interruptions(0));
  }

  @Test
  void interruptionsOfInstancesFallIntoTheEventsOfTheirPool() {
    CalibratedWorld one = new CalibratedWorld(settings(42));
    CalibratedWorld twenty = new CalibratedWorld(settings(42).with(WorldSetting.INSTANCES, 20));
    assertThat(Worlds.events(twenty, ALL)).isEqualTo(Worlds.events(one, ALL));
    int events = Recorded.interruptions(one, ALL).size();
    assertThat(Recorded.interruptions(twenty, ALL).size()).isBetween(events * 12, events * 17);
  }

  /**
   * Within six hours of an interruption another one is far likelier than at a time drawn by lot.
   */
  @Test
  void interruptionsCluster() {
    CalibratedWorld world = new CalibratedWorld(CalibratedWorldSettings.withDefaults(YEAR, 7));
    int soon = 0;
    int all = 0;
    double byLot = 0;
    for (InterruptionSeries events : Worlds.events(world, PriceQuery.linux(YEAR)).values()) {
      for (int i = 0; i + 1 < events.size(); i++) {
        soon += events.epochSecond(i + 1) - events.epochSecond(i) <= 6 * 3600 ? 1 : 0;
      }
      all += events.size();
      byLot += events.size() * (1 - Math.exp(-events.size() * 6 / (366.0 * 24)));
    }
    assertThat((double) soon / all).isGreaterThan(4 * byLot / all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"calibrated", "calibrated-independent"})
  void aWorldIsReopenedFromItsOptions(String name) {
    SourceOptions given =
        SourceOptions.of(
            Map.of(
                "from",
                "2024-01-01",
                "to",
                "2024-01-03",
                "step",
                "10m",
                "crunch-hazard",
                "12.5",
                "availability",
                "1",
                "type.p5.48xlarge.on-demand",
                "98.32",
                "type.p5.48xlarge.base-discount",
                "0.6",
                "type.p5.48xlarge.interruptions-per-hour",
                "0.03"));
    CalibratedWorldSettings settings = CalibratedWorldSettings.fromOptions(name, given);
    assertThat(settings.value(WorldSetting.CRUNCH_HAZARD)).isEqualTo(12.5);
    assertThat(settings.isIndependent()).isEqualTo(name.equals("calibrated-independent"));
    assertThat(settings.pools().types()).hasSize(5);
    CalibratedWorld world = new CalibratedWorld(settings);
    assertThat(CalibratedWorldSettings.fromOptions(name, world.toOptions())).isEqualTo(settings);
    assertThat(CalibratedWorldSettings.fromOptions("calibrated", world.toOptions()))
        .as("every setting is written, so the preset no longer matters")
        .isEqualTo(settings);
    assertThat(world.settings()).isEqualTo(settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calm-hour | 3 | option of the world calibrated must be one of from, to, step",
        "calm-hours | much | calm-hours must be a number but was 'much'",
        "calm-hours | 0 | calm-hours must be in [2.0, 100000.0] but was 0.0",
        "crunch-chance | NaN | crunch-chance must be in",
        "instances | 2.5 | instances must be a whole number but was 2.5",
        "availability | 2 | availability must be in [0.0, 1.0]",
        "step | 1m | step of a calibrated world must be in [PT5M, PT1H] but was PT1M",
        "step | 2h | step of a calibrated world must be in [PT5M, PT1H] but was PT2H",
        "family-weight | 0.97 | squares of family-weight and zone-weight must sum to less than 1"
      })
  void wrongOptionsAreNamed(String name, String value, String message) {
    Map<String, String> options = new TreeMap<>(Map.of("from", "2024-01-01", "to", "2024-01-03"));
    options.put(name, value);
    assertThatThrownBy(
            () -> CalibratedWorldSettings.fromOptions("calibrated", SourceOptions.of(options)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void everySettingSaysWhatItIs() {
    assertThat(Arrays.stream(WorldSetting.values()).map(WorldSetting::meaning))
        .allSatisfy(meaning -> assertThat(meaning).isNotBlank().doesNotEndWith("."))
        .doesNotHaveDuplicates();
    assertThat(WorldSetting.CRUNCH_OUTAGE_MINUTES.option()).isEqualTo("crunch-outage-minutes");
  }

  /** At the coarsest step too the interruptions come at about their rates. */
  @Test
  void theStepHardlyMatters() {
    CalibratedWorldSettings fine = CalibratedWorldSettings.withDefaults(YEAR, 42);
    int atFiveMinutes = count(fine);
    int atAnHour = count(fine.withStep(Duration.ofHours(1)));
    assertThat(atAnHour).isBetween(atFiveMinutes * 3 / 4, atFiveMinutes * 5 / 4);
  }

  private static int count(CalibratedWorldSettings settings) {
    return Worlds.events(new CalibratedWorld(settings), PriceQuery.linux(YEAR)).values().stream()
        .mapToInt(InterruptionSeries::size)
        .sum();
  }
}
