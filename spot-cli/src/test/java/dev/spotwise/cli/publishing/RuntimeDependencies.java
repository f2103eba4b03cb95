package dev.spotwise.cli.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The committed list: what each module brings along beyond the modules before it. */
final class RuntimeDependencies {

  static final String FILE =
      "spot-cli/src/test/resources/dev/spotwise/cli/publishing/runtime-dependencies.txt";

  private RuntimeDependencies() {}

  /** Artifact ids by module; {@code guice} is what comes with Guice alone. */
  static SortedMap<String, SortedSet<String>> read() throws IOException {
    SortedMap<String, SortedSet<String>> modules = new TreeMap<>();
    try (InputStream in =
        RuntimeDependencies.class.getResourceAsStream("runtime-dependencies.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(
              line -> {
                String[] parts = line.split(":\\s*", 2);
                SortedSet<String> ids = new TreeSet<>(Arrays.asList(parts[1].split("\\s+")));
                ids.remove("");
                modules.put(parts[0], ids);
              });
    }
    return modules;
  }
}
