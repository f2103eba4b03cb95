package dev.spotwise.data;

/** Opens price sources of one scheme. Found through {@link java.util.ServiceLoader}. */
public interface PriceSourceProvider extends SourceProvider {

  /**
   * Opens a source. Files are checked for existence here and read by {@link PriceSource#read}.
   *
   * @throws IllegalArgumentException if an option is missing or wrong
   * @throws MarketDataException if there is nothing to read at the location
   */
  PriceSource open(SourceLocation at, SourceOptions options);
}
