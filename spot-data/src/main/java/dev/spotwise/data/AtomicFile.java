package dev.spotwise.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes files that appear whole or not at all: beside their final name first, then moved into
 * place. A killed program leaves the old file or the new one, never half a file.
 */
public final class AtomicFile {

  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFile() {}

  /** Writes the content of a file to a temporary place. */
  @FunctionalInterface
  public interface Writer {

    /** Writes the whole content to {@code temporary}, which does not exist yet. */
    void write(Path temporary) throws IOException;
  }

  /**
   * Writes a file, making its folder if need be. On failure the old file stays as it was and the
   * temporary one is removed.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public static void write(Path file, Writer writer) {
    Path folder = file.toAbsolutePath().getParent();
    String unique = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
    Path temporary = folder.resolve("." + file.getFileName() + "." + unique + ".part");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(temporary);
      try {
        writer.write(temporary);
        sync(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file + ": " + reason(e), e);
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
