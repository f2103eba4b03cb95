package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class ParquetCodecsTest {

  private static final byte[] TEXT = "spot spot spot".repeat(50).getBytes(StandardCharsets.UTF_8);

  private final ParquetCodecs codecs = new ParquetCodecs();

  private static byte[] bytes(BytesInput input) throws IOException {
    try (InputStream content = input.toInputStream()) {
      return content.readAllBytes();
    }
  }

  @Test
  void zstdAndSnappyAndNoneAreRead() throws IOException {
    BytesInputCompressor zstd = codecs.getCompressor(CompressionCodecName.ZSTD);
    byte[] packed = bytes(zstd.compress(BytesInput.from(TEXT)));
    assertThat(zstd.getCodecName()).isEqualTo(CompressionCodecName.ZSTD);
    assertThat(packed).hasSizeLessThan(TEXT.length);
    assertThat(expand(CompressionCodecName.ZSTD, packed)).isEqualTo(TEXT);
    assertThat(expand(CompressionCodecName.SNAPPY, Snappy.compress(TEXT))).isEqualTo(TEXT);
    assertThat(expand(CompressionCodecName.UNCOMPRESSED, TEXT)).isEqualTo(TEXT);
    zstd.release();
    codecs.release();
  }

  private byte[] expand(CompressionCodecName codec, byte[] packed) throws IOException {
    BytesInputDecompressor decompressor = codecs.getDecompressor(codec);
    ByteBuffer output = ByteBuffer.allocate(TEXT.length);
    decompressor.decompress(ByteBuffer.wrap(packed), packed.length, output, TEXT.length);
    byte[] expanded = bytes(decompressor.decompress(BytesInput.from(packed), TEXT.length));
    assertThat(output.array()).isEqualTo(expanded);
    decompressor.release();
    return expanded;
  }

  @Test
  void pagesOfALyingSizeAreRefused() {
    BytesInputDecompressor none = codecs.getDecompressor(CompressionCodecName.UNCOMPRESSED);
    for (int size : new int[] {-1, TEXT.length - 1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> none.decompress(BytesInput.from(TEXT), size))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("page must have");
    }
  }

  @Test
  void otherCodecsAreNamed() {
    assertThatThrownBy(() -> codecs.getDecompressor(CompressionCodecName.LZO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was LZO");
    assertThatThrownBy(() -> codecs.getCompressor(CompressionCodecName.SNAPPY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was SNAPPY");
  }
}
