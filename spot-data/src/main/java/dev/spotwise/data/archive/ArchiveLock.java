package dev.spotwise.data.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to change an archive, which one holder at a time has. The operating system takes it
 * back when the process dies. The file is never removed: a lock on a removed file excludes nobody.
 */
final class ArchiveLock implements AutoCloseable {

  /**
   * Archives locked by this process. Asked before the file is opened, because closing any channel
   * of a file releases the process's locks on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path held;
  private final FileChannel channel;

  private ArchiveLock(Path held, FileChannel channel) {
    this.held = held;
    this.channel = channel;
  }

  /**
   * Takes the lock, making the folder if need be; does not wait.
   *
   * @throws ArchiveLockedException if somebody else has it
   */
  static ArchiveLock take(ArchiveFolder folder) {
    try {
      Files.createDirectories(folder.root());
      Path held = folder.root().toRealPath();
      if (!HELD.add(held)) {
        throw new ArchiveLockedException(folder.root());
      }
      FileChannel channel = null;
      try {
        channel = locked(folder);
      } finally {
        if (channel == null) {
          HELD.remove(held);
        }
      }
      return new ArchiveLock(held, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("can't lock " + folder.lockFile() + ": " + e, e);
    }
  }

  private static FileChannel locked(ArchiveFolder folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.lockFile(),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new ArchiveLockedException(folder.root());
    }
    return channel;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("can't unlock the archive " + held + ": " + e, e);
    } finally {
      HELD.remove(held);
    }
  }
}
