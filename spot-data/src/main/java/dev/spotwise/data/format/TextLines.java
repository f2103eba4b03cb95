package dev.spotwise.data.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** The lines of a text, whatever they end with; each of at most 65,536 characters. */
final class TextLines implements Closeable {

  private static final int MAX_LINE = 1 << 16;

  private final Reader reader;
  private final char[] buffer = new char[1 << 13];
  private int next;
  private int end;
  private boolean afterReturn;
  private long number;

  TextLines(InputStream content) {
    this.reader = new InputStreamReader(content, StandardCharsets.UTF_8);
  }

  /**
   * The next line, without its end; null behind the last.
   *
   * @throws IOException if the content can't be read, or the line is too long
   */
  String next() throws IOException {
    StringBuilder line = null;
    while (next < end || fill()) {
      char c = buffer[next++];
      if (c == '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      afterReturn = c == '\r';
      line = line == null ? new StringBuilder() : line;
      if (c == '\n' || c == '\r') {
        number++;
        return line.toString();
      }
      if (line.length() == MAX_LINE) {
        throw new IOException(
            "line " + (number + 1) + " has more than " + MAX_LINE + " characters");
      }
      line.append(c);
    }
    if (line == null) {
      return null;
    }
    number++;
    return line.toString();
  }

  /** Number of the line that came last, from 1. */
  long number() {
    return number;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, reader.read(buffer));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
