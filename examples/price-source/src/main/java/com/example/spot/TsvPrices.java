package com.example.spot;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.util.List;

/** Prices from a tab-separated file: scheme {@code tsv}. */
public final class TsvPrices implements PriceSourceProvider {

  @Override
  public String scheme() {
    return "tsv";
  }

  @Override
  public String summary() {
    return "tab-separated local time, zone, type and price in USD per hour";
  }

  @Override
  public List<SourceOption> options() {
    return TsvFile.OPTIONS;
  }

  @Override
  public boolean recognises(Path path, String head) {
    return TsvFile.begins(head, "prices");
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    TsvFile file = TsvFile.open(at, options);
    return (query, sink) ->
        file.read(
            sink,
            (pool, second, value) -> {
              long price = MicroUsd.parse(value);
              if (second < query.window().toEpochSecond() && query.accepts(pool)) {
                sink.accept(pool, second, price);
              }
            });
  }
}
