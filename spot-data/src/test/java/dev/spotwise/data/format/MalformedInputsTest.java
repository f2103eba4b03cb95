package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.SkippedRows;
import dev.spotwise.data.Sources;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a file: one clear message, soon, and no row lost without a word. */
@Timeout(60)
class MalformedInputsTest {

  private static final long MOST_BYTES = 64L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  /** A new form adds its inputs here. */
  private static final List<MalformedInput> INPUTS =
      Stream.of(
              MalformedCsv.all(), MalformedAws.all(), MalformedTraces.all(), MalformedParquet.all())
          .flatMap(all -> all)
          .toList();

  static List<MalformedInput> inputs() {
    return INPUTS;
  }

  private Path write(MalformedInput input) throws IOException {
    return Files.write(folder.resolve(input.form().fileName()), input.content().get());
  }

  private static String message(MalformedInput input, Path file) {
    return input.message().replace("FILE", file.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void theMessageNamesFileValueAndWhatWasExpected(MalformedInput input) throws IOException {
    Path file = write(input);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Throwable refusal = catchThrowable(() -> input.form().read(file, new RowSink() {}));
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    assertThat(refusal)
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message(input, file))
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("Exception")
        .hasMessageNotContaining("\0");
    assertThat(refusal.getMessage()).hasSizeLessThan(1000);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void aTolerantSinkGetsTheGoodRowsAndAWordOnTheBadOnes(MalformedInput input) throws IOException {
    Path file = write(input);
    SkippedRows skipped = new SkippedRows();
    if (input.badRows() == 0) {
      assertThatThrownBy(() -> input.form().read(file, skipped))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining(file.toString());
      return;
    }
    List<String> rows = input.form().read(file, skipped);
    assertThat(rows).hasSize(input.goodRows());
    assertThat(skipped.count()).isEqualTo(input.badRows());
    assertThat(skipped.first())
        .allSatisfy(text -> assertThat(text).contains(message(input, file), file.toString()));
  }

  @ParameterizedTest
  @EnumSource
  void aFolderIsNoFile(MalformedInput.Form form) throws IOException {
    Path file = Files.createDirectory(folder.resolve(form.fileName()));
    assertThatThrownBy(() -> form.read(file, new RowSink() {}))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("folder")
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @EnumSource
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @Timeout(10)
  void aPipeIsRefusedAndNotWaitedFor(MalformedInput.Form form) throws Exception {
    Path pipe = folder.resolve(form.fileName());
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> form.read(pipe, new RowSink() {}))
        .isInstanceOf(MarketDataException.class)
        .hasMessage("source must be a file but is a pipe or a device: " + pipe);
    assertThatThrownBy(() -> Sources.load().kindsOf(pipe.toString()))
        .isInstanceOf(MarketDataException.class)
        .hasMessage("source must be a file but is a pipe or a device: " + pipe);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsNotThereIsNamed(MalformedInput.Form form) {
    Path file = folder.resolve("absent").resolve(form.fileName());
    assertThatThrownBy(() -> form.read(file, new RowSink() {}))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("no such file or folder: " + file);
  }

  @Test
  void thereAreManyOfEveryForm() {
    Map<MalformedInput.Form, Long> counts =
        INPUTS.stream().collect(Collectors.groupingBy(MalformedInput::form, Collectors.counting()));
    assertThat(counts).containsOnlyKeys(MalformedInput.Form.values());
    assertThat(INPUTS.stream().map(MalformedInput::toString)).doesNotHaveDuplicates();
    assertThat(INPUTS).hasSizeGreaterThan(100);
  }
}
