package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code spot}, with a program that was built already and a JVM that prints. */
class LauncherTest {

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [ "$1" = -version ]; then
        echo 'openjdk version "17.0.1" 2021-10-19' >&2
      else
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
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder("bash", root.resolve("spot").toString());
    builder.command().addAll(List.of(args));
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().remove("SPOT_JAVA_OPTS");
    builder.environment().put("SPOT_PLUGINS", plugins);
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
}
