package dev.spotwise.cli.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project of {@code examples/embedding}, on {@code spot-backtest} and what that brings. */
class ConsumerTest {

  private static final Path EXAMPLE = RuntimeClassPath.ROOT.resolve("examples/embedding");
  private static final Path SOURCE =
      EXAMPLE.resolve("src/main/java/com/example/service/WhereToRun.java");

  @TempDir private Path folder;

  private static SortedMap<String, Path> libraries() throws IOException {
    SortedMap<String, Path> libraries = new TreeMap<>(RuntimeClassPath.of("spot-backtest"));
    libraries.keySet().removeAll(RuntimeDependencies.read().get("guice"));
    return libraries;
  }

  private Path compile(String classPath) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path said = folder.resolve("compiler.txt");
    String[] options = {"--release", "17", "-Xlint:all,-path,-classfile", "-Werror", "-proc:none"};
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-classpath", classPath, "-d", classes.toString(), SOURCE.toString()));
    int code;
    try (var err = Files.newOutputStream(said)) {
      code = compiler.run(null, err, err, arguments.toArray(String[]::new));
    }
    assertThat(code).as(Files.readString(said)).isZero();
    return classes;
  }

  @Test
  void aServiceThatDependsOnTheBacktestAloneDecides() throws Exception {
    SortedMap<String, Path> libraries = libraries();
    assertThat(libraries.keySet())
        .noneMatch(id -> id.matches("guice|guava|.*inject.*|jfreechart|picocli|spot-(charts|cli)"));
    String classPath = RuntimeClassPath.joined(libraries.values());
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            compile(classPath) + File.pathSeparator + classPath,
            "com.example.service.WhereToRun");
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the example must end but runs on");
    }

    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    assertThat(Files.readString(out)).isEqualTo(documented());
  }

  /** The block of {@code docs/embedding.md} that shows what the example prints. */
  private static String documented() throws IOException {
    String text = Files.readString(RuntimeClassPath.ROOT.resolve("docs/embedding.md"));
    int begin = text.indexOf("```text\nMove: ") + "```text\n".length();
    return text.substring(begin, text.indexOf("```", begin));
  }

  @Test
  void theDocumentsShowTheExampleAsItIsRun() throws IOException {
    String source = Files.readString(SOURCE);
    int begin = source.indexOf("    TimeWindow weeks");
    String body = source.substring(begin, source.indexOf("  }\n", begin)).indent(-4);

    assertThat(body.lines()).hasSizeLessThanOrEqualTo(14);
    assertThat(Files.readString(RuntimeClassPath.ROOT.resolve("docs/embedding.md"))).contains(body);
    assertThat(Files.readString(RuntimeClassPath.ROOT.resolve("README.md"))).contains(body);
  }
}
