package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link PriceSource} promises. The source holds several pools over two days. */
public abstract class PriceSourceContract {

  /** The time that the source covers. */
  protected static final TimeWindow WINDOW = TimeWindow.parse("2024-01-01/2024-01-03");

  /** Where a test may put files. */
  @TempDir protected Path folder;

  /** A source of at least two types in two zones, with prices on both days. */
  protected abstract PriceSource source();

  /** The provider of such sources. */
  protected abstract PriceSourceProvider provider();

  @Test
  void everyReadingGivesTheSameObservations() {
    PriceSource source = source();
    List<String> first = Recorded.prices(source, PriceQuery.linux(WINDOW));
    assertThat(first).hasSizeGreaterThan(4);
    assertThat(Recorded.prices(source, PriceQuery.linux(WINDOW))).isEqualTo(first);
  }

  @Test
  void everyPriceIsInRange() {
    source()
        .read(
            PriceQuery.linux(WINDOW),
            (pool, second, price) -> assertThat(price).isBetween(1L, MicroUsd.MAX));
  }

  @Test
  void onlyThePoolsAskedForAreRead() {
    PriceHistory all = PriceHistory.read(source(), PriceQuery.linux(WINDOW));
    CapacityPool wanted = all.series().lastKey();
    PriceQuery query =
        new PriceQuery(WINDOW, Set.of(wanted.instanceType()), Set.of(wanted.zone()), Set.of());
    assertThat(all.series().size()).isGreaterThan(1);
    assertThat(Recorded.prices(source(), query))
        .isNotEmpty()
        .allMatch(row -> row.startsWith(wanted.id() + " "));
    assertThat(PriceHistory.read(source(), query).series())
        .containsOnlyKeys(wanted)
        .containsEntry(wanted, all.series().get(wanted));
  }

  @Test
  void nothingAfterTheWindowIsRead() {
    TimeWindow firstDay = TimeWindow.parse("2024-01-01/2024-01-02");
    source()
        .read(
            PriceQuery.linux(firstDay),
            (pool, second, price) -> assertThat(second).isLessThan(firstDay.toEpochSecond()));
  }

  @Test
  void thePriceAtTheBeginningFollowsFromWhatIsRead() {
    TimeWindow secondDay = TimeWindow.parse("2024-01-02/2024-01-03");
    PriceHistory all = PriceHistory.read(source(), PriceQuery.linux(WINDOW));
    PriceHistory late = PriceHistory.read(source(), PriceQuery.linux(secondDay));
    long start = secondDay.fromEpochSecond();
    late.series()
        .forEach(
            (pool, series) ->
                assertThat(series.microUsdAt(start))
                    .isEqualTo(all.series().get(pool).microUsdAt(start)));
  }

  @Test
  void askingForAnUnknownTypeReadsNothing() {
    PriceQuery query = new PriceQuery(WINDOW, Set.of("z9.nano"), Set.of(), Set.of());
    assertThat(Recorded.prices(source(), query)).isEmpty();
    assertThatThrownBy(() -> PriceHistory.read(source(), query))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("z9.nano");
  }

  @Test
  void optionsThatNobodyReadsAreRefused() {
    SourceLocation at = new SourceLocation(provider().scheme(), folder.toString());
    SourceOptions options = SourceOptions.of(Map.of("colour", "blue"));
    assertThatThrownBy(() -> provider().open(at, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colour");
  }
}
