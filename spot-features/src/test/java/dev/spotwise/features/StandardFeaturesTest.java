package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.HandMadeTick;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.features.ReferenceFeatures.Cell;
import dev.spotwise.features.ReferenceFeatures.Snapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardFeaturesTest extends FeatureExtractorContract {

  private static final int POOLS = 5;
  private static final List<Availability> STATES =
      List.of(
          Availability.UP,
          Availability.UP,
          Availability.UP,
          Availability.DOWN,
          Availability.UNKNOWN);

  @Override
  FeatureExtractor extractor() {
    return StandardFeatures.all();
  }

  @ParameterizedTest(name = "seed {0}, steps of {1} s")
  @CsvSource({
    "1, 300, 3000", "2, 195, 3000", "3, 30, 6000", "4, 3600, 1500",
    "5, 25200, 300", "6, 86400, 120", "7, 60, 4000", "8, 300, 10000"
  })
  void everyColumnIsWhatItsDefinitionSays(long seed, long step, int length) {
    TimeGrid grid = Rows.grid(step, length);
    Market market = PoolHistory.market(grid, PoolHistory.random(seed, grid, POOLS));
    Comparison comparison = new Comparison(market.shape());
    MarketCursor cursor = market.cursor();
    Random random = new Random(seed);
    while (cursor.advance()) {
      comparison.advance(cursor.tick());
      int left = length - cursor.tick().index();
      if (cursor.tick().index() < 20 || random.nextInt(left > 300 ? length / 40 : 8) == 0) {
        comparison.compare();
      }
    }
    assertThat(comparison.compared).isGreaterThan(50);
  }

  @ParameterizedTest(name = "seed {0}, steps of {1} s")
  @CsvSource({"11, 300, 2500", "12, 195, 2500", "13, 3600, 900", "14, 86400, 100"})
  void unknownCellsInTheMiddleAreLeftOut(long seed, long step, int length) {
    TimeGrid grid = Rows.grid(step, length);
    MarketShape shape = PoolHistory.market(grid, PoolHistory.random(seed, grid, POOLS)).shape();
    Comparison comparison = new Comparison(shape);
    Random random = new Random(seed);
    for (int index = 0; index < length; index++) {
      double gaps = random.nextInt(300) == 0 ? 0.5 : 0.003;
      HandMadeTick made = new HandMadeTick(shape, grid.epochSecond(index), 40);
      for (int pool = 0; pool < POOLS; pool++) {
        long price = 1L + random.nextInt((int) shape.onDemandMicroUsd(pool) * 2);
        boolean unknown = random.nextDouble() < gaps;
        made.add(
            unknown ? MicroUsd.UNKNOWN : price,
            STATES.get(random.nextInt(5)),
            random.nextInt(400) == 0 ? 1 + random.nextInt(3) : 0);
      }
      comparison.advance(made.tick());
      if (random.nextInt(20) == 0) {
        comparison.compareAllBut("discount_above_baseline", "advisor_monthly_share");
      }
    }
  }

  /** A stream and, beside it, the past as the reference wants it. */
  private static final class Comparison {

    private final MarketShape shape;
    private final FeatureStream stream;
    private final FeatureMatrix matrix;
    private final List<Snapshot> past = new ArrayList<>();
    private int compared;

    Comparison(MarketShape shape) {
      this.shape = shape;
      stream = StandardFeatures.all().open(shape);
      FeatureSchema schema = StandardFeatures.all().schema(Duration.ofSeconds(shape.stepSeconds()));
      matrix = FeatureMatrix.allocate(schema, shape.pools(), POOLS);
    }

    void advance(MarketTick tick) {
      stream.advance(tick);
      List<Cell> cells =
          IntStream.range(0, POOLS)
              .mapToObj(
                  pool ->
                      new Cell(
                          tick.microUsd(pool),
                          tick.availability(pool),
                          tick.interruptions(pool),
                          tick.watched(pool),
                          advisor(shape.pools().get(pool), tick.epochSecond())))
              .toList();
      past.add(new Snapshot(tick.epochSecond(), cells));
    }

    private double advisor(CapacityPool pool, long second) {
      boolean told = !Instant.ofEpochSecond(second).isBefore(PoolHistory.ADVISED);
      Double share = PoolHistory.ADVISOR.get(pool.instanceType());
      return told && share != null ? share : Double.NaN;
    }

    void compare() {
      compareAllBut();
    }

    void compareAllBut(String... left) {
      stream.write(0, POOLS, matrix, 0);
      for (int pool = 0; pool < POOLS; pool++) {
        Map<String, Double> expected = new ReferenceFeatures(past, shape, pool).row();
        assertThat(matrix.schema().names()).containsExactlyElementsOf(expected.keySet());
        int column = 0;
        for (Map.Entry<String, Double> entry : expected.entrySet()) {
          float actual = matrix.get(pool, column++);
          if (!List.of(left).contains(entry.getKey())) {
            requireClose(entry, actual, "tick " + (past.size() - 1) + ", pool " + pool);
          }
        }
        compared++;
      }
    }

    private static void requireClose(Map.Entry<String, Double> entry, float actual, String where) {
      double expected = entry.getValue();
      if (Double.isNaN(expected)) {
        assertThat(actual).as("%s at %s", entry.getKey(), where).isNaN();
      } else {
        assertThat((double) actual)
            .as("%s at %s", entry.getKey(), where)
            .isCloseTo(expected, within(1e-7 + 3e-7 * Math.abs(expected)));
      }
    }
  }

  @Test
  void advancingAllocatesNothingThatGrowsWithTicks() {
    TimeGrid grid = Rows.grid(300, 40_000);
    Market market = PoolHistory.market(grid, PoolHistory.random(1, grid, POOLS));
    MarketCursor cursor = market.cursor();
    FeatureStream stream = StandardFeatures.all().open(market.shape());
    for (int tick = 0; tick < 20_000; tick++) {
      cursor.advance();
      stream.advance(cursor.tick());
    }
    var threads = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
    long before = threads.getCurrentThreadAllocatedBytes();
    while (cursor.advance()) {
      stream.advance(cursor.tick());
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(bytes).as("bytes in 20,000 ticks; 70 dates are among them").isLessThan(10_000);
  }

  @Test
  void columnsOfAllFamiliesFollowOneAnother() {
    List<String> names = new ArrayList<>();
    for (FeatureFamily family : FeatureFamily.values()) {
      StandardFeatures one = StandardFeatures.of(EnumSet.of(family));
      names.addAll(one.schema(Duration.ofMinutes(5)).names());
    }

    assertThat(StandardFeatures.all().schema(Duration.ofMinutes(5)))
        .isEqualTo(new FeatureSchema("standard-3", names, 300));
  }

  @Test
  void theLookbackIsThatOfTheFamilyThatLooksBackFurthest() {
    assertThat(StandardFeatures.all().lookback()).isEqualTo(Duration.ofDays(30));
    assertThat(
            StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR, FeatureFamily.PRICE)).lookback())
        .isEqualTo(Duration.ofDays(1));
    assertThat(StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR)).lookback()).isZero();
  }

  @Test
  void noFamilyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardFeatures.of(EnumSet.noneOf(FeatureFamily.class)))
        .withMessage("at least one feature family must be chosen");
  }
}
