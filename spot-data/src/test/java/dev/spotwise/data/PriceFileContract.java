package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link PriceSource} over a file promises. */
public abstract class PriceFileContract extends PriceSourceContract {

  private static final long DAY = 86_400;
  private static final long START = WINDOW.fromEpochSecond();
  private static final CapacityPool M5 = CapacityPool.of("us-east-1a", "m5.large");
  private static final CapacityPool C5 = CapacityPool.of("us-east-1b", "c5.large");

  /** One observation. */
  protected record Observation(CapacityPool pool, long epochSecond, long microUsd) {}

  private static final List<Observation> OBSERVATIONS =
      List.of(
          new Observation(M5, START - 3600, 40_000),
          new Observation(M5, START + 300, 41_600),
          new Observation(M5, START + 300 + DAY, 41_600),
          new Observation(M5, START + DAY + 7200, 1),
          new Observation(C5, START, 30_100),
          new Observation(C5, START + 60, MicroUsd.MAX),
          new Observation(C5, START + DAY + 60, 123_456_789));

  /** Writes a file that the provider reads. */
  protected abstract Path write(List<Observation> rows) throws IOException;

  @Override
  protected PriceSource source() {
    return sourceOf(OBSERVATIONS);
  }

  private PriceSource sourceOf(List<Observation> rows) {
    try {
      return provider().open(at(write(rows)), SourceOptions.none());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SourceLocation at(Path file) {
    return new SourceLocation(provider().scheme(), file.toString());
  }

  @Test
  void everyObservationIsReadExactly() {
    List<String> expected =
        OBSERVATIONS.stream()
            .map(row -> row.pool() + " " + row.epochSecond() + " " + row.microUsd())
            .toList();
    assertThat(Recorded.prices(source(), PriceQuery.linux(WINDOW)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfRowsDoesNotMatter(long seed) {
    List<Observation> shuffled = new ArrayList<>(OBSERVATIONS);
    Collections.shuffle(shuffled, new Random(seed));
    PriceQuery query = PriceQuery.linux(WINDOW);
    assertThat(PriceHistory.read(sourceOf(shuffled), query).series())
        .isEqualTo(PriceHistory.read(source(), query).series());
  }

  @Test
  void rowsOfOnePoolComeWithTheSameObject() {
    List<CapacityPool> pools = new ArrayList<>();
    source().read(PriceQuery.linux(WINDOW), (pool, second, price) -> pools.add(pool));
    for (CapacityPool pool : pools) {
      assertThat(pools.stream().filter(pool::equals))
          .allSatisfy(other -> assertThat(other).isSameAs(pool));
    }
  }

  @Test
  void aFailureOfTheSinkIsPassedOnAsItIs() {
    IllegalStateException failure = new IllegalStateException("full");
    PriceSource source = source();
    assertThatThrownBy(
            () ->
                source.read(
                    PriceQuery.linux(WINDOW),
                    (pool, second, price) -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> provider().open(at(folder.resolve("absent.x")), SourceOptions.none()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.x");
  }

  @Test
  void theFileIsRecognisedByItsContent() throws IOException {
    Path bare = write(OBSERVATIONS);
    assertThat(
            Recorded.prices(
                Sources.load().openPrices(bare.toString(), SourceOptions.none()),
                PriceQuery.linux(WINDOW)))
        .hasSameElementsAs(Recorded.prices(source(), PriceQuery.linux(WINDOW)));
  }
}
