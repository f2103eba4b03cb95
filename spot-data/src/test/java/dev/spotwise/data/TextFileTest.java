package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  @TempDir private Path folder;

  private enum Packing {
    PLAIN {
      @Override
      byte[] pack(byte[] content) {
        return content;
      }
    },
    GZIP {
      @Override
      byte[] pack(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
          out.write(content);
        }
        return bytes.toByteArray();
      }
    },
    ZSTD {
      @Override
      byte[] pack(byte[] content) {
        return Zstd.compress(content);
      }
    };

    abstract byte[] pack(byte[] content) throws IOException;
  }

  private String read(byte[]... parts) throws IOException {
    try (InputStream content = TextFile.open(file(parts))) {
      return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return Files.write(folder.resolve("file.txt"), all.toByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Text that packs badly, so that it fills more than one buffer of any stream on the way. */
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('0' + (bytes[i] & 63));
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void thePackingIsToldByTheContent(Packing packing) throws IOException {
    assertThat(read(packing.pack(bytes("a,b\n1,2\n")))).isEqualTo("a,b\n1,2\n");
    assertThat(read(packing.pack(new byte[0]))).isEmpty();
    byte[] noise = noise(500_000);
    assertThat(read(packing.pack(noise)).getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(noise);
  }

  @ParameterizedTest
  @EnumSource
  void aByteOrderMarkIsLeftOut(Packing packing) throws IOException {
    assertThat(read(packing.pack(BOM))).isEmpty();
    byte[] marked = Arrays.copyOf(BOM, 4);
    marked[3] = 'x';
    assertThat(read(packing.pack(marked))).isEqualTo("x");
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void partsThatFollowEachOtherAreOneText(Packing packing) throws IOException {
    byte[] noise = noise(100_000);
    assertThat(read(packing.pack(bytes("one,")), packing.pack(noise), packing.pack(bytes(",two"))))
        .isEqualTo("one," + new String(noise, StandardCharsets.ISO_8859_1) + ",two");
    assertThat(read(packing.pack(bytes("a")), packing.pack(new byte[0]))).isEqualTo("a");
  }

  @ParameterizedTest(name = "{0} random bytes")
  @ValueSource(ints = {1, 1000, 65_500, 65_530, 65_536, 131_072, 200_000})
  void partsOfAnySizeAreRead(int length) throws IOException {
    byte[] noise = noise(length);
    String text = new String(noise, StandardCharsets.ISO_8859_1);
    byte[] packed = Packing.GZIP.pack(noise);
    assertThat(read(packed, packed, packed)).isEqualTo(text + text + text);
  }

  @Test
  void aSkippableFrameOfZstdIsSkipped() throws IOException {
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 'x', 'y'};
    assertThat(read(skippable, Zstd.compress(bytes("text")))).isEqualTo("text");
  }

  @ParameterizedTest(name = "{0} without its last {1} bytes")
  @CsvSource({
    "GZIP, 1",
    "GZIP, 8",
    "GZIP, 9",
    "GZIP, 900",
    "GZIP, 1100",
    "ZSTD, 1",
    "ZSTD, 300",
    "ZSTD, 700"
  })
  void whatIsCutShortIsRefused(Packing packing, int missing) throws IOException {
    byte[] whole = packing.pack(noise(1500));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - missing)))
        .isInstanceOf(IOException.class)
        .message()
        .isNotBlank();
    assertThatThrownBy(() -> read(whole, Arrays.copyOf(whole, whole.length - missing)))
        .isInstanceOf(IOException.class)
        .message()
        .isNotBlank();
  }

  @ParameterizedTest(name = "{0} and {1} bytes")
  @CsvSource({
    "GZIP, 1",
    "GZIP, 5",
    "GZIP, 9",
    "GZIP, 10",
    "GZIP, 40",
    "GZIP, 70000",
    "ZSTD, 1",
    "ZSTD, 40"
  })
  void bytesBehindCompressedDataAreNotPassedOver(Packing packing, int length) throws IOException {
    for (int size : new int[] {3, 1500, 65_530, 90_000}) {
      byte[] whole = packing.pack(noise(size));
      assertThatThrownBy(() -> read(whole, noise(length)))
          .as("%d", size)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void damagedDataAreRefused() throws IOException {
    byte[] zipped = Packing.GZIP.pack(noise(1500));
    zipped[zipped.length - 6] ^= 0x55;
    assertThatThrownBy(() -> read(zipped)).isInstanceOf(IOException.class);
    byte[] zstd = Zstd.compress(noise(1500));
    zstd[5] ^= 0x55;
    assertThatThrownBy(() -> read(zstd)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16IsRefused(String encoding) throws IOException {
    byte[] content = "\uFEFFtimestamp".getBytes(encoding);
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("file must be UTF-8 but is UTF-16")
        .hasMessageContaining("file.txt");
  }

  @ParameterizedTest
  @CsvSource({"504b0304, zip", "425a6839, bzip2", "fd377a585a00, xz"})
  void otherCompressionsAreNamed(String magic, String name) {
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(magic), new byte[20]))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("file must be plain, gzip or zstd but is " + name)
        .hasMessageContaining("file.txt");
  }
}
