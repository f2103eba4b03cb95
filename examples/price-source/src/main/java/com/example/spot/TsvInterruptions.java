package com.example.spot;

import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.time.Instant;
import java.util.List;

/** Interruptions from a tab-separated file: the value is what happened to the instance. */
public final class TsvInterruptions implements InterruptionSourceProvider {

  @Override
  public String scheme() {
    return "tsv";
  }

  @Override
  public String summary() {
    return "tab-separated local time, zone, type and 'launched', 'reclaimed' or 'stopped'";
  }

  @Override
  public List<SourceOption> options() {
    return TsvFile.OPTIONS;
  }

  @Override
  public InterruptionSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    TsvFile file = TsvFile.open(at, options);
    return (query, sink) ->
        file.read(
            sink,
            (pool, second, value) -> {
              if (!List.of("launched", "reclaimed", "stopped").contains(value)) {
                throw new IllegalArgumentException(
                    "value must be launched, reclaimed or stopped but was '" + value + "'");
              }
              if (query.accepts(pool)) {
                sink.watched(pool);
                if (value.equals("reclaimed")
                    && query.window().contains(Instant.ofEpochSecond(second))) {
                  sink.accept(pool, second);
                }
              }
            });
  }
}
