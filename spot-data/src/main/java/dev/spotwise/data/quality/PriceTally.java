package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorts the rows of one pool after another into changes, heartbeats, duplicates and conflicts. */
final class PriceTally {

  private static final int EXAMPLES = 5;

  private final InspectionSettings settings;
  private final GapCount gaps;
  private final Outliers outliers = new Outliers();
  private final OnDemandCheck onDemand;
  private final SortedMap<String, Long> products = new TreeMap<>();
  private final SortedSet<String> types = new TreeSet<>();
  private final SortedSet<String> zones = new TreeSet<>();
  private final List<String> conflictExamples = new ArrayList<>();
  private final Map<CapacityPool, Long> firstKnown = new TreeMap<>();
  private long changes;
  private long heartbeats;
  private long duplicates;
  private long conflicts;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  PriceTally(InspectionSettings settings) {
    this.settings = settings;
    this.gaps = new GapCount(settings.gap().toSeconds());
    this.onDemand = new OnDemandCheck(settings.onDemand(), !settings.products().isEmpty());
  }

  void add(CapacityPool name, PriceInspector.Pool pool) {
    products.merge(name.product(), 1L, Long::sum);
    types.add(name.instanceType());
    zones.add(name.zone());
    if (pool.hasPriceBefore()) {
      gaps.observe(name, pool.beforeTime());
      firstKnown.put(name, settings.fromEpochSecond());
      see(settings.fromEpochSecond());
    }
    ObservationRuns.Sorted rows = pool.inside().sorted();
    long[] times = new long[rows.size()];
    long[] prices = new long[rows.size()];
    int kept = 0;
    long inEffect = pool.beforePrice();
    for (int row = 0; row < rows.size(); row++) {
      if (row + 1 < rows.size() && rows.epochSecond(row + 1) == rows.epochSecond(row)) {
        addSameSecond(name, rows, row);
        continue;
      }
      long second = rows.epochSecond(row);
      gaps.observe(name, second);
      see(second);
      firstKnown.putIfAbsent(name, second);
      if (rows.microUsd(row) == inEffect) {
        heartbeats++;
      } else {
        changes++;
        inEffect = rows.microUsd(row);
        times[kept] = second;
        prices[kept++] = inEffect;
      }
    }
    PriceSeries series = series(pool, times, prices, kept);
    outliers.add(name, series);
    onDemand.add(name, series);
  }

  /** A row followed by one of the same second, which has the same price or a higher one. */
  private void addSameSecond(CapacityPool name, ObservationRuns.Sorted rows, int row) {
    if (rows.microUsd(row + 1) == rows.microUsd(row)) {
      duplicates++;
      return;
    }
    conflicts++;
    if (conflictExamples.size() < EXAMPLES) {
      conflictExamples.add(
          String.format(
              Locale.ROOT,
              "conflict: %s at %s costs %s and %s; the higher counts",
              name.id(),
              Instant.ofEpochSecond(rows.epochSecond(row)),
              MicroUsd.format(rows.microUsd(row)),
              MicroUsd.format(rows.microUsd(row + 1))));
    }
  }

  private static PriceSeries series(
      PriceInspector.Pool pool, long[] times, long[] prices, int changes) {
    int known = pool.hasPriceBefore() ? 1 : 0;
    long[] allTimes = new long[changes + known];
    long[] allPrices = new long[changes + known];
    if (known == 1) {
      allTimes[0] = pool.beforeTime();
      allPrices[0] = pool.beforePrice();
    }
    System.arraycopy(times, 0, allTimes, known, changes);
    System.arraycopy(prices, 0, allPrices, known, changes);
    return PriceSeries.of(allTimes, allPrices);
  }

  private void see(long second) {
    first = Math.min(first, second);
    last = Math.max(last, second);
  }

  /** Says that all pools have been added. */
  void end() {
    gaps.end(last);
  }

  /** Share of grid cells before a pool's first price, percent; NaN without a pool. */
  double unknownCellsPercent() {
    long step = settings.step().toSeconds();
    double cells = 0;
    double unknown = 0;
    for (long known : firstKnown.values()) {
      cells += Math.floorDiv(last - first, step) + 1;
      unknown += -Math.floorDiv(first - known, step);
    }
    return 100 * unknown / cells;
  }

  int pools() {
    return firstKnown.size();
  }

  SortedMap<String, Long> products() {
    return products;
  }

  int types() {
    return types.size();
  }

  int zones() {
    return zones.size();
  }

  long changes() {
    return changes;
  }

  long heartbeats() {
    return heartbeats;
  }

  long duplicates() {
    return duplicates;
  }

  long conflicts() {
    return conflicts;
  }

  /** The first conflicts in words. */
  List<String> conflictExamples() {
    return conflictExamples;
  }

  GapCount gaps() {
    return gaps;
  }

  Outliers outliers() {
    return outliers;
  }

  OnDemandCheck onDemand() {
    return onDemand;
  }

  long firstSecond() {
    return first;
  }

  long lastSecond() {
    return last;
  }
}
