package dev.spotwise.charts;

import dev.spotwise.data.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * PNG files that say in words what they show, in their own text chunk named Description. Written
 * here and not by the JDK, which takes longer for flat areas of colour.
 */
final class PngFile {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final String KEYWORD = "Description";
  private static final int LEVEL = 4;
  private static final int DOTS_PER_METRE = 5669; // 144 per inch: twice a screen's

  private PngFile() {}

  /** Writes a picture without transparency, whole or not at all. */
  static void write(Path file, BufferedImage image, String description) {
    byte[] bytes = bytes(image, description);
    AtomicFile.write(file, temporary -> Files.write(temporary, bytes));
  }

  private static byte[] bytes(BufferedImage image, String description) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 19);
    out.writeBytes(SIGNATURE);
    chunk(out, "IHDR", header(image));
    chunk(out, "pHYs", density());
    chunk(out, "iTXt", text(description));
    chunk(out, "IDAT", pixels(image));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] header(BufferedImage image) {
    return data(
        data -> {
          data.writeInt(image.getWidth());
          data.writeInt(image.getHeight());
          data.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits of red, green and blue; not interlaced
        });
  }

  private static byte[] density() {
    return data(
        data -> {
          data.writeInt(DOTS_PER_METRE);
          data.writeInt(DOTS_PER_METRE);
          data.write(1);
        });
  }

  private static byte[] text(String description) {
    return data(
        data -> {
          data.write((KEYWORD + "\0\0\0en\0" + KEYWORD + "\0").getBytes(StandardCharsets.UTF_8));
          data.write(description.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** Each row as the difference from the one above: mostly zeros in a figure. */
  private static byte[] pixels(BufferedImage image) {
    int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    Deflater deflater = new Deflater(LEVEL);
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 19);
    try (DeflaterOutputStream packed = new DeflaterOutputStream(out, deflater, 1 << 16)) {
      byte[] row = new byte[1 + 3 * width];
      row[0] = 2;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0, at = 1; x < width; x++, at += 3) {
          int here = rgb[y * width + x];
          int above = y == 0 ? 0 : rgb[(y - 1) * width + x];
          row[at] = (byte) ((here >> 16) - (above >> 16));
          row[at + 1] = (byte) ((here >> 8) - (above >> 8));
          row[at + 2] = (byte) (here - above);
        }
        packed.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  /** Writes the content of a chunk. */
  private interface Content {
    void to(DataOutputStream data) throws IOException;
  }

  private static byte[] data(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(out)) {
      content.to(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeBytes(
        data(
            data -> {
              data.writeInt(content.length);
              data.write(name);
              data.write(content);
              data.writeInt((int) sum.getValue());
            }));
  }

  /** What a picture says that it shows; empty if it says nothing. */
  static Optional<String> description(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
        throw new IOException("it is no PNG file");
      }
      while (true) {
        int length = in.readInt();
        String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
        byte[] content = in.readNBytes(length);
        in.readInt();
        String text = new String(content, StandardCharsets.UTF_8);
        if (type.equals("iTXt") && text.startsWith(KEYWORD + "\0\0\0")) {
          String[] parts = text.split("\0", 6);
          return Optional.of(parts[5]);
        }
        if (type.equals("IEND") || type.equals("IDAT")) {
          return Optional.empty();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
