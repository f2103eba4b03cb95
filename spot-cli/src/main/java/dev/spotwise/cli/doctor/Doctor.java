package dev.spotwise.cli.doctor;

import dev.spotwise.data.ListedSource;
import dev.spotwise.data.Sources;
import dev.spotwise.models.LibraryVersion;
import java.awt.AWTError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks whether {@code spot} will run well on a machine. Changes nothing that lasts. */
public final class Doctor {

  private static final int LEAST_JAVA = 17;
  private static final long MIB = 1L << 20;

  /** What the default run needs: a market of 12 pools over 13 months and its models. */
  private static final long HEAP = 1536 * MIB;

  /** With less, not even a small market fits. */
  private static final long LEAST_HEAP = 256 * MIB;

  private static final int NARROW = 60;
  private static final String FONT = "DejaVu Sans";

  private final Machine machine;
  private final Sources sources;

  /** A doctor for a machine, on which these sources were found. */
  public Doctor(Machine machine, Sources sources) {
    this.machine = machine;
    this.sources = sources;
  }

  /**
   * All findings, in a fixed order.
   *
   * @param out folder that a run would write to
   */
  public List<Finding> examine(Path out) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("spot", LibraryVersion.current() + maven()));
    findings.add(java());
    findings.add(memory());
    findings.add(processors());
    findings.add(openMp());
    findings.add(fonts());
    findings.add(Folders.temporary(machine.property("java.io.tmpdir")));
    findings.addAll(Folders.output(out));
    findings.add(terminal());
    findings.addAll(plugins());
    return findings;
  }

  private String maven() {
    return Folders.onPath(machine.variable("PATH"), "mvn")
        .map(file -> "; Maven at " + file)
        .orElse("; no Maven, which only building needs");
  }

  private Finding java() {
    String version = machine.property("java.version");
    String shown =
        version + " (" + machine.property("java.vendor") + ") in " + machine.property("java.home");
    String specified = machine.property("java.specification.version");
    int feature = specified.matches("\\d{1,4}") ? Integer.parseInt(specified) : 0;
    return feature >= LEAST_JAVA
        ? Finding.ok("java", shown)
        : Finding.problem(
            "java", shown, "install Java 17 or newer, and set JAVA_HOME to its folder");
  }

  private Finding memory() {
    long heap = machine.maxHeapBytes();
    String text = "up to " + gib(heap) + " for Java";
    String advice =
        "the default run needs about "
            + gib(HEAP)
            + "; give more with SPOT_JAVA_OPTS=-Xmx2g, or choose a shorter period or fewer pools";
    if (heap < LEAST_HEAP) {
      return Finding.problem("memory", text, advice);
    }
    return heap < HEAP ? Finding.warning("memory", text, advice) : Finding.ok("memory", text);
  }

  private Finding processors() {
    int count = machine.processors();
    return Finding.ok(
        "processors", count + (count == 1 ? "; trees grow one by one" : ", all used for training"));
  }

  private Finding openMp() {
    String threads = machine.variable("OMP_NUM_THREADS");
    if (threads.equals("1")) {
      return Finding.ok("openmp", "OMP_NUM_THREADS is 1");
    }
    return Finding.warning(
        "openmp",
        threads.isEmpty() ? "OMP_NUM_THREADS is not set" : "OMP_NUM_THREADS is " + threads,
        "export OMP_NUM_THREADS=1, or start with the script spot, which does: XGBoost's threads spin"
            + " while they wait and make training slower");
  }

  /** Without fontconfig or a font, AWT answers with one of many exceptions and errors. */
  private Finding fonts() {
    String advice =
        "figures can't be drawn; install fontconfig and a font, such as fonts-dejavu-core on Debian"
            + " or dejavu-sans-fonts on Fedora";
    List<String> families;
    try {
      families = machine.fonts().get();
    } catch (RuntimeException | LinkageError | AWTError | InternalError e) {
      return Finding.problem("fonts", "Java can't draw text: " + e, advice);
    }
    if (families.isEmpty()) {
      return Finding.problem("fonts", "Java finds no font", advice);
    }
    return families.contains(FONT)
        ? Finding.ok("fonts", FONT + " and " + (families.size() - 1) + " more families")
        : Finding.ok("fonts", families.size() + " families; no " + FONT + ", another one is used");
  }

  private Finding terminal() {
    if (machine.columns().isEmpty()) {
      return Finding.ok("terminal", "none; results and progress are plain lines");
    }
    int columns = machine.columns().getAsInt();
    String why = machine.variable("NO_COLOR").isEmpty() ? "" : ", as NO_COLOR is set";
    String text = columns + " columns, " + (machine.colour() ? "colours" : "no colours" + why);
    return columns < NARROW
        ? Finding.warning("terminal", text, "tables are easier to read at 80 columns or more")
        : Finding.ok("terminal", text);
  }

  private List<Finding> plugins() {
    String given = machine.variable("SPOT_PLUGINS");
    List<Finding> findings = new ArrayList<>();
    for (String problem : sources.problems()) {
      findings.add(
          Finding.problem("plugins", problem, "replace the jar, or take it out of SPOT_PLUGINS"));
    }
    List<String> schemes =
        sources.list().stream()
            .filter(source -> !source.origin().equals("Spotwise"))
            .map(ListedSource::scheme)
            .toList();
    if (findings.isEmpty() && schemes.isEmpty() && !given.isEmpty()) {
      findings.add(
          Finding.warning(
              "plugins",
              "SPOT_PLUGINS is " + given + ", but brings no source",
              "look at META-INF/services of the jars; docs/price-source.md tells how"));
    } else if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              "plugins", schemes.isEmpty() ? "none" : "sources " + String.join(", ", schemes)));
    }
    return findings;
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (1024.0 * MIB));
  }
}
