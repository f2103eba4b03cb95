package dev.spotwise.cli.pipeline;

import dev.spotwise.models.LibraryVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Which build of this program runs: builds of an unreleased version share its name. */
final class Build {

  private static final String UNRELEASED = "-SNAPSHOT";

  private Build() {}

  /** Digest of the program's jar; nothing for a release, and where there is no jar. */
  static String identity() {
    if (!LibraryVersion.current().endsWith(UNRELEASED)) {
      return "";
    }
    CodeSource source = Build.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = source == null ? null : Path.of(source.getLocation().toURI());
      return jar != null && Files.isRegularFile(jar) ? Sha256.of(jar) : "";
    } catch (IOException | URISyntaxException e) {
      return "";
    }
  }
}
