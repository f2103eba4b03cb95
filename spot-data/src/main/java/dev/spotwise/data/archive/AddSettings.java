package dev.spotwise.data.archive;

import java.util.Locale;

/**
 * How something is added to an archive. Changes no byte of it.
 *
 * @param bufferedObservations observations held in memory before they are merged, in [1, {@link
 *     #MOST_BUFFERED}]; 20 bytes each. Fewer take less memory and more time
 */
public record AddSettings(int bufferedObservations) {

  /** The default of {@link #bufferedObservations}: about 80 MB. */
  public static final int DEFAULT_BUFFERED = 4_000_000;

  /** The most that can be buffered. */
  public static final int MOST_BUFFERED = 500_000_000;

  /** Checks the size of the buffer. */
  public AddSettings {
    if (bufferedObservations < 1 || bufferedObservations > MOST_BUFFERED) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "bufferedObservations must be in [1, %d] but was %d",
              MOST_BUFFERED,
              bufferedObservations));
    }
  }

  /** {@value #DEFAULT_BUFFERED} observations. */
  public static AddSettings withDefaults() {
    return new AddSettings(DEFAULT_BUFFERED);
  }
}
