package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Results that go to a full disk, or to a reader that has seen enough. */
class ResultStreamTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void whatIsWrittenArrives() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResultStream stream = new ResultStream(bytes);
    stream.write('a');
    PrintWriter out = new PrintWriter(stream, true, StandardCharsets.UTF_8);
    out.println("ä");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("aä" + System.lineSeparator());
    assertThat(stream.problem()).isEmpty();
  }

  @Test
  void theFirstProblemIsRemembered() throws IOException {
    ResultStream stream = new ResultStream(failing("No space left on device"));
    stream.write('a');
    stream.flush();
    stream.write('b');
    assertThat(stream.problem()).contains("No space left on device");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoProblem() throws IOException {
    ResultStream stream = new ResultStream(failing("Broken pipe"));
    stream.write('a');
    assertThat(stream.problem()).isEmpty();
  }

  static boolean hasFullDevice() {
    return Files.exists(FULL);
  }

  private SpotProgram.Ended spot(File out, String... args) throws Exception {
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.spotwise.cli.Main");
    builder.command().addAll(List.of(args));
    Process process = builder.redirectOutput(out).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new SpotProgram.Ended(process.exitValue(), "", Files.readString(err));
  }

  @Test
  @EnabledIf("hasFullDevice")
  void resultsThatCouldNotBeWrittenAreAFailure() throws Exception {
    SpotProgram.Ended ended = spot(FULL.toFile(), "sources", "--json");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err().lines())
        .containsExactly("spot: can't write the results: No space left on device");
  }

  @Test
  void resultsGoToAFileWhole() throws Exception {
    File out = folder.resolve("out.txt").toFile();
    assertThat(spot(out, "sources").code()).isZero();
    assertThat(Files.readString(out.toPath())).contains("world:", "parquet:").endsWith("\n");
  }
}
