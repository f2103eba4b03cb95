package dev.spotwise.data.format;

import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables that a market is written as: their columns, and their rows pool by pool. */
enum MarketTable {
  /** One row per pool and grid tick at which the price is known. */
  SPOT_PRICES(
      List.of(
          Column.TIMESTAMP,
          Column.POOL_ID,
          Column.INSTANCE_TYPE,
          Column.AZ,
          Column.SPOT_PRICE,
          Column.ON_DEMAND_PRICE,
          Column.DISCOUNT_PERCENT)) {
    @Override
    void writePool(Market market, int pool, MarketRow row, RowSink sink) throws IOException {
      TimeGrid grid = market.grid();
      PriceSeries prices = market.prices(pool);
      int next = 0;
      for (int tick = 0; tick < grid.length(); tick++) {
        row.epochSecond = grid.epochSecond(tick);
        while (next < prices.size() && prices.epochSecond(next) <= row.epochSecond) {
          row.spotMicroUsd = prices.microUsd(next++);
        }
        if (row.hasPrice()) {
          sink.accept(row);
        }
      }
    }
  },

  /** One row per pool event that a cursor over the market counts, with the price in effect. */
  INTERRUPTIONS(
      List.of(
          Column.TIMESTAMP,
          Column.POOL_ID,
          Column.INSTANCE_TYPE,
          Column.AZ,
          Column.SPOT_PRICE,
          Column.DISCOUNT_PERCENT)) {
    @Override
    void writePool(Market market, int pool, MarketRow row, RowSink sink) throws IOException {
      InterruptionSeries events = market.interruptions(pool).orElseGet(InterruptionSeries::none);
      for (int event = 0; event < events.size(); event++) {
        row.epochSecond = events.epochSecond(event);
        if (row.epochSecond > market.grid().epochSecond(-1)
            && row.epochSecond < market.grid().end().getEpochSecond()) {
          row.spotMicroUsd = market.prices(pool).microUsdAt(row.epochSecond);
          sink.accept(row);
        }
      }
    }
  },

  /** Of each pool whose availability is known, the state at the first tick and each change. */
  AVAILABILITY(
      List.of(
          Column.TIMESTAMP, Column.POOL_ID, Column.INSTANCE_TYPE, Column.AZ, Column.AVAILABILITY)) {
    @Override
    void writePool(Market market, int pool, MarketRow row, RowSink sink) throws IOException {
      Optional<AvailabilitySeries> known = market.availability(pool);
      if (known.isEmpty()) {
        return;
      }
      AvailabilitySeries states = known.get();
      long start = market.grid().epochSecond(0);
      row.epochSecond = start;
      row.availability = states.at(start);
      sink.accept(row);
      for (int change = 0; change < states.size(); change++) {
        row.epochSecond = states.epochSecond(change);
        if (row.epochSecond > start && row.epochSecond < market.grid().end().getEpochSecond()) {
          row.availability = states.state(change);
          sink.accept(row);
        }
      }
    }
  };

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Column> columns;

  MarketTable(List<Column> columns) {
    this.columns = columns;
  }

  /** Takes the rows of a table. */
  @FunctionalInterface
  interface RowSink {

    /** Takes one row, which is reused for the next. */
    void accept(MarketRow row) throws IOException;
  }

  /** The name of the table in schemas. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Column> columns() {
    return columns;
  }

  /** Hands over the rows, pool by pool in order, times ascending. */
  void write(Market market, RowSink sink) throws IOException {
    for (int pool = 0; pool < market.pools().size(); pool++) {
      MarketRow row = new MarketRow();
      row.pool = market.pools().get(pool);
      row.onDemandMicroUsd = market.shape().onDemandMicroUsd(pool);
      writePool(market, pool, row, sink);
    }
  }

  abstract void writePool(Market market, int pool, MarketRow row, RowSink sink) throws IOException;
}
