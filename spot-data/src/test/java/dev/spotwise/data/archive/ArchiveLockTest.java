package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLockTest {

  private static final Dump ONE = Dump.of("us-east-1a_m5.large 2024-01-15T00:00:00Z 41600");

  @TempDir private Path folder;

  private void refused(Path archive) {
    assertThatThrownBy(() -> ONE.addTo(archive))
        .isInstanceOf(ArchiveLockedException.class)
        .hasMessage(
            "something else is being added to the archive "
                + archive
                + "; try again when that is done");
  }

  @Test
  void twoAdditionsOfOneProcessExcludeEachOther() throws IOException {
    Path archive = folder.resolve("a");
    ONE.addTo(archive);
    Path link = Files.createSymbolicLink(folder.resolve("link"), archive);
    SortedMap<String, String> before = Dump.tree(archive);
    try (ArchiveAddition first = PriceArchive.at(archive).beginAdd(AddSettings.withDefaults())) {
      refused(archive);
      refused(link);
      assertThat(Dump.contents(archive)).isEqualTo(ONE.archived());
      assertThat(first.read(ONE.source())).isEqualTo(1);
    }
    assertThat(Dump.tree(archive)).isEqualTo(before);
    ONE.addTo(link);
  }

  @Test
  void additionsOfTwoProcessesExcludeEachOther() throws Exception {
    Path archive = folder.resolve("a");
    Process other = ArchiveProcess.start(archive, 10, List.of());
    try (BufferedReader said = other.inputReader()) {
      ArchiveProcess.await(said, "locked");
      refused(archive);
      refused(archive);
      other.outputWriter().close();
      assertThat(other.waitFor()).isZero();
    } finally {
      other.destroyForcibly();
    }
    ONE.addTo(archive);
    assertThat(Dump.contents(archive)).isEqualTo(ONE.archived());
  }

  @Test
  void theLockOfAKilledProcessIsGone() throws Exception {
    Path archive = folder.resolve("a");
    Process other = ArchiveProcess.start(archive, 10, List.of());
    try (BufferedReader said = other.inputReader()) {
      ArchiveProcess.await(said, "locked");
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(archive.resolve(".staging")).exists();
    ONE.addTo(archive);
    assertThat(archive.resolve(".staging")).doesNotExist();
  }

  @Test
  void aLockFileThatIsALinkIsNotFollowed() throws IOException {
    Path archive = Files.createDirectory(folder.resolve("a"));
    Path outside = Files.createFile(folder.resolve("outside"));
    Files.createSymbolicLink(archive.resolve(ArchiveFolder.LOCK), outside);
    assertThatThrownBy(() -> ONE.addTo(archive))
        .isInstanceOf(UncheckedIOException.class)
        .isNotInstanceOf(ArchiveLockedException.class)
        .hasMessageContaining("can't lock");
    Files.delete(archive.resolve(ArchiveFolder.LOCK));
    ONE.addTo(archive);
  }
}
