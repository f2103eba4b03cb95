package dev.spotwise.data.format;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** The codecs that need no Hadoop installation: ZSTD and none, and SNAPPY for reading. */
final class ParquetCodecs implements CompressionCodecFactory {

  /** More than any page of a sane file; what a lying page header may make us allocate. */
  static final int MAX_PAGE = 1 << 26;

  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("codec must be ZSTD but was " + codec);
    }
    return new ZstdCompressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Decompressor((bytes, size) -> bytes);
      case ZSTD -> new Decompressor(Zstd::decompress);
      case SNAPPY -> new Decompressor((bytes, size) -> Snappy.uncompress(bytes));
      default ->
          throw new IllegalArgumentException(
              "codec must be ZSTD, SNAPPY or UNCOMPRESSED but was " + codec);
    };
  }

  @Override
  public void release() {
    // Nothing is pooled.
  }

  private static byte[] toArray(BytesInput bytes) throws IOException {
    try (InputStream content = bytes.toInputStream()) {
      return content.readAllBytes();
    }
  }

  private static final class ZstdCompressor implements BytesInputCompressor {

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Zstd.compress(toArray(bytes), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
      // Nothing is pooled.
    }
  }

  @FunctionalInterface
  private interface Expansion {

    byte[] expand(byte[] bytes, int size) throws IOException;
  }

  private record Decompressor(Expansion expansion) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(expand(toArray(bytes), size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size)
        throws IOException {
      byte[] bytes = new byte[compressedSize];
      input.get(bytes);
      output.put(expand(bytes, size));
    }

    private byte[] expand(byte[] bytes, int size) throws IOException {
      if (size < 0 || size > MAX_PAGE) {
        throw new IOException("page must have at most " + MAX_PAGE + " bytes but has " + size);
      }
      byte[] expanded = expansion.expand(bytes, size);
      if (expanded.length != size) {
        throw new IOException("page must have " + size + " bytes but has " + expanded.length);
      }
      return expanded;
    }

    @Override
    public void release() {
      // Nothing is pooled.
    }
  }
}
