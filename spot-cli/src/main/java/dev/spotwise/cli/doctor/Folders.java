package dev.spotwise.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether folders can be used, found out by using them. */
final class Folders {

  private static final long MIB = 1L << 20;

  /** What the default run leaves behind, with room for the next one beside it. */
  private static final long ROOM = 512 * MIB;

  private static final long LEAST_ROOM = 16 * MIB;

  private Folders() {}

  /** The folder that native libraries are unpacked into and loaded from. */
  static Finding temporary(String name) {
    String check = "temporary";
    String advice = "choose another folder with SPOT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER";
    try {
      Path file = Files.createTempFile(Path.of(name), "spot-doctor", ".tmp");
      try {
        boolean executable = file.toFile().setExecutable(true) && Files.isExecutable(file);
        return executable
            ? Finding.ok(check, name + " takes native libraries")
            : Finding.problem(
                check, name + " is mounted so that nothing in it can be run (noexec)", advice);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | InvalidPathException e) {
      return Finding.problem(check, name + " can't be written to: " + e, advice);
    }
  }

  /** The output folder and the space in it. */
  static List<Finding> output(Path out) {
    String advice = "choose another folder with --out DIR";
    Path existing = out.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      return List.of(Finding.problem("output", out + " can't be a folder: " + existing, advice));
    }
    try {
      Files.delete(Files.createTempFile(existing, ".spot-doctor", ".part"));
    } catch (IOException e) {
      return List.of(Finding.problem("output", out + " can't be written to: " + e, advice));
    }
    return List.of(
        Finding.ok("output", out + (Files.exists(out) ? " can be written to" : " can be made")),
        space(existing));
  }

  private static Finding space(Path folder) {
    try {
      return space(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      return Finding.warning("disk", "free space is unknown: " + e, "look at it with df");
    }
  }

  static Finding space(long free) {
    String text = String.format(Locale.ROOT, "%.1f GiB free", free / (1024.0 * MIB));
    String advice = "the default run writes about 0.2 GiB; make room, or choose another --out";
    if (free < LEAST_ROOM) {
      return Finding.problem("disk", text, advice);
    }
    return free < ROOM ? Finding.warning("disk", text, advice) : Finding.ok("disk", text);
  }

  /** The program of that name in the folders of {@code PATH}. */
  static Optional<Path> onPath(String path, String program) {
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new File(folder, program))
        .filter(file -> file.isFile() && file.canExecute())
        .map(File::toPath)
        .findFirst();
  }
}
