package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisorFeedTest {

  private static final Instant AS_OF = Instant.parse("2024-05-01T00:00:00Z");
  private static final AdvisorBand RARE = new AdvisorBand(0, "<5%", 0, 0, 5);
  private static final AdvisorBand OFTEN = new AdvisorBand(1, ">5%", 1, 5, 100);
  private static final InstanceType M5 = new InstanceType("m5.large", 2, 8);

  private static AdvisorFeed.Builder builder() {
    return new AdvisorFeed.Builder(AS_OF, List.of(RARE, OFTEN), InstanceTypes.of(List.of(M5)));
  }

  @Test
  void ratingsAreFoundByPool() {
    AdvisorFeed.Builder builder = builder();
    builder.add("us-east-1", "Linux", "m5.large", 60, 1);
    builder.add("us-east-1", "Windows", "m5.large", -3, 0);
    AdvisorFeed feed = builder.build();
    builder.add("eu-west-1", "Linux", "m5.large", 10, 0);
    assertThat(feed.find(CapacityPool.of("us-east-1c", "m5.large")))
        .contains(new AdvisorRating(60, OFTEN));
    assertThat(feed.find(CapacityPool.of("use1-az2", "m5.large"))).isPresent();
    assertThat(feed.find(new CapacityPool("us-east-1c", "m5.large", "Windows")))
        .contains(new AdvisorRating(-3, RARE));
    assertThat(feed.find(new CapacityPool("us-east-1c", "m5.large", "SUSE Linux"))).isEmpty();
    assertThat(feed.find(CapacityPool.of("us-east-1c", "c5.large"))).isEmpty();
    assertThat(feed.find(CapacityPool.of("eu-west-1a", "m5.large"))).isEmpty();
    assertThat(feed.asOf()).isEqualTo(AS_OF);
    assertThat(feed.size()).isEqualTo(2);
    assertThat(feed.regions()).containsExactly("us-east-1");
    assertThat(feed.operatingSystems("us-east-1")).containsExactly("Linux", "Windows");
    assertThat(feed.operatingSystems("nowhere")).isEmpty();
    assertThat(feed.ratings("us-east-1", "BeOS")).isEmpty();
    assertThat(feed.bands()).containsExactly(RARE, OFTEN);
    assertThat(feed.instanceTypes().find("m5.large")).contains(M5);
    assertThat(feed.instanceTypes().with(InstanceTypes.catalogue()).find("c5.large")).isPresent();
  }

  private static AdvisorBand band(int index, int lower, int upper) {
    return new AdvisorBand(index, lower + "-" + upper + "%", index, lower, upper);
  }

  /** Monthly shares of the feed's bands in their order, by type t0, t1 and so on. */
  private static List<Double> shares(AdvisorBand... bands) {
    AdvisorFeed.Builder builder =
        new AdvisorFeed.Builder(AS_OF, List.of(bands), InstanceTypes.of(List.of()));
    List<CapacityPool> pools = new ArrayList<>();
    for (int band = 0; band < bands.length; band++) {
      builder.add("us-east-1", "Linux", "t" + band, 60, band);
      pools.add(CapacityPool.of("us-east-1a", "t" + band));
    }
    pools.add(CapacityPool.of("us-east-1a", "unrated"));
    return List.copyOf(builder.build().monthlyShares(pools).values());
  }

  @Test
  void theMonthlyShareIsTheMiddleOfTheBand() {
    assertThat(shares(band(0, 0, 5), band(1, 5, 11), band(2, 11, 16), band(3, 16, 100)))
        .containsExactly(0.025, 0.08, 0.135, 0.21);
  }

  @Test
  void theLastBandCountsAsTwiceAsWideAsTheOneBeforeItAtMost() {
    assertThat(shares(RARE, OFTEN)).containsExactly(0.025, 0.1);
    assertThat(shares(band(0, 0, 20), band(1, 20, 30))).containsExactly(0.1, 0.25);
    assertThat(shares(band(0, 0, 100))).containsExactly(0.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void aShareOfNothingOrMoreThanAllIsRefused(double share) {
    CapacityPool pool = CapacityPool.of("us-east-1a", "m5.large");
    assertThatThrownBy(() -> new AdvisorShares(AS_OF, Map.of(pool, share)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("monthlyShare must be in (0, 1] but was " + share + " (us-east-1a_m5.large)");
  }

  @Test
  void sharesAreFrozen() {
    CapacityPool pool = CapacityPool.of("us-east-1a", "m5.large");
    SortedMap<CapacityPool, Double> given = new TreeMap<>(Map.of(pool, 1.0));
    AdvisorShares shares = new AdvisorShares(AS_OF, given);
    given.clear();

    assertThat(shares.monthlyShare()).containsExactly(Map.entry(pool, 1.0));
    assertThatThrownBy(() -> shares.monthlyShare().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(shares.of(List.of(CapacityPool.of("us-east-1a", "c5.large"), pool)))
        .containsExactly(Double.NaN, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2})
  void aRatingNamesOneOfTheBands(int band) {
    assertThatThrownBy(() -> builder().add("us-east-1", "Linux", "m5.large", 60, band))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("r must be the index of one of the 2 ranges but was " + band + " for m5.large");
  }

  @Test
  void contradictionsAreRefused() {
    AdvisorFeed.Builder builder = builder();
    builder.add("us-east-1", "Linux", "m5.large", 60, 1);
    assertThatThrownBy(() -> builder.add("us-east-1", "Linux", "m5.large", 61, 1))
        .hasMessage("m5.large must be rated once in us-east-1 under Linux");
    InstanceTypes none = InstanceTypes.of(List.of());
    assertThatThrownBy(() -> new AdvisorFeed.Builder(AS_OF, List.of(OFTEN), none))
        .hasMessageContaining("bands must be in the order of their index");
    assertThatThrownBy(() -> new AdvisorFeed.Builder(AS_OF, List.of(), none))
        .hasMessageContaining("bands must not be empty");
    assertThatThrownBy(() -> new AdvisorRating(101, RARE)).hasMessageContaining("<= 100");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, 5", "0, -1, 0, 5", "0, 0, -1, 5", "0, 0, 5, 5", "0, 0, 0, 101"})
  void impossibleBandsAreRefused(int index, int dots, int lower, int upper) {
    assertThatThrownBy(() -> new AdvisorBand(index, "x", dots, lower, upper))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
