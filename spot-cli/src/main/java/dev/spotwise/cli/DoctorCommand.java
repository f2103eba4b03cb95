package dev.spotwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.doctor.Doctor;
import dev.spotwise.cli.doctor.Finding;
import dev.spotwise.cli.doctor.Finding.Verdict;
import dev.spotwise.cli.doctor.Machine;
import dev.spotwise.data.Sources;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spot doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Check whether this machine is fit for a run, and say what to do if it is not.",
      "Looks at Java, memory, fonts, folders, the terminal and plug-ins. Leaves nothing behind."
    },
    footer = {
      "",
      "Exit code 0 if there is no problem, 1 if there is one; a warning is none.",
      "",
      "Examples:",
      "  spot doctor",
      "  spot doctor --out /data/spot --json"
    })
final class DoctorCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Machine machine;
  private final Sources sources;
  private final Console console;

  @Option(
      names = "--out",
      order = 1,
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Output folder of the run to come; out by default.")
  private Path out;

  @Option(names = "--json", order = 2, description = "Print JSON instead of text.")
  private boolean json;

  @Inject
  DoctorCommand(Machine machine, Sources sources, Console console) {
    this.machine = machine;
    this.sources = sources;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (out.toString().isBlank()) {
      throw new ConfigException(List.of("--out must be a path but was '" + out + "'"));
    }
    List<Finding> findings = new Doctor(machine, sources).examine(out);
    if (json) {
      console.print(json(findings));
    } else {
      console.print(lines(findings, console.terminal()));
    }
    return count(findings, Verdict.PROBLEM) == 0 ? 0 : Failures.FAILED;
  }

  /** A line per finding, the advice below it, and how many there are. */
  static List<String> lines(List<Finding> findings, Terminal terminal) {
    Page page = new Page(terminal);
    for (Finding finding : findings) {
      page.line(
          "%-7s  %-10s  %s", finding.verdict().id(), finding.check(), oneLine(finding.text()));
      if (!finding.advice().isEmpty()) {
        page.line("         " + finding.advice());
      }
    }
    page.gap();
    page.line(
        number(count(findings, Verdict.PROBLEM), "problem")
            + ", "
            + number(count(findings, Verdict.WARNING), "warning").toLowerCase(Locale.ROOT)
            + ".");
    return page.lines();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String number(long count, String what) {
    return (count == 0 ? "No" : count) + " " + what + (count == 1 ? "" : "s");
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  /** An object with the verdict on all, and the findings as an array. */
  static String json(List<Finding> findings) {
    ObjectNode all = JSON.createObjectNode();
    all.put("fit", count(findings, Verdict.PROBLEM) == 0);
    ArrayNode list = all.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode entry = list.addObject();
      entry.put("check", finding.check());
      entry.put("verdict", finding.verdict().id());
      entry.put("text", finding.text());
      if (!finding.advice().isEmpty()) {
        entry.put("advice", finding.advice());
      }
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
