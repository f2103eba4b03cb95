package dev.spotwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.cli.doctor.Finding.Verdict;
import dev.spotwise.data.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks, on machines that are made up. */
class DoctorTest {

  private static final long GIB = 1L << 30;

  @TempDir private Path folder;

  private Map<String, String> environment = Map.of("OMP_NUM_THREADS", "1");
  private final Map<String, String> properties = new HashMap<>();
  private long heap = 4 * GIB;
  private int processors = 4;
  private OptionalInt columns = OptionalInt.empty();
  private boolean colour = true;
  private Supplier<List<String>> fonts = () -> List.of("DejaVu Sans", "Serif");

  private List<Finding> examine() {
    properties.putIfAbsent("java.version", "17.0.9");
    properties.putIfAbsent("java.specification.version", "17");
    properties.putIfAbsent("java.vendor", "Vendor");
    properties.putIfAbsent("java.home", "/jdk");
    properties.putIfAbsent("java.io.tmpdir", folder.toString());
    Machine machine =
        new Machine(environment, properties, processors, heap, columns, colour, fonts);
    return new Doctor(machine, Sources.load()).examine(folder.resolve("out"));
  }

  private Finding examine(String check) {
    return examine().stream().filter(one -> one.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void aGoodMachineHasNothingToBeTold() throws Exception {
    assertThat(examine())
        .filteredOn(finding -> !finding.check().equals("disk"))
        .allMatch(finding -> finding.verdict() == Verdict.OK);
    assertThat(examine().stream().map(Finding::check))
        .containsExactly(
            "spot",
            "java",
            "memory",
            "processors",
            "openmp",
            "fonts",
            "temporary",
            "output",
            "disk",
            "terminal",
            "plugins");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"17, OK", "25, OK", "11, PROBLEM", "1.8, PROBLEM", "'', PROBLEM"})
  void javaMustBeNewEnough(String version, Verdict verdict) {
    properties.put("java.specification.version", version);
    assertThat(examine("java").verdict()).isEqualTo(verdict);
    assertThat(examine("java").text()).isEqualTo("17.0.9 (Vendor) in /jdk");
  }

  @ParameterizedTest
  @CsvSource({"1536, OK", "1535, WARNING", "256, WARNING", "255, PROBLEM"})
  void memoryMustDoForTheDefaultRun(long mib, Verdict verdict) {
    heap = mib << 20;
    Finding memory = examine("memory");
    assertThat(memory.verdict()).isEqualTo(verdict);
    if (verdict != Verdict.OK) {
      assertThat(memory.advice()).contains("SPOT_JAVA_OPTS=-Xmx2g", "1.5 GiB");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1; trees grow one by one", "8, '8, all used for training'"})
  void processorsAreCounted(int count, String text) {
    processors = count;
    assertThat(examine("processors").text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2"})
  void moreThanOneThreadOfOpenMpIsWarnedOf(String threads) {
    environment = threads.isEmpty() ? Map.of() : Map.of("OMP_NUM_THREADS", threads);
    Finding finding = examine("openmp");
    assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(finding.advice()).contains("export OMP_NUM_THREADS=1");
  }

  static Stream<Throwable> whatAwtThrows() {
    return Stream.of(
        new NoClassDefFoundError("Could not initialize class sun.awt.X11FontManager"),
        new UnsatisfiedLinkError("libfreetype.so.6"),
        new InternalError("Fontconfig head is null"),
        new java.awt.AWTError("no toolkit"),
        new NullPointerException("fontconfig"));
  }

  @ParameterizedTest
  @MethodSource("whatAwtThrows")
  void aMachineWithoutFontsIsToldWhatToInstall(Throwable thrown) {
    fonts =
        () -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        };
    Finding finding = examine("fonts");
    assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(finding.text()).contains(thrown.getMessage());
    assertThat(finding.advice()).contains("install fontconfig", "fonts-dejavu-core");
  }

  @Test
  void anyFontWillDoButNoneWillNot() {
    fonts = () -> List.of("Comic Neue");
    assertThat(examine("fonts").verdict()).isEqualTo(Verdict.OK);
    assertThat(examine("fonts").text()).contains("no DejaVu Sans");
    fonts = List::of;
    assertThat(examine("fonts").verdict()).isEqualTo(Verdict.PROBLEM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no/such/folder", "nul\0byte"})
  void aTemporaryFolderThatCannotBeUsedIsAProblem(String name) {
    properties.put("java.io.tmpdir", name);
    Finding finding = examine("temporary");
    assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(finding.advice()).contains("-Djava.io.tmpdir=FOLDER");
  }

  @Test
  void anOutputFolderBelowAFileIsAProblem() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    List<Finding> findings = Folders.output(file.resolve("out"));
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(findings.get(0).advice()).contains("--out DIR");
    assertThat(Folders.output(file).get(0).verdict()).isEqualTo(Verdict.PROBLEM);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aReadOnlyOutputFolderIsAProblem() {
    assertThat(Folders.output(Path.of("/proc/out")).get(0).verdict()).isEqualTo(Verdict.PROBLEM);
  }

  @Test
  void anOutputFolderThatIsThereIsToldFromOneToBeMade() {
    assertThat(Folders.output(folder).get(0).text()).endsWith("can be written to");
    assertThat(Folders.output(folder.resolve("a/b")).get(0).text()).endsWith("can be made");
  }

  @ParameterizedTest
  @CsvSource({"512, OK", "511, WARNING", "16, WARNING", "15, PROBLEM", "0, PROBLEM"})
  void thereMustBeRoom(long mib, Verdict verdict) {
    assertThat(Folders.space(mib << 20).verdict()).isEqualTo(verdict);
  }

  @Test
  void aTerminalIsDescribed() {
    assertThat(examine("terminal").text()).startsWith("none");
    columns = OptionalInt.of(120);
    assertThat(examine("terminal").text()).isEqualTo("120 columns, colours");
    colour = false;
    assertThat(examine("terminal").text()).isEqualTo("120 columns, no colours");
    environment = Map.of("NO_COLOR", "1");
    assertThat(examine("terminal").text()).endsWith("no colours, as NO_COLOR is set");
    columns = OptionalInt.of(40);
    assertThat(examine("terminal").verdict()).isEqualTo(Verdict.WARNING);
  }

  @Test
  void pluginsThatBringNothingAreWarnedOf() {
    assertThat(examine("plugins").text()).isEqualTo("none");
    environment = Map.of("SPOT_PLUGINS", "plugins");
    assertThat(examine("plugins").verdict()).isEqualTo(Verdict.WARNING);
    assertThat(examine("plugins").text()).contains("SPOT_PLUGINS is plugins");
  }

  @Test
  void mavenIsLookedForInThePath() throws Exception {
    Path maven = Files.writeString(folder.resolve("mvn"), "");
    environment = Map.of("PATH", "::" + folder.resolve("none") + ":" + folder);
    assertThat(examine("spot").text()).contains("no Maven");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    assertThat(examine("spot").text()).endsWith("Maven at " + maven);
  }

  @Test
  void thisMachineDrawsTextOrSaysWhyNot() {
    Machine machine = Machine.thisOne(OptionalInt.of(80), true);
    List<Finding> findings = new Doctor(machine, Sources.load()).examine(folder);
    assertThat(findings).hasSizeGreaterThan(9).allMatch(finding -> !finding.text().isBlank());
    assertThat(machine.processors()).isPositive();
  }

  @Test
  void adviceComesWithWhatIsNotWellAlone() {
    assertThatThrownBy(() -> new Finding("x", Verdict.OK, "fine", "do something"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Finding("x", Verdict.PROBLEM, "bad", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
