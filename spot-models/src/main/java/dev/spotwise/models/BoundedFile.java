package dev.spotwise.models;

import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** Opens files of a bundle: regular ones of a bounded size, no links. */
final class BoundedFile {

  private BoundedFile() {}

  /**
   * Opens a file to read.
   *
   * @param most it may have so many bytes
   * @throws MarketDataException if it is missing, no regular file, or larger
   */
  static SeekableByteChannel open(Path file, long most) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile()) {
        throw new MarketDataException(
            "can't read "
                + file
                + ": it must be a regular file but is "
                + (found.isSymbolicLink() ? "a link" : found.isDirectory() ? "a folder" : "none"));
      }
      if (found.size() > most) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT, "%s must have at most %d bytes but has %d", file, most, found.size()));
      }
      return Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new MarketDataException("no such model: " + file, e);
    }
  }

  /** All bytes of a file, which was bounded when it was opened and is bounded still. */
  static byte[] read(Path file, int most) {
    try (SeekableByteChannel channel = open(file, most)) {
      return new FileSlice(channel, Math.min(most, channel.size())).readAllBytes();
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
