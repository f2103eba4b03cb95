package dev.spotwise.data;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Decompresses the zstd frames of a file, one after another, to its last byte. The library's own
 * stream takes a second frame that is cut short for the end.
 */
final class ZstdFrames extends InputStream {

  private final InputStream in;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private final byte[] chunk;
  private final ByteBuffer packed;
  private final ByteBuffer plain;
  private boolean insideFrame;
  private boolean more;

  ZstdFrames(InputStream in, int buffer) {
    this.in = in;
    this.chunk = new byte[buffer];
    this.packed = ByteBuffer.allocateDirect(buffer).limit(0);
    this.plain = ByteBuffer.allocateDirect(buffer).limit(0);
  }

  @Override
  public int read() throws IOException {
    return expand() ? plain.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!expand()) {
      return -1;
    }
    int count = Math.min(length, plain.remaining());
    plain.get(bytes, offset, count);
    return count;
  }

  /** Makes sure that there are plain bytes; false at the end. */
  private boolean expand() throws IOException {
    while (!plain.hasRemaining()) {
      if (!packed.hasRemaining() && !more && !refill()) {
        return false;
      }
      plain.clear();
      try {
        insideFrame = !context.decompressDirectByteBufferStream(plain, packed);
      } catch (ZstdException e) {
        throw new IOException("zstd data must be whole but: " + e.getMessage(), e);
      }
      more = insideFrame && !plain.hasRemaining();
      plain.flip();
    }
    return true;
  }

  private boolean refill() throws IOException {
    int count = in.read(chunk, 0, chunk.length);
    if (count < 0 && insideFrame) {
      throw new IOException("zstd data must not end early but is cut short");
    }
    packed.clear();
    packed.put(chunk, 0, Math.max(0, count));
    packed.flip();
    return count >= 0;
  }

  @Override
  public void close() throws IOException {
    context.close();
    in.close();
  }
}
