package dev.spotwise.data.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Formats CSV lines into a buffer, without allocation per field. */
final class CsvLine {

  private static final int BUFFER = 1 << 16;
  private static final int ROOM = 1 << 12;
  private static final long DAY = 86_400;
  private static final int PRICE_PLACES = 6;
  private static final int PERCENT_PLACES = 4;

  private final OutputStream out;
  private byte[] buffer = new byte[BUFFER];
  private int size;
  private long dateDay = Long.MIN_VALUE;
  private byte[] date;

  CsvLine(OutputStream out) {
    this.out = out;
  }

  /** The bytes of a text, in quotes if it holds a comma, a quote or a line break. */
  static byte[] quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    String field = plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    return field.getBytes(StandardCharsets.UTF_8);
  }

  void text(byte[] field) {
    if (buffer.length - size < field.length + ROOM) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length + field.length);
    }
    System.arraycopy(field, 0, buffer, size, field.length);
    size += field.length;
  }

  void comma() {
    buffer[size++] = ',';
  }

  /** Ends the line and hands full buffers on. */
  void end() throws IOException {
    buffer[size++] = '\n';
    if (size > BUFFER - 2 * ROOM) {
      flush();
    }
  }

  void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  /** {@code 2024-01-01T00:05:00Z}. */
  void instant(long epochSecond) {
    long day = Math.floorDiv(epochSecond, DAY);
    if (day != dateDay) {
      dateDay = day;
      date = (LocalDate.ofEpochDay(day) + "T").getBytes(StandardCharsets.US_ASCII);
    }
    int second = (int) Math.floorMod(epochSecond, DAY);
    text(date);
    twoDigits(second / 3600);
    buffer[size++] = ':';
    twoDigits(second / 60 % 60);
    buffer[size++] = ':';
    twoDigits(second % 60);
    buffer[size++] = 'Z';
  }

  /** A price as {@link dev.spotwise.data.MicroUsd#format} writes it. */
  void price(long microUsd) {
    fixed(microUsd, PRICE_PLACES);
    while (buffer[size - 1] == '0') {
      size--;
    }
    if (buffer[size - 1] == '.') {
      size--;
    }
  }

  /** Ten-thousandths as a number with exactly four decimals. */
  void fourDecimals(long tenThousandths) {
    if (tenThousandths < 0) {
      buffer[size++] = '-';
    }
    fixed(Math.abs(tenThousandths), PERCENT_PLACES);
  }

  private void twoDigits(int value) {
    buffer[size++] = (byte) ('0' + value / 10);
    buffer[size++] = (byte) ('0' + value % 10);
  }

  private void fixed(long value, int places) {
    int digits = Math.max(places + 1, digits(value));
    long rest = value;
    for (int i = digits; i >= 0; i--) {
      if (i == digits - places) {
        buffer[size + i] = '.';
      } else {
        buffer[size + i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    size += digits + 1;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
