package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Holds an output folder while a run writes to it: of two runs at once, each would take the other's
 * files for its own. The system lets go of it when a program ends, however it ends.
 */
final class FolderLock implements AutoCloseable {

  static final String NAME = ".spot.lock";

  private final Path root;
  private FileChannel channel;

  /**
   * A lock that is not held yet.
   *
   * @param root the output folder
   */
  FolderLock(Path root) {
    this.root = root;
  }

  /** Takes the folder if it is there; where no file can be locked, nothing is held. */
  void takeIfThere() {
    if (Files.isDirectory(root) && Files.isWritable(root)) {
      take();
    }
  }

  /**
   * Takes the folder, which is made if need be. Does nothing if it is held already.
   *
   * @throws ConfigException if another run holds it
   */
  void take() {
    if (channel != null) {
      return;
    }
    Path file = root.resolve(NAME);
    FileChannel opened = null;
    try {
      Files.createDirectories(root);
      opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // A file that its holder has removed meanwhile holds nobody off.
      if (opened.tryLock() == null || !Files.exists(file)) {
        throw busy(opened);
      }
      channel = opened;
    } catch (OverlappingFileLockException e) {
      throw busy(opened);
    } catch (IOException e) {
      // Not all file systems lock, and who can't write is told so by the step that writes.
      close(opened);
    }
  }

  private ConfigException busy(FileChannel opened) {
    close(opened);
    return new ConfigException(
        List.of(
            "out must not be written to by another spot at the same time but "
                + root
                + " is; wait for it to end, or choose another folder with --out"));
  }

  private static void close(FileChannel opened) {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't close the lock of the output folder: " + e, e);
    }
  }

  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    try {
      Files.deleteIfExists(root.resolve(NAME));
    } catch (IOException e) {
      throw new UncheckedIOException("can't remove " + root.resolve(NAME) + ": " + e, e);
    } finally {
      close(channel);
      channel = null;
    }
  }
}
