package dev.spotwise.features;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The price as a share of on-demand: now (as discount), lagged, averaged, its spread and its trend.
 *
 * <p>Prices are kept as parts per million of on-demand in a ring of ticks, pools side by side, so
 * that a tick touches three or four contiguous stripes of it. Window sums are whole numbers and
 * therefore exact: a stream that saw a window's ticks gives the same bits whatever it saw before. A
 * window with unknown cells uses the known ones; the trend needs them all.
 */
final class PriceFeatures implements FeatureGroup {

  /** The longest window; rounded to whole steps it never spans more. */
  static final Duration LOOKBACK = Duration.ofDays(1);

  private static final List<Duration> LAGS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofMinutes(60));
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), LOOKBACK);
  private static final int TREND_WINDOW = 2;
  private static final int DAY_WINDOW = 3;

  static final List<String> NAMES = names();

  private static final long PPM = 1_000_000;

  /** Dearer than this is counted as this: 50 x on-demand; keeps sums of squares within 63 bits. */
  private static final long HIGHEST_PPM = 50 * PPM;

  private static final int UNKNOWN = -1;

  private final MarketShape shape;
  private final int pools;
  private final double stepsPerHour;
  private final int[] lagSteps;
  private final int slots;
  private final int[] ring;
  private final WindowSums[] windows;
  private int slot;
  private double baselineDiscount = Double.NaN;

  PriceFeatures(MarketShape shape) {
    this.shape = shape;
    this.pools = shape.poolCount();
    TimeGrid grid = new TimeGrid(Instant.EPOCH, Duration.ofSeconds(shape.stepSeconds()), 1);
    this.stepsPerHour = 3600.0 / shape.stepSeconds();
    this.lagSteps = LAGS.stream().mapToInt(grid::steps).toArray();
    this.windows =
        WINDOWS.stream()
            .map(span -> new WindowSums(grid.steps(span), pools))
            .toArray(WindowSums[]::new);
    this.slots = 1 + Math.max(windows[DAY_WINDOW].length, Arrays.stream(lagSteps).max().orElse(0));
    this.ring = new int[Math.multiplyExact(slots, pools)];
    Arrays.fill(ring, UNKNOWN);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("discount", "discount_mean_1h"));
    LAGS.forEach(lag -> names.add("price_lag_" + lag.toMinutes() + "m"));
    WINDOWS.subList(0, DAY_WINDOW).forEach(span -> names.add("price_mean_" + hours(span)));
    WINDOWS.subList(0, DAY_WINDOW).forEach(span -> names.add("price_sd_" + hours(span)));
    names.add("price_volatility_24h");
    names.add("price_trend_4h");
    names.add("discount_above_baseline");
    return List.copyOf(names);
  }

  private static String hours(Duration span) {
    return span.toHours() + "h";
  }

  @Override
  public void advance(MarketTick tick) {
    baselineDiscount = tick.baselineDiscountPercent();
    slot = slot + 1 == slots ? 0 : slot + 1;
    int base = slot * pools;
    for (int pool = 0; pool < pools; pool++) {
      ring[base + pool] = partsPerMillion(tick.microUsd(pool), shape.onDemandMicroUsd(pool));
    }
    for (WindowSums window : windows) {
      window.advance(ring, base, stripe(window.length));
    }
  }

  /** Rounded half up, at least 1: a price is never 0. The product fits: see MicroUsd.MAX. */
  private static int partsPerMillion(long microUsd, long onDemand) {
    if (microUsd == MicroUsd.UNKNOWN) {
      return UNKNOWN;
    }
    long rounded = (PPM * microUsd + onDemand / 2) / onDemand;
    return (int) Math.max(1, Math.min(HIGHEST_PPM, rounded));
  }

  /** Where the ring's prices of {@code steps} ticks ago begin. */
  private int stripe(int steps) {
    int back = slot - steps;
    return (back < 0 ? back + slots : back) * pools;
  }

  @Override
  public void write(int pool, float[] out, int first) {
    int at = first;
    double discount = 100 * (1 - share(ring[slot * pools + pool]));
    out[at++] = (float) discount;
    out[at++] = (float) (100 * (1 - windows[0].mean(pool) / PPM));
    for (int steps : lagSteps) {
      out[at++] = (float) share(ring[stripe(steps) + pool]);
    }
    for (int window = 0; window < DAY_WINDOW; window++) {
      out[at++] = (float) (windows[window].mean(pool) / PPM);
    }
    for (int window = 0; window < DAY_WINDOW; window++) {
      out[at++] = (float) (windows[window].standardDeviation(pool) / PPM);
    }
    WindowSums day = windows[DAY_WINDOW];
    out[at++] = (float) (day.standardDeviation(pool) / day.mean(pool));
    out[at++] = (float) (windows[TREND_WINDOW].slope(pool) / PPM * stepsPerHour);
    out[at] = (float) (discount - baselineDiscount);
  }

  private static double share(int ppm) {
    return ppm == UNKNOWN ? Double.NaN : (double) ppm / PPM;
  }

  /** Exact running sums over the last {@code length} ticks, per pool. Unknown cells count as 0. */
  private static final class WindowSums {

    final int length;
    private final int[] known;
    private final long[] sum;
    private final long[] squares;
    private final long[] weighted;

    WindowSums(int length, int pools) {
      this.length = length;
      this.known = new int[pools];
      this.sum = new long[pools];
      this.squares = new long[pools];
      this.weighted = new long[pools];
    }

    void advance(int[] ring, int newest, int leaving) {
      for (int pool = 0; pool < known.length; pool++) {
        long added = Math.max(0, ring[newest + pool]);
        long removed = Math.max(0, ring[leaving + pool]);
        known[pool] += flag(ring[newest + pool]) - flag(ring[leaving + pool]);
        weighted[pool] += (length - 1) * added - (sum[pool] - removed);
        sum[pool] += added - removed;
        squares[pool] += added * added - removed * removed;
      }
    }

    private static int flag(int ppm) {
      return ppm == UNKNOWN ? 0 : 1;
    }

    double mean(int pool) {
      return known[pool] == 0 ? Double.NaN : (double) sum[pool] / known[pool];
    }

    /** Population standard deviation of the known cells. */
    double standardDeviation(int pool) {
      int n = known[pool];
      if (n == 0) {
        return Double.NaN;
      }
      return Math.sqrt(ExactSums.scaledVariance(n, sum[pool], squares[pool])) / n;
    }

    /** Least-squares slope per step; NaN unless every cell is known and there are two or more. */
    double slope(int pool) {
      long n = length;
      if (known[pool] < n || n < 2) {
        return Double.NaN;
      }
      long numerator = 2 * weighted[pool] - (n - 1) * sum[pool];
      return 6.0 * numerator / ((double) n * (n * n - 1));
    }
  }
}
