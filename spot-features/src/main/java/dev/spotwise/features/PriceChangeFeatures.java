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
 * How the price moved over the last 30 days: log changes over spans, the last changes one by one,
 * how often and how far it changed, and where it stands against its own means.
 *
 * <p>{@code L = ln(price / on-demand)} is kept in whole millionths, so that sums are exact and a
 * stream that saw a window's ticks gives the same bits whatever it saw before. A change is a tick
 * whose {@code L} differs from the tick before; a heartbeat is none. All is NaN until a price is
 * known; before the first known price there is nothing, and a change over a longer span is the one
 * since that price. A tick without a price after one with a price counts as unchanged.
 */
final class PriceChangeFeatures implements FeatureGroup {

  static final Duration LOOKBACK = Duration.ofDays(30);

  private static final List<Duration> SPANS = hours(1, 3, 6, 12, 24, 48, 72, 168, 336);
  private static final List<Duration> WINDOWS = hours(6, 24, 72, 168, 720);
  private static final int[] COUNTED = {0, 1, 2, 3};
  private static final int[] SIGNED = {1, 2, 3};
  private static final int[] TOTALLED = {1, 3};
  private static final int[] VOLATILE = {1, 3, 4};
  private static final int[] SPREAD = {1, 2, 3, 4};
  private static final int MONTH = 4;

  private static final int LAST_CHANGES = 6;
  private static final int GAPS = 3;
  private static final double LONGEST_AGE_HOURS = 720;
  private static final double LONGEST_GAP_HOURS = 168;
  private static final double FAST = 0.3;
  private static final double SLOW = 0.1;

  /** What a month without a change is taken for: so many changes of this size (log). */
  private static final int PRIOR_CHANGES = 5;

  private static final double PRIOR_SIZE = 0.003;

  static final List<String> NAMES = names();

  private static final double MICRO = 1e6;

  /** A price beyond a thousandth or a thousandfold of on-demand counts as that. */
  private static final double HIGHEST_RATIO = 1000;

  private final MarketShape shape;
  private final int pools;
  private final double hoursPerStep;
  private final int[] spanSteps;
  private final LogPriceRing ring;
  private final ChangeWindow[] windows;
  private final RecentChanges recent;
  private final long[] microUsd;
  private final int[] current;

  PriceChangeFeatures(MarketShape shape) {
    this.shape = shape;
    pools = shape.poolCount();
    hoursPerStep = shape.stepSeconds() / 3600.0;
    TimeGrid grid = new TimeGrid(Instant.EPOCH, Duration.ofSeconds(shape.stepSeconds()), 1);
    spanSteps = SPANS.stream().mapToInt(grid::steps).toArray();
    ring = new LogPriceRing(2 + grid.steps(LOOKBACK), pools);
    windows =
        WINDOWS.stream()
            .map(span -> new ChangeWindow(ring, grid.steps(span)))
            .toArray(ChangeWindow[]::new);
    recent = new RecentChanges(pools, grid.steps(LOOKBACK), FAST, SLOW);
    microUsd = new long[pools];
    Arrays.fill(microUsd, MicroUsd.UNKNOWN);
    current = new int[pools];
    Arrays.fill(current, LogPriceRing.UNKNOWN);
  }

  private static List<Duration> hours(int... hours) {
    return Arrays.stream(hours).mapToObj(Duration::ofHours).toList();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    SPANS.forEach(span -> names.add("change_" + Spans.name(span)));
    names.add("last_change");
    for (int change = 2; change <= LAST_CHANGES; change++) {
      names.add("last_change_" + change);
    }
    names.add("hours_since_change");
    for (int gap = 1; gap <= GAPS; gap++) {
      names.add("hours_between_changes_" + gap);
    }
    names.add("smoothed_change_fast");
    names.add("smoothed_change_slow");
    addNames(names, "changes_", COUNTED);
    addNames(names, "rises_less_falls_", SIGNED);
    addNames(names, "total_change_", TOTALLED);
    addNames(names, "realized_volatility_", VOLATILE);
    WINDOWS.forEach(span -> names.add("log_price_above_mean_" + Spans.name(span)));
    addNames(names, "log_price_sd_", SPREAD);
    names.add("mean_abs_change_30d");
    return List.copyOf(names);
  }

  private static void addNames(List<String> names, String stem, int[] windows) {
    for (int window : windows) {
      names.add(stem + Spans.name(WINDOWS.get(window)));
    }
  }

  @Override
  public void advance(MarketTick tick) {
    ring.advance();
    recent.advance();
    for (int pool = 0; pool < pools; pool++) {
      long price = tick.microUsd(pool);
      int before = current[pool];
      if (price != MicroUsd.UNKNOWN && price != microUsd[pool]) {
        microUsd[pool] = price;
        current[pool] = microLog(price, shape.onDemandMicroUsd(pool));
        if (before != LogPriceRing.UNKNOWN && before != current[pool]) {
          recent.add(pool, current[pool] - before);
        }
      }
      ring.set(pool, current[pool]);
    }
    for (ChangeWindow window : windows) {
      window.advance();
    }
  }

  /** The quotient of two whole numbers is the same double when both are ten times as large. */
  private static int microLog(long price, long onDemand) {
    double ratio = (double) price / onDemand;
    double held = Math.max(1 / HIGHEST_RATIO, Math.min(HIGHEST_RATIO, ratio));
    return (int) Math.round(MICRO * StrictMath.log(held));
  }

  @Override
  public void write(int pool, float[] out, int first) {
    if (current[pool] == LogPriceRing.UNKNOWN) {
      for (int column = 0; column < NAMES.size(); column++) {
        out[first + column] = Float.NaN;
      }
      return;
    }
    int at = first;
    for (int steps : spanSteps) {
      int back = Math.min(steps, ring.knownTicks(pool) - 1);
      out[at++] = log(current[pool] - ring.ago(pool, back));
    }
    at = writeRecent(pool, out, at);
    writeWindows(pool, out, at);
  }

  private int writeRecent(int pool, float[] out, int first) {
    int at = first;
    int count = recent.count(pool);
    for (int change = 0; change < LAST_CHANGES; change++) {
      out[at++] = change < count ? log(recent.size(pool, change)) : 0;
    }
    double age = count == 0 ? LONGEST_AGE_HOURS : hoursPerStep * recent.age(pool, 0);
    out[at++] = (float) Math.min(LONGEST_AGE_HOURS, age);
    for (int gap = 0; gap < GAPS; gap++) {
      double hours =
          gap + 1 < count
              ? hoursPerStep * (recent.age(pool, gap + 1) - recent.age(pool, gap))
              : LONGEST_GAP_HOURS;
      out[at++] = (float) Math.min(LONGEST_GAP_HOURS, hours);
    }
    out[at++] = (float) (recent.smoothedFast(pool) / MICRO);
    out[at++] = (float) (recent.smoothedSlow(pool) / MICRO);
    return at;
  }

  private void writeWindows(int pool, float[] out, int first) {
    int at = first;
    for (int window : COUNTED) {
      out[at++] = windows[window].changes(pool);
    }
    for (int window : SIGNED) {
      out[at++] = windows[window].risesLessFalls(pool);
    }
    for (int window : TOTALLED) {
      out[at++] = log(windows[window].total(pool));
    }
    for (int window : VOLATILE) {
      out[at++] = log(windows[window].rootOfSquares(pool));
    }
    for (ChangeWindow window : windows) {
      out[at++] = log(current[pool] - window.mean(pool));
    }
    for (int window : SPREAD) {
      out[at++] = log(windows[window].standardDeviation(pool));
    }
    ChangeWindow month = windows[MONTH];
    out[at] =
        (float)
            ((month.total(pool) / MICRO + PRIOR_CHANGES * PRIOR_SIZE)
                / (month.changes(pool) + PRIOR_CHANGES));
  }

  private static float log(double micro) {
    return (float) (micro / MICRO);
  }
}
