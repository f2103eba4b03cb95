package dev.spotwise.cli.publishing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a module needs at run time, as the build wrote it down, by artifact id. */
final class RuntimeClassPath {

  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** In the order in which they depend on each other. */
  static final List<String> MODULES =
      List.of(
          "spot-data", "spot-features", "spot-models", "spot-backtest", "spot-charts", "spot-cli");

  private RuntimeClassPath() {}

  /** Jars and folders of classes by artifact id; the module itself is one of them. */
  static SortedMap<String, Path> of(String module) throws IOException {
    Path build = ROOT.resolve(module).resolve(System.getProperty("spot.buildFolder", "target"));
    Path list = build.resolve("runtime-classpath.txt");
    if (!Files.exists(list)) {
      throw new AssertionError(list + " must be there; build with -am");
    }
    SortedMap<String, Path> entries = new TreeMap<>();
    entries.put(module, build.resolve("classes"));
    for (String entry : Files.readString(list).strip().split(File.pathSeparator, -1)) {
      entries.put(artifactId(Path.of(entry)), Path.of(entry));
    }
    return entries;
  }

  /** A repository has .../ARTIFACT/VERSION/file.jar, the build .../MODULE/target/... */
  private static String artifactId(Path entry) {
    if (entry.startsWith(ROOT)) {
      return ROOT.relativize(entry).getName(0).toString();
    }
    return entry.getParent().getParent().getFileName().toString();
  }

  static String joined(Iterable<Path> entries) {
    List<String> texts = new ArrayList<>();
    entries.forEach(entry -> texts.add(entry.toString()));
    return String.join(File.pathSeparator, texts);
  }
}
