package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The content of one trace: runs of equal ticks, and the seconds between ticks. */
final class TraceFile {

  static final String GAP = "gap_seconds";

  private static final JsonFactory JSON = JsonFiles.factory();
  private static final long MAX_GAP = 86_400;
  private static final int MAX_RUNS = 1 << 20;

  private final Path file;
  private final Problems problems;
  private long[] firstTicks = new long[64];
  private Tick[] values = new Tick[64];
  private int runs;
  private long ticks;
  private long gapSeconds;

  private TraceFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** What a trace says at one tick. */
  enum Tick {
    ZERO,
    /** Any number above 0. */
    ONE,
    /** No number, and left out. */
    UNREADABLE
  }

  /**
   * Reads a file, plain or compressed.
   *
   * @param problems takes what is wrong with ticks
   * @throws dev.spotwise.data.MarketDataException if it is no trace, or problems were kept
   */
  static TraceFile read(Path file, Problems problems) {
    TraceFile trace = new TraceFile(file, problems);
    JsonFiles.read(file, JSON, problems, trace::readDocument);
    problems.throwIfAny();
    return trace;
  }

  private void readDocument(JsonParser json) throws IOException {
    JsonFiles.requireObject(json);
    readFields(json);
    JsonFiles.requireEnd(json);
    requireComplete();
  }

  /** Seconds between ticks. */
  long gapSeconds() {
    return gapSeconds;
  }

  /** Number of ticks. */
  long ticks() {
    return ticks;
  }

  /** Number of runs of equal ticks. */
  int runs() {
    return runs;
  }

  /** The tick at which a run begins. */
  long firstTick(int run) {
    return firstTicks[run];
  }

  /** What the ticks of a run are. */
  Tick value(int run) {
    return values[run];
  }

  private void readFields(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "metadata" -> readMetadata(json);
        case "data" -> readData(json);
        default -> json.skipChildren();
      }
    }
  }

  private void readMetadata(JsonParser json) throws IOException {
    JsonFiles.require(json, JsonToken.START_OBJECT, "metadata must be an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean isGap = json.currentName().equals(GAP);
      json.nextToken();
      if (isGap) {
        gapSeconds = gap(json);
      }
      json.skipChildren();
    }
  }

  private static long gap(JsonParser json) throws IOException {
    double gap = json.currentToken().isNumeric() ? json.getDoubleValue() : Double.NaN;
    if (!(gap >= 1 && gap <= MAX_GAP) || gap != Math.rint(gap)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be a whole number in [1, %d] but was '%s'",
              GAP,
              MAX_GAP,
              Shown.of(json.getText())));
    }
    return (long) gap;
  }

  private void readData(JsonParser json) throws IOException {
    JsonFiles.require(json, JsonToken.START_ARRAY, "data must be an array");
    if (ticks > 0) {
      throw new IllegalArgumentException("data must be given once");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      add(tick(json));
    }
  }

  private Tick tick(JsonParser json) throws IOException {
    boolean number = json.currentToken().isNumeric();
    double value = number ? json.getDoubleValue() : Double.NaN;
    if (value >= 0) {
      return value > 0 ? Tick.ONE : Tick.ZERO;
    }
    problems.addRow(
        String.format(
            Locale.ROOT,
            "data must be numbers >= 0 but number %d was '%s'",
            ticks,
            Shown.of(json.getText())),
        file + ":" + json.currentLocation().getLineNr());
    json.skipChildren();
    return Tick.UNREADABLE;
  }

  private void add(Tick value) {
    if (runs == 0 || values[runs - 1] != value) {
      if (runs > MAX_RUNS) {
        throw new IllegalArgumentException(
            "data must change at most " + MAX_RUNS + " times but changes more often");
      }
      if (runs == firstTicks.length) {
        firstTicks = Arrays.copyOf(firstTicks, 2 * runs);
        values = Arrays.copyOf(values, 2 * runs);
      }
      firstTicks[runs] = ticks;
      values[runs++] = value;
    }
    ticks++;
  }

  private void requireComplete() {
    if (ticks == 0 || gapSeconds == 0) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "a trace must be {\"metadata\":{\"gap_seconds\":195},\"data\":[0,1,...]} but has %d ticks",
                  ticks)
              + (gapSeconds == 0 ? " and no gap_seconds" : ""));
    }
  }
}
