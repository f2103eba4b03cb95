package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.Availability;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeGrid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every feature extractor must hold to. */
abstract class FeatureExtractorContract {

  private static final int POOLS = 5;
  private static final int BEYOND = 150;
  private static final long[] STEPS = {300, 195, 30, 3600, 25_200, 86_400};

  private FeatureExtractor extractor;

  abstract FeatureExtractor extractor();

  @BeforeEach
  void makeExtractor() {
    extractor = extractor();
  }

  /** A grid of a step that goes with the seed, long enough to see the lookback and some more. */
  private TimeGrid grid(long seed) {
    long step = STEPS[(int) (seed % STEPS.length)];
    return Rows.grid(step, lookbackSteps(step) + 2 * BEYOND);
  }

  /** Whole steps that span at least the lookback. */
  private int lookbackSteps(long step) {
    return (int) ((extractor.lookback().toSeconds() + step - 1) / step);
  }

  private static int cut(long seed, TimeGrid grid) {
    return grid.length() - 1 - new Random(~seed).nextInt(BEYOND);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void changingTheFutureNeverChangesFeaturesAtTheOrigin(long seed) {
    TimeGrid grid = grid(seed);
    int origin = cut(seed, grid);
    long second = grid.epochSecond(origin);
    List<PoolHistory> told = PoolHistory.random(seed, grid, POOLS);
    List<PoolHistory> other = PoolHistory.random(seed + 1000, grid, POOLS);
    List<PoolHistory> retold =
        IntStream.range(0, POOLS)
            .mapToObj(pool -> told.get(pool).thenAs(other.get(pool), second))
            .toList();
    List<PoolHistory> cutOff = told.stream().map(pool -> pool.until(second)).toList();
    TimeGrid shorter = Rows.grid(grid.stepSeconds(), origin + 1);
    int[] origins = {origin - 40, origin - 1, origin};

    List<List<Float>> rows = Rows.at(PoolHistory.market(grid, told), extractor, origins);

    assertThat(Rows.at(PoolHistory.market(grid, retold), extractor, origins)).isEqualTo(rows);
    assertThat(Rows.at(PoolHistory.market(shorter, cutOff), extractor, origins)).isEqualTo(rows);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12, 13})
  void batchEqualsTickByTick(long seed) {
    TimeGrid grid = grid(seed);
    Market market = PoolHistory.market(grid, PoolHistory.random(seed, grid, POOLS));
    int[] origins = IntStream.range(grid.length() - BEYOND, grid.length()).toArray();
    MarketCursor cursor = market.cursor();
    FeatureStream stream = extractor.open(market.shape());
    FeatureMatrix oneTick =
        FeatureMatrix.allocate(extractor.schema(grid.step()), market.pools(), POOLS);
    List<List<Float>> rows = new ArrayList<>();
    while (cursor.advance()) {
      stream.advance(cursor.tick());
      stream.write(0, POOLS, oneTick, 0);
      if (cursor.tick().index() >= origins[0]) {
        rows.addAll(Rows.of(oneTick));
      }
    }

    assertThat(Rows.at(market, extractor, origins)).isEqualTo(rows);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31})
  void streamsOpenedLaterAgreeBitForBitAfterTheLookback(long seed) {
    TimeGrid grid = grid(seed);
    Market market = PoolHistory.market(grid, PoolHistory.random(seed, grid, POOLS));
    Random random = new Random(seed);
    for (int i = 0; i < 10; i++) {
      int from = 1 + random.nextInt(BEYOND);
      int origin = from + lookbackSteps(grid.stepSeconds()) + (i < 5 ? 0 : random.nextInt(20));

      assertThat(Rows.openedAt(market, extractor, from, origin))
          .as("opened at %d, origin %d", from, origin)
          .isEqualTo(Rows.at(market, extractor, origin));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {40, 41, 42, 43})
  void partitionsOfPoolsGiveTheSameRowsAsAllAtOnce(long seed) {
    TimeGrid grid = grid(seed);
    Market market = PoolHistory.market(grid, PoolHistory.random(seed, grid, POOLS));
    int origin = cut(seed, grid);
    List<List<Float>> rows = new ArrayList<>();
    for (int[] part : new int[][] {{0, 2}, {2, 1}, {3, 2}}) {
      MarketCursor cursor = market.cursor(part[0], part[1]);
      FeatureStream stream = extractor.open(cursor.shape());
      while (cursor.tick().index() < origin && cursor.advance()) {
        stream.advance(cursor.tick());
      }
      FeatureMatrix out =
          FeatureMatrix.allocate(
              extractor.schema(grid.step()), cursor.shape().pools(), cursor.shape().poolCount());
      stream.write(0, out.rows(), out, 0);
      rows.addAll(Rows.of(out));
    }

    assertThat(rows).isEqualTo(Rows.at(market, extractor, origin));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {50, 51, 52, 53})
  void theOrderInWhichPoolsWereAddedDoesNotMatter(long seed) {
    TimeGrid grid = grid(seed);
    List<PoolHistory> histories = PoolHistory.random(seed, grid, POOLS);
    List<PoolHistory> shuffled = new ArrayList<>(histories);
    Collections.rotate(shuffled, 2);
    Collections.swap(shuffled, 0, 1);
    int origin = cut(seed, grid);

    assertThat(Rows.at(PoolHistory.market(grid, shuffled), extractor, origin))
        .isEqualTo(Rows.at(PoolHistory.market(grid, histories), extractor, origin));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {60, 61, 62, 63})
  void tenTimesThePricesAndTenTimesOnDemandChangeNothing(long seed) {
    TimeGrid grid = grid(seed);
    List<PoolHistory> histories = PoolHistory.random(seed, grid, POOLS);
    List<PoolHistory> scaled = histories.stream().map(pool -> pool.scaled(10)).toList();
    int origin = cut(seed, grid);

    assertThat(Rows.at(PoolHistory.market(grid, scaled), extractor, origin))
        .isEqualTo(Rows.at(PoolHistory.market(grid, histories), extractor, origin));
  }

  @Test
  void onePoolIsAMarketToo() {
    TimeGrid grid = grid(3);
    PoolHistory up =
        PoolHistory.random(3, grid, 1).get(0).withState(grid.epochSecond(0), Availability.UP);
    Market market = PoolHistory.market(grid, up);

    List<List<Float>> rows = Rows.at(market, extractor, 0, grid.length() - 1);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(1)).anySatisfy(value -> assertThat(value).isNotNaN());
  }

  @Test
  void onlyTheRowsAskedForAreWritten() {
    TimeGrid grid = Rows.grid(3600, 50);
    Market market = PoolHistory.market(grid, PoolHistory.random(7, grid, POOLS));
    FeatureStream stream = streamAt(market, 40);
    FeatureMatrix out =
        FeatureMatrix.allocate(extractor.schema(grid.step()), market.pools(), POOLS);

    stream.write(2, 2, out, 1);

    List<List<Float>> all = Rows.at(market, extractor, 40);
    List<Float> untouched = Collections.nCopies(out.schema().width(), Float.NaN);
    assertThat(Rows.of(out))
        .containsExactly(untouched, all.get(2), all.get(3), untouched, untouched);
  }

  @Test
  void aStreamRefusesWhatItCannotWrite() {
    TimeGrid grid = Rows.grid(3600, 50);
    Market market = PoolHistory.market(grid, PoolHistory.random(8, grid, POOLS));
    FeatureSchema schema = extractor.schema(grid.step());
    FeatureMatrix out = FeatureMatrix.allocate(schema, market.pools(), POOLS);
    FeatureMatrix other =
        FeatureMatrix.allocate(
            new FeatureSchema("other", schema.names(), 3600), market.pools(), POOLS);
    FeatureStream stream = streamAt(market, 3);

    assertThatIllegalStateException()
        .isThrownBy(() -> extractor.open(market.shape()).write(0, POOLS, out, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> stream.write(0, POOLS, other, 0));
    assertThatThrownBy(() -> stream.write(1, POOLS, out, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> stream.write(0, 2, out, POOLS - 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Rows.of(out).get(0)).isEqualTo(Collections.nCopies(schema.width(), Float.NaN));
  }

  @Test
  void aStreamRefusesATickThatDoesNotFollow() {
    TimeGrid grid = Rows.grid(3600, 50);
    Market market = PoolHistory.market(grid, PoolHistory.random(9, grid, POOLS));
    FeatureStream stream = streamAt(market, 3);
    MarketCursor cursor = market.cursor();
    for (int tick = 0; tick <= 5; tick++) {
      cursor.advance();
    }
    MarketCursor partial = market.cursor(0, 2);
    partial.advance();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.advance(cursor.tick()))
        .withMessage("a tick must be 3600 s after the one before but was 7200 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.advance(partial.tick()))
        .withMessage("a tick must have 5 pools but had 2");
  }

  private FeatureStream streamAt(Market market, int origin) {
    MarketCursor cursor = market.cursor();
    FeatureStream stream = extractor.open(market.shape());
    while (cursor.tick().index() < origin && cursor.advance()) {
      stream.advance(cursor.tick());
    }
    return stream;
  }
}
