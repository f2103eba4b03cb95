package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link AvailabilitySource} promises. The source has two zones and changes. */
public abstract class AvailabilitySourceContract {

  /** The time that the source covers. */
  protected static final TimeWindow WINDOW = TimeWindow.parse("2024-01-01/2024-01-03");

  /** Where a test may put files. */
  @TempDir protected Path folder;

  /** A source of two zones with changes on both days. */
  protected abstract AvailabilitySource source() throws Exception;

  /** The provider of such sources, and options that it needs. */
  protected abstract AvailabilitySourceProvider provider();

  /** Options with which the provider opens. */
  protected abstract SourceOptions options();

  @Test
  void everyReadingGivesTheSameStates() throws Exception {
    AvailabilitySource source = source();
    List<String> first = Recorded.availability(source, PriceQuery.linux(WINDOW));
    assertThat(first).hasSizeGreaterThan(4);
    assertThat(Recorded.availability(source, PriceQuery.linux(WINDOW))).isEqualTo(first);
  }

  @Test
  void timesOfAPoolAscend() throws Exception {
    Map<CapacityPool, Long> last = new HashMap<>();
    source()
        .read(
            PriceQuery.linux(WINDOW),
            (pool, second, state) -> {
              assertThat(second).isGreaterThan(last.getOrDefault(pool, Long.MIN_VALUE));
              last.put(pool, second);
            });
    assertThat(last).hasSize(2);
  }

  @Test
  void onlyTheZonesAskedForAreRead() throws Exception {
    PriceQuery query = new PriceQuery(WINDOW, Set.of(), Set.of("us-east-1b"), Set.of());
    assertThat(Recorded.availability(source(), query))
        .isNotEmpty()
        .allMatch(row -> row.startsWith("us-east-1b_"));
  }

  @Test
  void nothingAfterTheWindowIsRead() throws Exception {
    TimeWindow firstDay = TimeWindow.parse("2024-01-01/2024-01-02");
    List<String> all = Recorded.availability(source(), PriceQuery.linux(WINDOW));
    List<String> early = Recorded.availability(source(), PriceQuery.linux(firstDay));
    assertThat(early).isNotEmpty().isSubsetOf(all).hasSizeLessThan(all.size());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    SourceLocation at = SourceLocation.parse(folder.resolve("absent.x").toString());
    assertThatThrownBy(() -> provider().open(at, options()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.x");
  }
}
