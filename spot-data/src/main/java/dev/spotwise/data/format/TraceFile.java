package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The content of one trace: runs of ones and zeros, and the seconds between ticks. */
final class TraceFile {

  static final String GAP = "gap_seconds";

  private static final JsonFactory JSON = JsonFiles.factory();
  private static final long MAX_GAP = 86_400;

  private int[] firstTicks = new int[64];
  private int runs;
  private int ticks;
  private boolean firstIsOne;
  private long gapSeconds;

  private TraceFile() {}

  /**
   * Reads a file, plain or gzip.
   *
   * @throws MarketDataException if it is no trace
   */
  static TraceFile read(Path file) {
    TraceFile trace = new TraceFile();
    try (InputStream content = DataFile.open(file);
        JsonParser json = JSON.createParser(content)) {
      JsonFiles.requireObject(json);
      trace.readFields(json);
      JsonFiles.requireEnd(json);
      trace.requireComplete();
    } catch (JsonProcessingException e) {
      throw new MarketDataException(
          String.format(Locale.ROOT, "%s (%s)", JsonFiles.message(e), JsonFiles.where(file, e)), e);
    } catch (IllegalArgumentException e) {
      throw new MarketDataException(String.format(Locale.ROOT, "%s (%s)", e.getMessage(), file), e);
    } catch (IOException e) {
      throw DataFile.unreadable(file, e);
    }
    return trace;
  }

  /** Seconds between ticks. */
  long gapSeconds() {
    return gapSeconds;
  }

  /** Number of ticks. */
  int ticks() {
    return ticks;
  }

  /** Number of runs of equal ticks. */
  int runs() {
    return runs;
  }

  /** The tick at which a run begins. */
  int firstTick(int run) {
    return firstTicks[run];
  }

  /** Whether the ticks of a run are above 0. */
  boolean isOne(int run) {
    return firstIsOne == (run % 2 == 0);
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
      boolean number = json.currentToken() != null && json.currentToken().isNumeric();
      double value = number ? json.getDoubleValue() : Double.NaN;
      if (!(value >= 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "data must be numbers >= 0 but number %d was '%s'",
                ticks,
                Shown.of(String.valueOf(json.getText()))));
      }
      add(value > 0);
    }
  }

  private void add(boolean one) {
    if (runs == 0) {
      firstIsOne = one;
    }
    if (runs == 0 || isOne(runs - 1) != one) {
      if (runs == firstTicks.length) {
        firstTicks = Arrays.copyOf(firstTicks, 2 * runs);
      }
      firstTicks[runs++] = ticks;
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
