package dev.spotwise.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What sources hand over, as text in the order in which it came. */
public final class Recorded {

  private Recorded() {}

  /** {@code POOL SECOND MICRO_USD} per observation. */
  public static List<String> prices(PriceSource source, PriceQuery query) {
    List<String> rows = new ArrayList<>();
    source.read(query, (pool, second, price) -> rows.add(pool + " " + second + " " + price));
    return rows;
  }

  /** {@code POOL SECOND STATE} per observation. */
  public static List<String> availability(AvailabilitySource source, PriceQuery query) {
    List<String> rows = new ArrayList<>();
    source.read(query, (pool, second, state) -> rows.add(pool + " " + second + " " + state));
    return rows;
  }

  /** {@code POOL SECOND} per interruption. */
  public static List<String> interruptions(InterruptionSource source, PriceQuery query) {
    List<String> rows = new ArrayList<>();
    source.read(query, sink(rows, new TreeSet<>()));
    return rows;
  }

  /** The pools that counted as watched, those with an interruption included. */
  public static SortedSet<CapacityPool> watched(InterruptionSource source, PriceQuery query) {
    SortedSet<CapacityPool> watched = new TreeSet<>();
    source.read(query, sink(new ArrayList<>(), watched));
    return watched;
  }

  private static InterruptionSink sink(List<String> rows, SortedSet<CapacityPool> watched) {
    return new InterruptionSink() {
      @Override
      public void watched(CapacityPool pool) {
        watched.add(pool);
      }

      @Override
      public void accept(CapacityPool pool, long epochSecond) {
        watched.add(pool);
        rows.add(pool + " " + epochSecond);
      }
    };
  }
}
