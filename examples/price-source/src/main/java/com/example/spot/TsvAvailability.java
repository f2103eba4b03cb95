package com.example.spot;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.AvailabilitySourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.util.List;

/** Availability from a tab-separated file, oldest line first: the value is the state. */
public final class TsvAvailability implements AvailabilitySourceProvider {

  private static final List<String> STATES = List.of("UP", "DOWN", "UNKNOWN");

  @Override
  public String scheme() {
    return "tsv";
  }

  @Override
  public String summary() {
    return "tab-separated local time, zone, type and UP, DOWN or UNKNOWN";
  }

  @Override
  public List<SourceOption> options() {
    return TsvFile.OPTIONS;
  }

  @Override
  public AvailabilitySource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    TsvFile file = TsvFile.open(at, options);
    return (query, sink) ->
        file.read(
            sink,
            (pool, second, value) -> {
              if (!STATES.contains(value)) {
                throw new IllegalArgumentException(
                    "value must be UP, DOWN or UNKNOWN but was '" + value + "'");
              }
              if (second < query.window().toEpochSecond() && query.accepts(pool)) {
                sink.accept(pool, second, Availability.valueOf(value));
              }
            });
  }
}
