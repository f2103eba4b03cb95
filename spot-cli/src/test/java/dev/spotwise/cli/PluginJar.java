package dev.spotwise.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds the plug-in of {@code examples/price-source} apart from the project's class path. */
final class PluginJar {

  static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  static final Path EXAMPLE = ROOT.resolve("examples/price-source");

  private PluginJar() {}

  /** Compiles all sources below a folder; a warning is a failure. */
  static Path compile(Path sources, Path classes, String classPath) throws IOException {
    Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.walk(sources)) {
      List<Path> java = found.filter(path -> path.toString().endsWith(".java")).toList();
      List<String> options =
          List.of(
              "--release",
              "17",
              "-Xlint:all,-path",
              "-Werror",
              "-proc:none",
              "-classpath",
              classPath,
              "-d",
              classes.toString());
      boolean done =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      if (!done) {
        throw new AssertionError(said.toString());
      }
    }
    return classes;
  }

  /** The example's jar, named as Maven names it. */
  static Path build(Path folder) throws IOException {
    Path classes =
        compile(
            EXAMPLE.resolve("src/main/java"),
            folder.resolve("classes"),
            System.getProperty("java.class.path"));
    Path jar =
        Files.createDirectories(folder.resolve("my plugins")).resolve("tsv-prices-1.0.0.jar");
    pack(jar, classes, EXAMPLE.resolve("src/main/resources"));
    return jar;
  }

  /** Packs the files below some folders. */
  static void pack(Path jar, Path... folders) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (Path folder : folders) {
        try (Stream<Path> found = Files.walk(folder)) {
          for (Path path : found.filter(Files::isRegularFile).sorted().toList()) {
            entries.putNextEntry(
                new JarEntry(folder.relativize(path).toString().replace('\\', '/')));
            Files.copy(path, entries);
            entries.closeEntry();
          }
        }
      }
    }
  }
}
