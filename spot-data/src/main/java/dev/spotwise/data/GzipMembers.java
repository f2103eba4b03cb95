package dev.spotwise.data;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses the gzip members of a file, one after another, to its last byte. The JDK's own
 * stream ends without a word where another member should begin and something else does.
 */
final class GzipMembers extends GZIPInputStream {

  private static final int TRAILER = 8;

  private final Counted source;
  private long countAtFill;

  private GzipMembers(Counted source, int buffer) throws IOException {
    super(source, buffer);
    this.source = source;
  }

  /**
   * Opens the members of a stream.
   *
   * @throws IOException if it does not begin with one
   */
  static GzipMembers open(InputStream in, int buffer) throws IOException {
    try {
      return new GzipMembers(new Counted(in), buffer);
    } catch (EOFException e) {
      throw cutShort(e);
    }
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    countAtFill = source.count;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = super.read(bytes, offset, length);
      if (read < 0) {
        requireNothingBehind();
      }
      return read;
    } catch (EOFException e) {
      throw cutShort(e);
    }
  }

  private static IOException cutShort(EOFException e) {
    return new IOException("gzip data must not end early but is cut short", e);
  }

  private void requireNothingBehind() throws IOException {
    long readSince = source.count - countAtFill + (in.read() < 0 ? 0 : 1);
    if (inf.getRemaining() + readSince > TRAILER) {
      throw new IOException("gzip data must be followed by gzip data but other bytes follow");
    }
  }

  private static final class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
