package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {

  private static String fatal(Error error) {
    StringWriter err = new StringWriter();
    assertThat(new Failures(new PrintWriter(err, true)).fatal(error)).isEqualTo(1);
    return err.toString();
  }

  @Test
  void aTemporaryFolderThatTakesNoLibraryIsNamedAndNoPluginIsBlamed() {
    String folder = System.getProperty("java.io.tmpdir");
    assertThat(fatal(new ExceptionInInitializerError("Cannot unpack libx: No space left")))
        .startsWith("spot: a native library must be unpacked into " + folder + " and loaded")
        .endsWith("Cannot unpack libx: No space left\n")
        .doesNotContain("SPOT_PLUGINS", "Error:");
    assertThat(fatal(new UnsatisfiedLinkError("libx.so: failed to map segment")))
        .contains(folder, "failed to map segment");
    assertThat(fatal(new NoClassDefFoundError("Foo"))).contains("SPOT_PLUGINS", "Foo");
  }

  @Test
  void aFullDiskAndAFolderThatCannotBeWrittenToComeWithAdvice() {
    StringWriter err = new StringWriter();
    Failures failures = new Failures(new PrintWriter(err, true));
    CommandLine line = new CommandLine(new SpotCommand());
    for (String reason :
        List.of("IOException No space left on device", "AccessDeniedException out", "other")) {
      IOException cause = new IOException(reason);
      assertThat(
              failures.execution(
                  new UncheckedIOException("can't write out/x: " + reason, cause), line, null))
          .isEqualTo(Failures.FAILED);
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "spot: can't write out/x: IOException No space left on device; free some space, or"
                + " choose another folder with --out, and run again",
            "spot: can't write out/x: AccessDeniedException out; choose a folder that can be"
                + " written to",
            "spot: can't write out/x: other");
  }
}
