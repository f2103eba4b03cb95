package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.format.PriceFiles;
import dev.spotwise.data.format.PriceWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that adds one dump after another is killed: the archive is one of those in between. */
class ArchiveCrashTest {

  private static final int DUMPS = 40;

  @TempDir private Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aKilledAdditionLeavesTheOldArchiveOrTheNewOne(long seed) throws Exception {
    List<Dump> dumps = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Path undisturbed = folder.resolve("undisturbed");
    for (int i = 0; i < DUMPS; i++) {
      dumps.add(Dump.random(100 * seed + i, 60));
      files.add(write(dumps.get(i), folder.resolve("dump" + i + ".csv")));
    }
    dumps.stream().reduce(Dump.of(), Dump::with).addTo(undisturbed);
    Path archive = folder.resolve("killed");
    int added = killedAfter(archive, files, new Random(seed).nextInt(1000));
    assertThat(added).isLessThan(DUMPS);
    Dump old = dumps.subList(0, added).stream().reduce(Dump.of(), Dump::with);
    List<String> left =
        ArchiveFolder.isArchive(archive) ? Dump.contents(archive) : Dump.of().archived();
    assertThat(left).isIn(old.archived(), old.with(dumps.get(added)).archived());
    PriceArchive.at(archive)
        .add(dumps.stream().map(Dump::source).toList(), AddSettings.withDefaults());
    assertThat(Dump.tree(archive).equals(Dump.tree(undisturbed))).as("the same bytes").isTrue();
  }

  /**
   * Kills a process some milliseconds after it begins, and counts what it is known to have done.
   */
  private static int killedAfter(Path archive, List<Path> files, int millis) throws Exception {
    Process process = ArchiveProcess.start(archive, 25, files);
    try (BufferedReader said = process.inputReader()) {
      ArchiveProcess.await(said, "begun");
      Thread.sleep(millis);
      process.toHandle().destroyForcibly();
      process.waitFor();
      return (int) said.lines().filter(line -> line.startsWith("added ")).count();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path write(Dump dump, Path file) throws IOException {
    try (PriceWriter writer = PriceFiles.openCsv(file)) {
      dump.source().read(PriceArchive.EVERYTHING, writer);
    }
    return file;
  }
}
