package dev.spotwise.data;

/** Opens availability sources of one scheme. Found through {@link java.util.ServiceLoader}. */
public interface AvailabilitySourceProvider extends SourceProvider {

  /** Opens a source, as {@link PriceSourceProvider#open}. */
  AvailabilitySource open(SourceLocation at, SourceOptions options);
}
