package dev.spotwise.data.archive;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How something is added to an archive. Changes no byte of it.
 *
 * @param bufferedObservations observations held in memory before they are merged, in [1, {@link
 *     #MOST_BUFFERED}]; 20 bytes each. Fewer take less memory and more time
 * @param badRows what becomes of rows that can't be read
 */
public record AddSettings(int bufferedObservations, BadRows badRows) {

  /** The default of {@link #bufferedObservations}: about 80 MB. */
  public static final int DEFAULT_BUFFERED = 4_000_000;

  /** The most that can be buffered. */
  public static final int MOST_BUFFERED = 500_000_000;

  /** What becomes of rows that can't be read. */
  public enum BadRows {
    /** The source is refused, and nothing is added. */
    REFUSE,
    /** They are left out, counted and listed. */
    SKIP
  }

  /** Checks the size of the buffer. */
  public AddSettings {
    requireNonNull(badRows, "badRows");
    if (bufferedObservations < 1 || bufferedObservations > MOST_BUFFERED) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "bufferedObservations must be in [1, %d] but was %d",
              MOST_BUFFERED,
              bufferedObservations));
    }
  }

  /** {@value #DEFAULT_BUFFERED} observations; bad rows are refused. */
  public static AddSettings withDefaults() {
    return new AddSettings(DEFAULT_BUFFERED, BadRows.REFUSE);
  }

  /** These settings with another treatment of bad rows. */
  public AddSettings withBadRows(BadRows treatment) {
    return new AddSettings(bufferedObservations, treatment);
  }

  /** These settings with another buffer. */
  public AddSettings withBufferedObservations(int observations) {
    return new AddSettings(observations, badRows);
  }
}
