package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.format.PriceFiles;
import dev.spotwise.data.format.PriceWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that adds one dump after another is killed: the archive is one of those in between. */
class ArchiveCrashTest {

  private static final int DUMPS = 40;

  @TempDir private Path folder;

  /** Waits for the moment to kill the process that adds to an archive. */
  private interface Moment {
    void await(Process process, Path archive) throws InterruptedException;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anAdditionKilledAtAnyTimeLeavesTheOldArchiveOrTheNewOne(long seed) throws Exception {
    int millis = new Random(seed).nextInt(1000);
    kill(seed, (process, archive) -> Thread.sleep(millis));
  }

  /** Files come and go only while an addition is committed: some ten come, and then some ten go. */
  @ParameterizedTest(name = "after {0} changes of the files")
  @ValueSource(ints = {1, 7, 10, 12, 18, 22, 27})
  void anAdditionKilledWhileItIsCommittedLeavesTheOldArchiveOrTheNewOne(int changes)
      throws Exception {
    kill(
        changes,
        (process, archive) -> {
          Set<String> files = Set.of();
          int seen = 0;
          while (seen < changes && process.isAlive()) {
            Set<String> now = partitions(archive);
            seen += now.equals(files) ? 0 : 1;
            files = now;
            Thread.sleep(0, 100_000);
          }
        });
  }

  private void kill(long seed, Moment moment) throws Exception {
    List<Dump> dumps = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Path undisturbed = folder.resolve("undisturbed");
    for (int i = 0; i < DUMPS; i++) {
      dumps.add(Dump.random(100 * seed + i, 60));
      files.add(write(dumps.get(i), folder.resolve("dump" + i + ".csv")));
    }
    dumps.stream().reduce(Dump.of(), Dump::with).addTo(undisturbed);
    Path archive = folder.resolve("killed");
    int added = killed(archive, files, moment);
    assertThat(added).isLessThan(DUMPS);
    Dump old = dumps.subList(0, added).stream().reduce(Dump.of(), Dump::with);
    List<String> left = ArchiveFolder.isArchive(archive) ? Dump.contents(archive) : List.of();
    assertThat(left).isIn(old.archived(), old.with(dumps.get(added)).archived());
    PriceArchive.at(archive)
        .add(dumps.stream().map(Dump::source).toList(), AddSettings.withDefaults());
    assertThat(Dump.tree(archive).equals(Dump.tree(undisturbed))).as("the same bytes").isTrue();
  }

  /** Kills a process at a moment after it begins, and counts what it is known to have added. */
  private static int killed(Path archive, List<Path> files, Moment moment) throws Exception {
    Process process = ArchiveProcess.start(archive, 25, files);
    try (BufferedReader said = process.inputReader()) {
      ArchiveProcess.await(said, "begun");
      moment.await(process, archive);
      process.toHandle().destroyForcibly();
      process.waitFor();
      return (int) said.lines().filter(line -> line.startsWith("added ")).count();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Set<String> partitions(Path archive) {
    if (Files.notExists(archive)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.find(archive, 2, (file, is) -> is.isRegularFile())) {
      return files
          .map(archive::relativize)
          .map(Path::toString)
          .filter(name -> !name.startsWith("."))
          .filter(name -> name.endsWith(".parquet"))
          .collect(Collectors.toSet());
    } catch (IOException | UncheckedIOException e) {
      return Set.of("a file went while it was looked at");
    }
  }

  private static Path write(Dump dump, Path file) throws IOException {
    try (PriceWriter writer = PriceFiles.openCsv(file)) {
      dump.source().read(PriceArchive.EVERYTHING, writer);
    }
    return file;
  }
}
