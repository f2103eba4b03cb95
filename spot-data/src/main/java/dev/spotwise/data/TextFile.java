package dev.spotwise.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Opens text files, plain or compressed. What a file is, is told by its content and never by its
 * name.
 */
public final class TextFile {

  private static final int BUFFER = 1 << 16;
  private static final int MAGIC = 6;

  private TextFile() {}

  /**
   * The content of a file: as it is, or decompressed if it is gzip or zstd, one member or frame
   * after another. A UTF-8 byte order mark is left out. Streams; of zstd, the window may take 128
   * MiB.
   *
   * @return to be closed by the caller; reading throws if compressed data are cut short or damaged
   * @throws IOException if the file can't be read
   * @throws MarketDataException if it is compressed otherwise, is UTF-16, or is a pipe or a device,
   *     which can't be read again
   */
  public static InputStream open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new MarketDataException("source must be a file but is a pipe or a device: " + file);
    }
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return text(file, expanded(file, raw));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream expanded(Path file, InputStream raw) throws IOException {
    int[] head = head(raw);
    if (startsWith(head, 0x1f, 0x8b)) {
      return new BufferedInputStream(GzipMembers.open(raw, BUFFER), BUFFER);
    }
    boolean skippable = (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d;
    if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) || (skippable && head[3] == 0x18)) {
      return new BufferedInputStream(new ZstdFrames(raw, BUFFER), BUFFER);
    }
    String other = "";
    if (startsWith(head, 'P', 'K', 3, 4)) {
      other = "zip";
    } else if (startsWith(head, 'B', 'Z', 'h')) {
      other = "bzip2";
    } else if (startsWith(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      other = "xz";
    }
    if (!other.isEmpty()) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT, "file must be plain, gzip or zstd but is %s (%s)", other, file));
    }
    return raw;
  }

  private static InputStream text(Path file, InputStream content) throws IOException {
    int[] head = head(content);
    if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
      throw new MarketDataException(
          "file must be UTF-8 but is UTF-16; save it as UTF-8, in PowerShell with"
              + " 'Out-File -Encoding utf8' instead of '>' ("
              + file
              + ")");
    }
    if (startsWith(head, 0xef, 0xbb, 0xbf)) {
      content.skipNBytes(3);
    }
    return content;
  }

  /** The first bytes, which stay to be read; -1 behind the end. */
  private static int[] head(InputStream content) throws IOException {
    content.mark(MAGIC);
    int[] head = new int[MAGIC];
    for (int i = 0; i < MAGIC; i++) {
      head[i] = content.read();
    }
    content.reset();
    return head;
  }

  private static boolean startsWith(int[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
