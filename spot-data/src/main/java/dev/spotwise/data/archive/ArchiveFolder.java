package dev.spotwise.data.archive;

import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files of an archive: {@code archive.json}, a folder of partitions per region, {@code
 * .staging} while something is added, and {@code .archive.lock}, which stays.
 */
final class ArchiveFolder {

  static final String LOCK = ".archive.lock";

  private static final String STAGING = ".staging";
  private static final int HEAD = 256;

  private final Path root;

  ArchiveFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path lockFile() {
    return root.resolve(LOCK);
  }

  Path manifestFile() {
    return root.resolve(Manifest.NAME);
  }

  Path staging() {
    return root.resolve(STAGING);
  }

  /** Whether a path is a folder with a manifest of ours. */
  static boolean isArchive(Path path) {
    Path manifest = path.resolve(Manifest.NAME);
    if (!Files.isDirectory(path) || !Files.isRegularFile(manifest)) {
      return false;
    }
    try (InputStream content = Files.newInputStream(manifest)) {
      String head = new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      return head.contains('"' + Manifest.FORMAT + '"');
    } catch (IOException e) {
      throw new MarketDataException("can't read " + manifest + ": " + e, e);
    }
  }

  /**
   * Checks that something can be added here: an archive, a folder that is empty or was left by an
   * addition that didn't get far, or nothing yet.
   *
   * @throws IllegalArgumentException if anything else is there
   */
  void requireNewOrArchive() {
    boolean ours = Files.exists(manifestFile()) || Files.exists(lockFile());
    if (ours || !Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException("archive must be a folder but is a file: " + root);
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        throw new IllegalArgumentException(
            "archive must be a new or empty folder, or one with "
                + Manifest.NAME
                + ", but "
                + root
                + " holds "
                + entry.getFileName());
      }
    } catch (IOException e) {
      throw failed("read", root, e);
    }
  }

  /**
   * The manifest.
   *
   * @throws MarketDataException if there is no archive, or its manifest can't be read
   */
  Manifest manifest() {
    if (!Files.exists(root)) {
      throw new MarketDataException("no such archive: " + root);
    }
    if (!Files.isDirectory(root)) {
      throw new MarketDataException("archive must be a folder but is a file: " + root);
    }
    if (Files.notExists(manifestFile())) {
      throw new MarketDataException(
          "archive must be a folder with " + Manifest.NAME + " but this has none: " + root);
    }
    return Manifest.read(manifestFile());
  }

  /** The manifest, an empty one where nothing has been added yet. */
  Manifest manifestOrEmpty() {
    return Files.exists(manifestFile()) ? manifest() : Manifest.empty();
  }

  /**
   * Reads the archive as one manifest describes it. If a file is gone because an addition has
   * replaced it meanwhile, starts again with the new manifest.
   *
   * @throws MarketDataException if the archive is damaged
   */
  <T> T consistently(Function<Manifest, T> reading) {
    Manifest manifest = manifest();
    while (true) {
      try {
        return reading.apply(manifest);
      } catch (MissingPartitionException e) {
        Manifest next = manifest();
        if (next.equals(manifest)) {
          throw e;
        }
        manifest = next;
      }
    }
  }

  /**
   * The file of a partition, which lies inside the archive.
   *
   * @throws MissingPartitionException if it isn't there
   * @throws MarketDataException if it is no file, of another size, or a link leads out of the
   *     archive
   */
  Path require(Partition partition) {
    Path file = root.resolve(partition.file());
    if (Files.notExists(file)) {
      throw new MissingPartitionException(file);
    }
    try {
      if (!file.toRealPath().equals(root.toRealPath().resolve(partition.file()))) {
        throw new MarketDataException("partition must lie in the archive but is a link: " + file);
      }
      long size = Files.size(file);
      if (size != partition.bytes()) {
        throw damaged(file, "bytes must be " + partition.bytes() + " but were " + size);
      }
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e, e);
    }
    return file;
  }

  /**
   * Checks that a file may be written without harm to the archive.
   *
   * @throws IllegalArgumentException if it is named like a partition and lies where they do
   */
  void requireNoPartition(Path file) {
    Path region = file.toAbsolutePath().getParent();
    try {
      if (Partition.FILE_NAME.matcher(file.getFileName().toString()).matches()
          && Files.exists(root)
          && Files.exists(region)
          && root.toRealPath().equals(region.toRealPath().getParent())) {
        throw new IllegalArgumentException(
            "file must lie outside the archive but would replace a partition: " + file);
      }
    } catch (IOException e) {
      throw failed("find", region, e);
    }
  }

  static MarketDataException damaged(Path file, String how) {
    return new MarketDataException(
        "partition of the archive is damaged: " + how + " (" + file + ")");
  }

  /** Makes an empty folder for files that are not yet part of the archive. */
  void openStaging() {
    clearStaging();
    try {
      Files.createDirectory(staging());
    } catch (IOException e) {
      throw failed("make", staging(), e);
    }
  }

  /** Removes that folder and all that is in it, if it is there. */
  void clearStaging() {
    try {
      if (isRealFolder(staging())) {
        for (Path file : entries(staging())) {
          Files.delete(file);
        }
      }
      Files.deleteIfExists(staging());
    } catch (IOException e) {
      throw failed("clear", staging(), e);
    }
  }

  /** Moves a staged file to its place; it is on the disk before this returns. */
  void publish(Path staged, Partition partition) {
    Path file = root.resolve(partition.file());
    Path folder = file.getParent();
    try {
      Files.createDirectories(folder);
      sync(staged, StandardOpenOption.WRITE);
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(folder);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /** Replaces the manifest: from here on the archive is the new one. */
  void commit(Manifest manifest) {
    manifest.write(manifestFile());
    syncFolder(root);
  }

  /**
   * Removes partition files that the manifest doesn't name, and what a killed addition left of its
   * manifest. Other files are left alone.
   */
  void removeLeftovers(Manifest manifest) {
    Set<String> named =
        manifest.partitions().stream().map(Partition::file).collect(Collectors.toSet());
    try {
      for (Path entry : entries(root)) {
        String name = entry.getFileName().toString();
        if (name.startsWith("." + Manifest.NAME + ".") && name.endsWith(".part")) {
          Files.delete(entry);
        } else if (isRealFolder(entry) && !name.startsWith(".")) {
          removeLeftovers(entry, named);
        }
      }
    } catch (IOException e) {
      throw failed("clear", root, e);
    }
  }

  private static void removeLeftovers(Path folder, Set<String> named) throws IOException {
    boolean removed = false;
    for (Path file : entries(folder)) {
      String name = file.getFileName().toString();
      if (Partition.FILE_NAME.matcher(name).matches()
          && !named.contains(folder.getFileName() + "/" + name)) {
        Files.delete(file);
        removed = true;
      }
    }
    if (removed && entries(folder).isEmpty()) {
      Files.delete(folder);
    }
  }

  private static boolean isRealFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    }
    return entries;
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  /** As far as the platform can: Windows opens no folders. */
  private static void syncFolder(Path folder) {
    try {
      sync(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      // The files themselves are on the disk; a lost entry is found as a missing file.
    }
  }

  private static UncheckedIOException failed(String doing, Path path, IOException e) {
    return new UncheckedIOException("can't " + doing + " " + path + ": " + e, e);
  }
}
