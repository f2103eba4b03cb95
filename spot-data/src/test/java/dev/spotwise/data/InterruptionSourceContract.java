package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link InterruptionSource} promises. The source has events on two days. */
public abstract class InterruptionSourceContract {

  /** The time that the source covers. */
  protected static final TimeWindow WINDOW = TimeWindow.parse("2024-01-01/2024-01-03");

  private static final TimeWindow FIRST_DAY = TimeWindow.parse("2024-01-01/2024-01-02");

  /** Where a test may put files. */
  @TempDir protected Path folder;

  /** A source of at least two pools with interruptions on both days. */
  protected abstract InterruptionSource source() throws Exception;

  /** The provider of such sources. */
  protected abstract InterruptionSourceProvider provider();

  @Test
  void everyReadingGivesTheSameInterruptions() throws Exception {
    InterruptionSource source = source();
    List<String> first = Recorded.interruptions(source, PriceQuery.linux(WINDOW));
    assertThat(first).hasSizeGreaterThan(2);
    assertThat(Recorded.interruptions(source, PriceQuery.linux(WINDOW))).isEqualTo(first);
  }

  @Test
  void onlyThePoolsAskedForAreHandedOver() throws Exception {
    CapacityPool wanted = Recorded.watched(source(), PriceQuery.linux(WINDOW)).last();
    PriceQuery query =
        new PriceQuery(WINDOW, Set.of(wanted.instanceType()), Set.of(wanted.zone()), Set.of());
    assertThat(Recorded.watched(source(), query)).containsExactly(wanted);
    assertThat(Recorded.interruptions(source(), query))
        .allMatch(row -> row.startsWith(wanted.id() + " "));
  }

  @Test
  void onlyTheWindowIsReadButItsPoolsStayWatched() throws Exception {
    PriceQuery firstDay = PriceQuery.linux(FIRST_DAY);
    PriceQuery both = PriceQuery.linux(WINDOW);
    assertThat(Recorded.interruptions(source(), firstDay))
        .isNotEmpty()
        .isSubsetOf(Recorded.interruptions(source(), both))
        .hasSizeLessThan(Recorded.interruptions(source(), both).size());
    assertThat(Recorded.watched(source(), firstDay)).isEqualTo(Recorded.watched(source(), both));
  }

  @Test
  void optionsThatNobodyReadsAreRefused() {
    SourceLocation at = new SourceLocation(provider().scheme(), folder.toString());
    SourceOptions options = SourceOptions.of(Map.of("colour", "blue"));
    assertThatThrownBy(() -> provider().open(at, options))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
