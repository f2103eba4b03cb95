package dev.spotwise.backtest;

import java.nio.file.Path;
import java.util.List;

/** The event log of a replay as a file. */
public final class EventLog {

  private EventLog() {}

  /** Writes events as JSON lines, whole or not at all. */
  public static void writeJsonLines(Path file, List<ReplayEvent> events) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Reads what {@link #writeJsonLines} wrote. */
  public static List<ReplayEvent> readJsonLines(Path file) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Writes events as Parquet, whole or not at all. */
  public static void writeParquet(Path file, List<ReplayEvent> events) {
    throw new UnsupportedOperationException("not yet");
  }
}
