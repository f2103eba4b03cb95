package com.example.spot;

import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceContract;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** TsvPrices keeps what every source of prices promises. */
class TsvPricesTest extends PriceSourceContract {

  private static final String LINES =
      """
      #spot prices
      2023-12-31T23:00:00	us-east-1a	m5.large	0.04
      2024-01-01T12:00:00	us-east-1a	m5.large	0.041
      2024-01-02T12:00:00	us-east-1a	m5.large	0.0405
      2024-01-01T00:00:00	us-east-1b	c5.large	0.03
      2024-01-02T06:00:00	us-east-1b	c5.large	0.031
      """;

  @Override
  protected PriceSourceProvider provider() {
    return new TsvPrices();
  }

  @Override
  protected PriceSource source() {
    try {
      Path file = Files.writeString(folder.resolve("prices.tsv"), LINES);
      return provider().open(new SourceLocation("tsv", file.toString()), SourceOptions.none());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
