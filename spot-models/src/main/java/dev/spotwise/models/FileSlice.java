package dev.spotwise.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The bytes of an open file up to some place. Buffered; not thread-safe; closes nothing. */
final class FileSlice extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
  private long unread;

  /**
   * A slice from the beginning on.
   *
   * @param channel moved by reading
   * @param size number of bytes, &gt;= 0
   */
  FileSlice(SeekableByteChannel channel, long size) throws IOException {
    this.channel = channel.position(0);
    this.unread = size;
  }

  /** Number of bytes that were not read yet. */
  long remaining() {
    return unread + buffer.remaining();
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, remaining());
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int size = Math.min(length, buffer.remaining());
    buffer.get(bytes, from, size);
    return size;
  }

  /** Whether there is a byte in the buffer; reads some into it if need be. */
  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear().limit((int) Math.min(BUFFER, unread));
    int size = unread == 0 ? 0 : channel.read(buffer);
    buffer.flip();
    unread = size > 0 ? unread - size : 0;
    return size > 0;
  }
}
