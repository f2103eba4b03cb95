package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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
}
