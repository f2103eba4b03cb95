package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnDemandHistoryTest {

  private static final TimeWindow YEAR = TimeWindow.parse("2024-01-01/2025-01-01");
  private static final CapacityPool EAST = CapacityPool.of("us-east-1a", "m5.large");
  private static final CapacityPool WEST = CapacityPool.of("usw2-az1", "m5.large");
  private static final CapacityPool WINDOWS = new CapacityPool("us-east-1a", "m5.large", "Windows");

  private static Instant day(String text) {
    return TimeWindow.parseInstant(text);
  }

  /** An entry of m5.large; an empty text leaves its part open. */
  private static OnDemandPrice price(String region, String product, String from, long microUsd) {
    return new OnDemandPrice(
        "m5.large",
        some(region),
        some(product),
        some(from).map(OnDemandHistoryTest::day),
        microUsd);
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  private static OnDemandHistory of(OnDemandPrice... prices) {
    OnDemandHistory.Builder builder = new OnDemandHistory.Builder();
    for (OnDemandPrice price : prices) {
      builder.add(price);
    }
    return builder.build();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-12-31T23:59:59Z, -1",
    "2024-01-01, 100",
    "2024-05-31T23:59:59Z, 100",
    "2024-06-01, 90",
    "2099-01-01, 90"
  })
  void thePriceIsTheOneThatTookEffectLast(String at, long expected) {
    OnDemandHistory prices = of(price("", "", "2024-06-01", 90), price("", "", "2024-01-01", 100));
    assertThat(prices.microUsdAt(EAST, day(at))).isEqualTo(expected);
    assertThat(prices.asOf(day(at), "us-east-1", CapacityPool.LINUX).microUsd("m5.large"))
        .isEqualTo(expected);
  }

  @Test
  void theEntryThatSaysMoreCountsFirst() {
    OnDemandHistory prices =
        of(
            price("", "", "", 1),
            price("", "Windows", "", 2),
            price("us-east-1", "", "", 3),
            price("us-east-1", "Windows", "", 4),
            price("eu-west-1", "", "", 5));
    assertThat(prices.microUsdAt(WEST, day("2024-01-01"))).isEqualTo(1);
    assertThat(prices.microUsdAt(EAST, day("2024-01-01"))).isEqualTo(3);
    assertThat(prices.microUsdAt(WINDOWS, day("2024-01-01"))).isEqualTo(4);
    CapacityPool other = new CapacityPool("usw2-az1", "m5.large", "Windows");
    assertThat(prices.microUsdAt(other, day("2024-01-01"))).isEqualTo(2);
    assertThat(prices.size()).isEqualTo(5);
    assertThat(prices.instanceTypes()).containsExactly("m5.large");
  }

  @Test
  void anEntryOfAnotherRegionOrProductNeverCounts() {
    OnDemandHistory prices =
        of(price("eu-west-1", "", "", 5), price("us-east-1", "Windows", "", 4));
    assertThat(prices.microUsdAt(EAST, day("2024-01-01"))).isEqualTo(MicroUsd.UNKNOWN);
    assertThat(prices.begins(EAST)).isEmpty();
    assertThat(prices.asOf(day("2024-01-01"), "us-east-1", CapacityPool.LINUX).microUsdByType())
        .isEmpty();
    assertThat(OnDemandHistory.none().begins(EAST)).isEmpty();
  }

  @Test
  void aPriceBeginsWithTheFirstOfItsEntries() {
    OnDemandHistory dated =
        of(price("us-east-1", "", "2024-06-01", 90), price("", "", "2024-03-01", 100));
    assertThat(dated.begins(EAST)).contains(day("2024-03-01"));
    assertThat(of(price("", "", "", 1)).begins(EAST)).contains(Instant.MIN);
  }

  @Test
  void changesLieInsideTheWindowAndChangeThePrice() {
    OnDemandHistory prices =
        of(
            price("", "", "2023-01-01", 110),
            price("", "", "2024-01-01", 100),
            price("", "", "2024-03-01", 100),
            price("", "", "2024-06-01", 90),
            price("us-east-1", "", "2024-09-01", 80),
            price("", "", "2024-10-01", 70),
            price("", "", "2025-01-01", 60));
    assertThat(prices.changes(EAST, YEAR))
        .containsExactly(
            new OnDemandHistory.Change(day("2024-06-01"), 100, 90),
            new OnDemandHistory.Change(day("2024-09-01"), 90, 80));
    assertThat(prices.changes(WEST, YEAR))
        .containsExactly(
            new OnDemandHistory.Change(day("2024-06-01"), 100, 90),
            new OnDemandHistory.Change(day("2024-10-01"), 90, 70));
    assertThat(of(price("", "", "2024-06-01", 90)).changes(EAST, YEAR))
        .containsExactly(new OnDemandHistory.Change(day("2024-06-01"), MicroUsd.UNKNOWN, 90));
  }

  @Test
  void whatComesLaterNeverChangesWhatWasInEffect() {
    OnDemandHistory before = of(price("", "", "2024-01-01", 100));
    OnDemandHistory after =
        of(price("", "", "2024-01-01", 100), price("us-east-1", "", "2024-02-01", 10));
    assertThat(after.asOf(day("2024-01-31"), "us-east-1", CapacityPool.LINUX))
        .isEqualTo(before.asOf(day("2024-01-31"), "us-east-1", CapacityPool.LINUX));
  }

  @Test
  void conflictsAndImpossiblePricesAreRefused() {
    OnDemandPrice one = price("us-east-1", "Windows", "2024-01-01", 100);
    OnDemandPrice other = price("us-east-1", "Windows", "2024-01-01", 101);
    assertThat(of(one, one).size()).isEqualTo(1);
    assertThatThrownBy(() -> of(one, other))
        .hasMessage(
            "m5.large in us-east-1 with Windows from 2024-01-01T00:00:00Z must have one price but"
                + " had 0.0001 and 0.000101");
    assertThatThrownBy(() -> price("", "", "", 0)).hasMessageContaining("must be in [1, ");
    assertThatThrownBy(() -> price("", "", "", MicroUsd.MAX + 1)).hasMessageContaining("m5.large");
    assertThatThrownBy(() -> price("", "\u0000", "", 1)).hasMessageContaining("product must be");
  }
}
