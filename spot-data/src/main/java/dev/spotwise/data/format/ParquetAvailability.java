package dev.spotwise.data.format;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySink;
import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.AvailabilitySourceProvider;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Availability from a Parquet file with the columns {@code
 * timestamp,pool_id,instance_type,az,availability} ({@code UP}, {@code DOWN} or {@code UNKNOWN}):
 * scheme {@code parquet}, no options. A row is the state from its time on; those of one pool stand
 * oldest first.
 *
 * <p>Memory follows the largest row group. Immutable and thread-safe.
 */
public final class ParquetAvailability implements AvailabilitySourceProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ParquetAvailability() {}

  @Override
  public String scheme() {
    return "parquet";
  }

  @Override
  public String summary() {
    return "Parquet with the columns of availability.parquet";
  }

  @Override
  public boolean recognises(Path path, String head) {
    return head.startsWith(ParquetTable.MAGIC);
  }

  @Override
  public AvailabilitySource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    Path file = DataFile.require(at);
    List<Column> needed = new ArrayList<>(ParquetPools.NEEDED);
    needed.add(Column.AVAILABILITY);
    return (query, sink) -> {
      Rows rows = new Rows(query, sink);
      ParquetTable.read(file, needed, new Problems(sink), rows::read);
    };
  }

  private static final class Rows {

    private final ParquetPools pools = new ParquetPools();
    private final Map<CapacityPool, Long> lastSeconds = new HashMap<>();
    private final PriceQuery query;
    private final AvailabilitySink sink;

    Rows(PriceQuery query, AvailabilitySink sink) {
      this.query = query;
      this.sink = sink;
    }

    void read(ParquetTable table, int row) {
      CapacityPool pool = pools.pool(table, row);
      long second = ParquetPools.epochSecond(table, row);
      Availability state = state(table.text(Column.AVAILABILITY, row));
      Long last = lastSeconds.get(pool);
      if (last != null && last >= second) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "times of %s must ascend but %d follows %d", pool, second, last));
      }
      lastSeconds.put(pool, second);
      if (second < query.window().toEpochSecond() && query.accepts(pool)) {
        sink.accept(pool, second, state);
      }
    }

    private static Availability state(String text) {
      return Arrays.stream(Availability.values())
          .filter(state -> state.name().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      String.format(
                          Locale.ROOT,
                          "availability must be UP, DOWN or UNKNOWN but was '%s'",
                          Shown.of(String.valueOf(text)))));
    }
  }
}
