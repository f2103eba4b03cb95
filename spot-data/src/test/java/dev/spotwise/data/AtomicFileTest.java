package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void aFileAppearsWithItsFolder() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFile.write(file, temporary -> Files.writeString(temporary, "new"));
    assertThat(file).hasContent("new");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void theTemporaryFileLiesBesideTheFileAndDoesNotExistYet() {
    Path file = folder.resolve("c.txt");
    AtomicFile.write(
        file,
        temporary -> {
          assertThat(temporary).doesNotExist();
          assertThat(temporary.getParent()).isEqualTo(folder);
          Files.writeString(temporary, "x");
          assertThat(file).doesNotExist();
        });
    assertThat(file).exists();
  }

  @Test
  void aWriterThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("c.txt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("c.txt", "disk full");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(file).hasContent("old");
    assertThat(folder)
        .isDirectoryContaining("glob:**/c.txt")
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Path blocker = Files.writeString(folder.resolve("blocker"), "");
    assertThatThrownBy(() -> AtomicFile.write(blocker.resolve("c.txt"), Files::createFile))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("blocker");
  }
}
