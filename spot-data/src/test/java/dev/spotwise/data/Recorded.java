package dev.spotwise.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What sources hand over, as text in the order in which it came. With {@link SkippedRows}, rows
 * that can't be read are left out.
 */
public final class Recorded {

  private static final RowSink STRICT = new RowSink() {};

  private Recorded() {}

  /** {@code POOL SECOND MICRO_USD} per observation. */
  public static List<String> prices(PriceSource source, PriceQuery query) {
    return prices(source, query, STRICT);
  }

  /** The same, with someone asked about bad rows. */
  public static List<String> prices(PriceSource source, PriceQuery query, RowSink badRows) {
    List<String> rows = new ArrayList<>();
    source.read(
        query,
        new PriceSink() {
          @Override
          public void accept(CapacityPool pool, long second, long price) {
            rows.add(pool + " " + second + " " + price);
          }

          @Override
          public boolean skips(String problem) {
            return badRows.skips(problem);
          }
        });
    return rows;
  }

  /** {@code POOL SECOND STATE} per observation. */
  public static List<String> availability(AvailabilitySource source, PriceQuery query) {
    return availability(source, query, STRICT);
  }

  /** The same, with someone asked about bad rows. */
  public static List<String> availability(
      AvailabilitySource source, PriceQuery query, RowSink badRows) {
    List<String> rows = new ArrayList<>();
    source.read(
        query,
        new AvailabilitySink() {
          @Override
          public void accept(CapacityPool pool, long second, Availability state) {
            rows.add(pool + " " + second + " " + state);
          }

          @Override
          public boolean skips(String problem) {
            return badRows.skips(problem);
          }
        });
    return rows;
  }

  /** {@code POOL SECOND} per interruption. */
  public static List<String> interruptions(InterruptionSource source, PriceQuery query) {
    return interruptions(source, query, STRICT);
  }

  /** The same, with someone asked about bad rows. */
  public static List<String> interruptions(
      InterruptionSource source, PriceQuery query, RowSink badRows) {
    List<String> rows = new ArrayList<>();
    source.read(query, sink(rows, new TreeSet<>(), badRows));
    return rows;
  }

  /** The pools that counted as watched, those with an interruption included. */
  public static SortedSet<CapacityPool> watched(InterruptionSource source, PriceQuery query) {
    SortedSet<CapacityPool> watched = new TreeSet<>();
    source.read(query, sink(new ArrayList<>(), watched, STRICT));
    return watched;
  }

  private static InterruptionSink sink(
      List<String> rows, SortedSet<CapacityPool> watched, RowSink badRows) {
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

      @Override
      public boolean skips(String problem) {
        return badRows.skips(problem);
      }
    };
  }
}
