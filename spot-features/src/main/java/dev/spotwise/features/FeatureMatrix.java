package dev.spotwise.features;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.WorkListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A block of feature rows, one row per origin and pool, and what each row is about.
 *
 * <p>Rows lie one after another, values of a row side by side ({@code float}, NaN where unknown).
 * Filled by one thread; safe to read from many afterwards.
 */
public final class FeatureMatrix {

  /** A listener is told after so many origins. */
  private static final int TOLD = 64;

  private final FeatureSchema schema;
  private final int width;
  private final List<CapacityPool> pools;
  private final float[] values;
  private final int[] poolIndex;
  private final long[] originSecond;
  private final long[] lastMicroUsd;
  private final long[] onDemandMicroUsd;

  /** Per pool; empty if the rows were not read from a market. */
  private final List<PriceSeries> prices;

  /** Columns after those of {@link #values}, each an array with a value per row. */
  private final float[][] added;

  private FeatureMatrix(
      FeatureSchema schema, List<CapacityPool> pools, int rows, List<PriceSeries> prices) {
    this.schema = schema;
    this.prices = prices;
    this.added = new float[0][];
    this.width = schema.width();
    this.pools = List.copyOf(pools);
    this.values = new float[Math.multiplyExact(rows, width)];
    this.poolIndex = new int[rows];
    this.originSecond = new long[rows];
    this.lastMicroUsd = new long[rows];
    this.onDemandMicroUsd = new long[rows];
    Arrays.fill(values, Float.NaN);
    Arrays.fill(lastMicroUsd, MicroUsd.UNKNOWN);
  }

  private FeatureMatrix(FeatureMatrix of, FeatureSchema schema, float[][] added) {
    this.schema = schema;
    this.prices = of.prices;
    this.added = added;
    this.width = of.width;
    this.pools = of.pools;
    this.values = of.values;
    this.poolIndex = of.poolIndex;
    this.originSecond = of.originSecond;
    this.lastMicroUsd = of.lastMicroUsd;
    this.onDemandMicroUsd = of.onDemandMicroUsd;
  }

  /**
   * An empty block.
   *
   * @param schema its columns
   * @param pools the pools that rows may be about
   * @param rows number of rows, &gt;= 0
   */
  public static FeatureMatrix allocate(FeatureSchema schema, List<CapacityPool> pools, int rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("rows must be >= 0 but was " + rows);
    }
    return new FeatureMatrix(schema, pools, rows, List.of());
  }

  /**
   * The features of all pools of a market at the given ticks: row {@code o x pools + p} is origin
   * {@code o} of pool {@code p}. Reads the market once, up to the last origin.
   *
   * @param originTicks ticks, strictly ascending, within the market's grid
   * @throws IllegalArgumentException if they are not
   */
  public static FeatureMatrix of(Market market, FeatureExtractor extractor, int[] originTicks) {
    return of(market, extractor, originTicks, WorkListener.none());
  }

  /**
   * As {@link #of(Market, FeatureExtractor, int[])}.
   *
   * @param listener is told how many rows are filled
   */
  public static FeatureMatrix of(
      Market market, FeatureExtractor extractor, int[] originTicks, WorkListener listener) {
    int poolCount = market.shape().poolCount();
    FeatureMatrix matrix =
        new FeatureMatrix(
            extractor.schema(market.grid().step()),
            market.pools(),
            Math.multiplyExact(originTicks.length, poolCount),
            IntStream.range(0, poolCount).mapToObj(market::prices).toList());
    FeatureStream stream = extractor.open(market.shape());
    MarketCursor cursor = market.cursor();
    listener.done(0, matrix.rows());
    for (int origin = 0; origin < originTicks.length; origin++) {
      int before = cursor.tick().index();
      while (cursor.tick().index() < originTicks[origin] && cursor.advance()) {
        stream.advance(cursor.tick());
      }
      if (originTicks[origin] <= before || cursor.tick().index() != originTicks[origin]) {
        throw new IllegalArgumentException(
            "origins must strictly ascend within [0, "
                + market.grid().length()
                + ") but one was "
                + originTicks[origin]);
      }
      stream.write(0, poolCount, matrix, origin * poolCount);
      matrix.describe(market, cursor.tick(), origin * poolCount);
      if (origin % TOLD == 0) {
        listener.done((long) (origin + 1) * poolCount, matrix.rows());
      }
    }
    listener.done(matrix.rows(), matrix.rows());
    return matrix;
  }

  /**
   * A copy of some rows.
   *
   * @param rows rows of this block, in any order, possibly more than once
   * @return a block of its own; its row {@code i} is row {@code rows[i]} of this one
   */
  public FeatureMatrix select(int[] rows) {
    FeatureMatrix copy = new FeatureMatrix(schema, pools, rows.length, prices);
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      System.arraycopy(values, row * width, copy.values, i * width, width);
      copy.describe(i, poolIndex[row], originSecond[row], lastMicroUsd[row], onDemandMicroUsd[row]);
    }
    return copy;
  }

  private void describe(Market market, MarketTick tick, int firstRow) {
    for (int pool = 0; pool < tick.poolCount(); pool++) {
      describe(
          firstRow + pool,
          pool,
          tick.epochSecond(),
          tick.microUsd(pool),
          market.shape().onDemandMicroUsd(pool));
    }
  }

  /**
   * Says what a row is about.
   *
   * @param row the row
   * @param pool index into {@link #pools}
   * @param origin epoch second of the last instant that the row's features saw
   * @param microUsd the price in effect then, or {@link MicroUsd#UNKNOWN}
   * @param onDemand the pool's on-demand price, micro-USD per instance-hour
   */
  public void describe(int row, int pool, long origin, long microUsd, long onDemand) {
    poolIndex[row] = Objects.checkIndex(pool, pools.size());
    originSecond[row] = origin;
    lastMicroUsd[row] = microUsd;
    onDemandMicroUsd[row] = onDemand;
  }

  /**
   * These rows with one more column behind the others. Shares everything else with this matrix, so
   * neither should change afterwards.
   *
   * @param name of the column
   * @param columnValues one per row; NaN where unknown; copied
   */
  public FeatureMatrix with(String name, float[] columnValues) {
    if (columnValues.length != rows()) {
      throw new IllegalArgumentException(
          "a column must have " + rows() + " values but had " + columnValues.length);
    }
    float[][] more = Arrays.copyOf(added, added.length + 1);
    more[added.length] = columnValues.clone();
    return new FeatureMatrix(this, schema.with(name), more);
  }

  /** The columns. */
  public FeatureSchema schema() {
    return schema;
  }

  /** The pools that rows are about. */
  public List<CapacityPool> pools() {
    return pools;
  }

  /** Number of rows. */
  public int rows() {
    return poolIndex.length;
  }

  /** One value; NaN if unknown. */
  public float get(int row, int column) {
    return column < width
        ? values[row * width + Objects.checkIndex(column, width)]
        : added[column - width][row];
  }

  /** Sets one value. */
  public void set(int row, int column, float value) {
    if (column < width) {
      values[row * width + Objects.checkIndex(column, width)] = value;
    } else {
      added[column - width][row] = value;
    }
  }

  /** The values themselves, row by row; without columns that were added. */
  float[] cells() {
    return values;
  }

  /** Where a row begins in {@link #cells}. */
  int cell(int row) {
    return row * width;
  }

  /**
   * Copies a row.
   *
   * @param out takes the values from index 0 on; at least as long as the schema is wide
   */
  public void copyRow(int row, float[] out) {
    System.arraycopy(values, row * width, out, 0, width);
    for (int column = 0; column < added.length; column++) {
      out[width + column] = added[column][row];
    }
  }

  /** Index of a row's pool in {@link #pools}. */
  public int pool(int row) {
    return poolIndex[row];
  }

  /** Epoch second of a row's origin. */
  public long originSecond(int row) {
    return originSecond[row];
  }

  /** Price in effect at a row's origin, micro-USD, or {@link MicroUsd#UNKNOWN}. */
  public long lastMicroUsd(int row) {
    return lastMicroUsd[row];
  }

  /**
   * Price that was in effect some time before a row's origin, micro-USD, or {@link
   * MicroUsd#UNKNOWN}: before the pool's first known price, and in rows that were not read from a
   * market by {@link #of}. Reads nothing after the origin, however far the market reaches. Binary
   * search, no allocation.
   *
   * @param lag how long before, &gt;= 0; fractions of a second are dropped
   * @throws IllegalArgumentException if the lag is negative, which would look ahead
   */
  public long microUsdBefore(int row, Duration lag) {
    if (lag.isNegative()) {
      throw new IllegalArgumentException("lag must be >= 0 but was " + lag);
    }
    long second = originSecond[row] - lag.toSeconds();
    return prices.isEmpty() ? MicroUsd.UNKNOWN : prices.get(poolIndex[row]).microUsdAt(second);
  }

  /** On-demand price of a row's pool, micro-USD. */
  public long onDemandMicroUsd(int row) {
    return onDemandMicroUsd[row];
  }
}
