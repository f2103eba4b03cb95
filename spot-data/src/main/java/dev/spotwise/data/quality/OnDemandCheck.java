package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeWindow;
import java.time.Instant;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares prices with the on-demand price of their time. */
final class OnDemandCheck {

  private final OnDemandHistory onDemand;
  private final boolean allProducts;
  private final SortedSet<String> typesWithout = new TreeSet<>();
  private long above;
  private int poolsAbove;
  private int pools;

  /**
   * A check against some prices.
   *
   * @param allProducts whether other pools than those of Linux are compared: a list without
   *     products is commonly that of Linux
   */
  OnDemandCheck(OnDemandHistory onDemand, boolean allProducts) {
    this.onDemand = onDemand;
    this.allProducts = allProducts;
  }

  void add(CapacityPool pool, PriceSeries series) {
    boolean comparable = allProducts || pool.product().equals(CapacityPool.LINUX);
    if (!comparable || onDemand.size() == 0 || series.isEmpty()) {
      return;
    }
    pools++;
    long found = count(pool, series);
    above += found;
    poolsAbove += found > 0 ? 1 : 0;
  }

  private long count(CapacityPool pool, PriceSeries series) {
    Instant first = Instant.ofEpochSecond(series.epochSecond(0));
    Instant last = Instant.ofEpochSecond(series.epochSecond(series.size() - 1));
    Iterator<OnDemandHistory.Change> changes =
        onDemand.changes(pool, new TimeWindow(first, last.plusSeconds(1))).iterator();
    OnDemandHistory.Change next = changes.hasNext() ? changes.next() : null;
    long price = onDemand.microUsdAt(pool, first);
    long found = 0;
    for (int i = 0; i < series.size(); i++) {
      while (next != null && !Instant.ofEpochSecond(series.epochSecond(i)).isBefore(next.at())) {
        price = next.toMicroUsd();
        next = changes.hasNext() ? changes.next() : null;
      }
      if (price == MicroUsd.UNKNOWN) {
        typesWithout.add(pool.instanceType());
      } else if (series.microUsd(i) > price) {
        found++;
      }
    }
    return found;
  }

  /** Price changes to more than the on-demand price. */
  long above() {
    return above;
  }

  int poolsAbove() {
    return poolsAbove;
  }

  /** Pools that an on-demand price was looked up for. */
  int pools() {
    return pools;
  }

  /** Types without an on-demand price at some change, though prices were given. */
  SortedSet<String> typesWithout() {
    return typesWithout;
  }
}
