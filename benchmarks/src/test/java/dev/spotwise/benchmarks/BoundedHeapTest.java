package dev.spotwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two million rows, of which time and price alone would take 32 MB, pass through a JVM of 40 MB.
 */
class BoundedHeapTest {

  @TempDir private Path folder;

  private record Ended(int code, String output) {}

  private Ended run(String format, String what) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BoundedHeap.class.getName(),
                format,
                "20",
                "100000",
                folder.toString(),
                what)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the program must end but runs on");
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv"})
  void aTableIsWrittenAndReadInLessMemoryThanItsRowsTake(String format) throws Exception {
    Ended ended = run(format, "count");
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output().lines())
        .anyMatch(line -> line.startsWith(format + ": 2000000 rows, "));
  }

  @Test
  void keepingTheRowsWouldNotFit() throws Exception {
    Ended ended = run("parquet", "keep");
    assertThat(ended.code()).isNotZero();
    assertThat(ended.output()).contains("OutOfMemoryError");
  }
}
