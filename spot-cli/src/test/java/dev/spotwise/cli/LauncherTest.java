package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code spot}, with a program that was built already and a JVM that prints. */
class LauncherTest {

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [ "$1" = -version ]; then
        echo 'openjdk version "17.0.1" 2021-10-19' >&2
      else
        for arg; do
          case $arg in
            -XX:DumpLoadedClassList=*) touch "${arg#*=}"; exit ;;
            -Xshare:dump) dump=yes ;;
            -XX:SharedArchiveFile=*) [ -z "${dump:-}" ] || { echo whole > "${arg#*=}"; exit; } ;;
          esac
        done
        printf '%s\\n' "$@"
      fi
      """;

  /** A zip file without entries. */
  private static final String JAR = "PK\005\006" + "\0".repeat(18);

  @TempDir private Path folder;

  private Path root;
  private Path plugins;

  @BeforeEach
  void makeATreeThatIsBuilt() throws IOException {
    root = Files.createDirectories(folder.resolve("a tree"));
    plugins = Files.createDirectories(folder.resolve("my plugins"));
    Files.copy(PluginJar.ROOT.resolve("spot"), root.resolve("spot"));
    Path built = Files.createDirectories(root.resolve("spot-cli/target"));
    Files.writeString(built.resolve("spot.jar"), "PK");
    Path java = Files.createDirectories(root.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, JAVA);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(plugins.resolve("b.jar"), JAR);
    Files.writeString(plugins.resolve("a b.jar"), JAR);
    Files.writeString(plugins.resolve("notes.txt"), "no jar");
  }

  private SpotProgram.Ended spot(String plugins, String... args) throws Exception {
    return spot(Map.of("SPOT_PLUGINS", plugins, "SPOT_ARCHIVE", "off"), args);
  }

  private SpotProgram.Ended spot(Map<String, String> environment, String... args) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder("bash", root.resolve("spot").toString());
    builder.command().addAll(List.of(args));
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().remove("SPOT_JAVA_OPTS");
    builder.environment().remove("SPOT_PLUGINS");
    builder.environment().remove("SPOT_ARCHIVE");
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new SpotProgram.Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private String classPath(Path... more) {
    StringBuilder path = new StringBuilder(root.resolve("spot-cli/target/spot.jar").toString());
    for (Path jar : more) {
      path.append(':').append(jar);
    }
    return path.toString();
  }

  @Test
  void withoutPluginsTheClassPathIsTheProgram() throws Exception {
    SpotProgram.Ended ended = spot("", "run", "--out", "a folder");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines())
        .containsSubsequence(
            "-cp", classPath(), "dev.spotwise.cli.Main", "run", "--out", "a folder");
  }

  @Test
  void jarsAndFoldersOfJarsFollowTheProgram() throws Exception {
    Path single = Files.writeString(folder.resolve("one $x.jar"), JAR);
    SpotProgram.Ended ended = spot(single + "::" + plugins, "sources");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines())
        .contains(classPath(single, plugins.resolve("a b.jar"), plugins.resolve("b.jar")));
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    SpotProgram.Ended ended = spot(plugins + ":" + folder.resolve("absent.jar"));
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            "spot: SPOT_PLUGINS must name jars or folders of jars but there is no "
                + folder.resolve("absent.jar")
                + "\n");
  }

  @Test
  void aFolderWithoutJarsAndAFileThatIsNoneAreNamed() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(spot(empty.toString()).err()).contains("folders that hold *.jar but " + empty);
    Path text = plugins.resolve("notes.txt");
    assertThat(spot(text.toString()).err()).contains("must name jars but " + text + " is none");
    Files.write(text, new byte[] {0, 1, 2});
    assertThat(spot(text.toString()).err())
        .isEqualTo("spot: SPOT_PLUGINS must name jars but " + text + " is none\n");
  }

  @Test
  void aJarThatIsCutShortIsNamed() throws Exception {
    Path jar = folder.resolve("x.jar");
    PluginJar.pack(jar, plugins);
    assertThat(spot(jar.toString()).code()).isZero();
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length - 22));
    SpotProgram.Ended ended = spot(jar.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo("spot: SPOT_PLUGINS must name whole jars but " + jar + " is cut short\n");
  }

  private void release(String text) throws IOException {
    Files.writeString(root.resolve("jdk/release"), text);
  }

  private Path archive(String name) {
    return root.resolve("spot-cli/target").resolve(name);
  }

  private static void await(Path file) throws Exception {
    for (int i = 0; i < 600 && (!Files.exists(file) || Files.size(file) == 0); i++) {
      Thread.sleep(100);
    }
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void theVersionIsReadWithoutAJvm() throws Exception {
    release("IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.2\"\n");
    assertThat(spot("", "run").err()).contains("must be version 17 or newer but was 11.0.2");
    release("JAVA_VERSION=\"25\"\r\n");
    assertThat(spot("", "run").out()).contains("--sun-misc-unsafe-memory-access=allow");
    Files.delete(root.resolve("jdk/release"));
    assertThat(spot("", "run").out()).doesNotContain("--sun-misc").contains("Main\nrun");
  }

  @Test
  void theFirstStartMakesAnArchiveAndTheNextOnesUseIt() throws Exception {
    release("JAVA_VERSION=\"21.0.2\"\nJAVA_RUNTIME_VERSION=\"21.0.2+13/x y\"\n");
    Path archive = archive("spot-21.0.2+13_x_y.jsa");
    SpotProgram.Ended first = spot(Map.of(), "run");
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).doesNotContain("SharedArchiveFile");
    await(archive);
    SpotProgram.Ended second = spot(Map.of(), "run");
    assertThat(second.out().lines())
        .containsSubsequence(
            "-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "run");
    assertThat(spot("", "run").out()).doesNotContain("SharedArchiveFile");
  }

  @Test
  void anArchiveOlderThanTheProgramIsMadeAnew() throws Exception {
    release("JAVA_VERSION=\"17.0.9\"\n");
    Path archive = Files.writeString(archive("spot-17.0.9.jsa"), "old");
    Files.setLastModifiedTime(archive, FileTime.fromMillis(1_000_000_000));
    SpotProgram.Ended ended = spot(Map.of(), "run");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).doesNotContain("SharedArchiveFile");
    for (int i = 0; i < 600 && !"whole\n".equals(Files.readString(archive)); i++) {
      Thread.sleep(100);
    }
    assertThat(archive).hasContent("whole");
  }

  @Test
  void anArchiveThatCouldNotBeMadeIsNotTriedAgain() throws Exception {
    release("JAVA_VERSION=\"17.0.9\"\n");
    Path archive = Files.writeString(archive("spot-17.0.9.jsa"), "");
    SpotProgram.Ended ended = spot(Map.of(), "run");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).doesNotContain("SharedArchiveFile");
    assertThat(archive).isEmptyFile();
  }

  @Test
  void helpIsNotWorthCompilingAndARunIs() throws Exception {
    assertThat(spot("", "--help").out()).contains("-XX:TieredStopAtLevel=1");
    assertThat(spot("", "evaluate", "--help").out()).contains("-XX:TieredStopAtLevel=1");
    assertThat(spot("", "run").out()).doesNotContain("TieredStopAtLevel");
    assertThat(spot("", "evaluate").out()).doesNotContain("TieredStopAtLevel");
  }

  @Test
  void withoutATerminalNothingIsSaidOfOne() throws Exception {
    Map<String, String> environment =
        Map.of("TERM", "xterm", "COLUMNS", "40", "SPOT_ARCHIVE", "off");
    assertThat(spot(environment, "run").out())
        .doesNotContain("spot.stdout", "spot.stderr", "spot.columns");
  }

  /** The program {@code script} runs another one on a terminal. */
  static boolean canBeATerminal() {
    return Files.isExecutable(Path.of("/usr/bin/script"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 2>/dev/null", " | cat"})
  @EnabledIf("canBeATerminal")
  void theWidthOfATerminalIsHandedOn(String otherwise) throws Exception {
    Path seen = folder.resolve("seen.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/usr/bin/script", "-qc", "stty cols 47; ./spot run" + otherwise, "/dev/null");
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().put("SPOT_ARCHIVE", "off");
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("TERM", "xterm");
    builder.environment().keySet().removeAll(List.of("COLUMNS", "SPOT_PLUGINS", "SPOT_JAVA_OPTS"));
    Process process =
        builder
            .directory(root.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(seen.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(seen)).contains("-Dspot.columns=47\r\n");
  }
}
