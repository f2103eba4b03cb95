package dev.spotwise.data;

import java.util.Locale;

/** What a source holds. */
public enum SourceKind {
  /** Read through a {@link PriceSource}. */
  PRICES,
  /** Read through an {@link InterruptionSource}. */
  INTERRUPTIONS,
  /** Read through an {@link AvailabilitySource}. */
  AVAILABILITY;

  /** The name in messages and tables: {@code prices}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
