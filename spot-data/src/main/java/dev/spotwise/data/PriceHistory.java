package dev.spotwise.data;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The price series of many pools, as one {@link PriceSource} gave them. Immutable. */
public final class PriceHistory {

  private final SortedMap<CapacityPool, PriceSeries> series;
  private final Instant firstObservation;
  private final Instant lastObservation;

  private PriceHistory(
      SortedMap<CapacityPool, PriceSeries> series, long firstSecond, long lastSecond) {
    this.series = Collections.unmodifiableSortedMap(series);
    this.firstObservation = Instant.ofEpochSecond(firstSecond);
    this.lastObservation = Instant.ofEpochSecond(lastSecond);
  }

  /**
   * Reads a source. Observations after the window are left out; of those before it only the last of
   * each pool is kept, which is the price at the beginning.
   *
   * @throws MarketDataException if the source can't be read or holds none of the pools asked for
   */
  public static PriceHistory read(PriceSource source, PriceQuery query) {
    return read(source, query, new RowSink() {});
  }

  /**
   * Reads a source as {@link #read(PriceSource, PriceQuery)} does, with someone asked about the
   * rows that can't be read.
   *
   * @param badRows says which are left out; {@link SkippedRows} has all of them left out and counts
   *     them
   * @throws MarketDataException if the source can't be read, holds a bad row that is not to be left
   *     out, or none of the pools asked for
   */
  public static PriceHistory read(PriceSource source, PriceQuery query, RowSink badRows) {
    return read(source, query, badRows, WorkListener.none());
  }

  /**
   * As {@link #read(PriceSource, PriceQuery, RowSink)}.
   *
   * @param listener is told how many observations were read
   */
  public static PriceHistory read(
      PriceSource source, PriceQuery query, RowSink badRows, WorkListener listener) {
    Collector collector = new Collector(query, badRows, listener);
    listener.done(0, WorkListener.UNKNOWN);
    source.read(query, collector);
    return collector.history();
  }

  /** The series by pool, sorted by pool id; never empty. */
  public SortedMap<CapacityPool, PriceSeries> series() {
    return series;
  }

  /** Time of the earliest observation in the window, an unchanged price included. */
  public Instant firstObservation() {
    return firstObservation;
  }

  /** Time of the latest observation in the window, an unchanged price included. */
  public Instant lastObservation() {
    return lastObservation;
  }

  /** A listener is told after so many observations. */
  private static final int TOLD = 1 << 16;

  private static final class Collector implements PriceSink {

    private final PriceQuery query;
    private final RowSink badRows;
    private final WorkListener listener;
    private long read;
    private final SkippedRows skipped = new SkippedRows();
    private final long from;
    private final long to;
    private final Map<CapacityPool, Rows> rows = new HashMap<>();
    private CapacityPool lastPool;
    private Rows lastRows;
    private long firstSecond = Long.MAX_VALUE;
    private long lastSecond = Long.MIN_VALUE;

    Collector(PriceQuery query, RowSink badRows, WorkListener listener) {
      this.listener = listener;
      this.query = query;
      this.badRows = badRows;
      this.from = query.window().fromEpochSecond();
      this.to = query.window().toEpochSecond();
    }

    @Override
    public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      if (++read % TOLD == 0) {
        listener.done(read, WorkListener.UNKNOWN);
      }
      if (epochSecond >= to) {
        return;
      }
      if (!pool.equals(lastPool)) {
        lastPool = pool;
        lastRows = query.accepts(pool) ? rows.computeIfAbsent(pool, unused -> new Rows()) : null;
      }
      if (lastRows == null) {
        return;
      }
      lastRows.add(epochSecond, microUsdPerHour, from);
      firstSecond = Math.min(firstSecond, Math.max(from, epochSecond));
      lastSecond = Math.max(lastSecond, Math.max(from, epochSecond));
    }

    @Override
    public boolean skips(String problem) {
      return badRows.skips(problem) && skipped.skips(problem);
    }

    PriceHistory history() {
      SortedMap<CapacityPool, PriceSeries> series = new TreeMap<>();
      rows.forEach((pool, pooled) -> series.put(pool, pooled.series()));
      if (series.isEmpty()) {
        throw new MarketDataException(
            "no price of the pools asked for lies in " + query.window() + describe());
      }
      return new PriceHistory(series, firstSecond, lastSecond);
    }

    private String describe() {
      StringBuilder asked = new StringBuilder();
      if (!query.types().isEmpty()) {
        asked.append("; types ").append(String.join(",", query.types()));
      }
      if (!query.zones().isEmpty()) {
        asked.append("; zones ").append(String.join(",", query.zones()));
      }
      if (!query.products().isEmpty()) {
        asked.append("; products ").append(String.join(",", query.products()));
      }
      if (skipped.count() > 0) {
        asked.append("; rows left out ").append(skipped.count());
        asked.append(", the first: ").append(skipped.first().get(0));
      }
      return asked.toString();
    }
  }

  /** The rows of one pool: those in the window, and the last one before it. */
  private static final class Rows {

    private final PriceRuns inside = new PriceRuns();
    private long beforeTime = Long.MIN_VALUE;
    private long beforePrice;

    void add(long time, long price, long from) {
      if (time >= from) {
        inside.add(time, price);
      } else if (time > beforeTime || (time == beforeTime && price > beforePrice)) {
        beforeTime = time;
        beforePrice = price;
      }
    }

    PriceSeries series() {
      PriceSeries series = inside.series();
      return beforeTime == Long.MIN_VALUE ? series : series.after(beforeTime, beforePrice);
    }
  }
}
