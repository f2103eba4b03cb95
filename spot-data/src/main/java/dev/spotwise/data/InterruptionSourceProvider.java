package dev.spotwise.data;

/** Opens interruption sources of one scheme. Found through {@link java.util.ServiceLoader}. */
public interface InterruptionSourceProvider extends SourceProvider {

  /** Opens a source, as {@link PriceSourceProvider#open}. */
  InterruptionSource open(SourceLocation at, SourceOptions options);
}
