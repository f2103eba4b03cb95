package dev.spotwise.cli.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No module brings along what it does not need: what each one has at run time is written down. */
class RuntimeDependenciesTest {

  private static final Set<String> NAME_GUICE =
      Set.of("spot-data", "spot-features", "spot-backtest");

  /** What somebody who depends on the module gets; Guice is optional but in the program. */
  private static SortedSet<String> brought(String module) throws IOException {
    SortedSet<String> ids = new TreeSet<>(RuntimeClassPath.of(module).keySet());
    if (NAME_GUICE.contains(module)) {
      SortedSet<String> guice = RuntimeDependencies.read().get("guice");
      assertThat(ids).containsAll(guice);
      ids.removeAll(guice);
    }
    return ids;
  }

  @Test
  void everyModuleBringsAlongWhatIsWrittenDownAndNothingElse() throws IOException {
    SortedMap<String, SortedSet<String>> written = RuntimeDependencies.read();
    SortedSet<String> before = new TreeSet<>();
    for (String module : RuntimeClassPath.MODULES) {
      before.add(module);
      before.addAll(written.get(module));
      if (module.equals("spot-cli")) {
        before.addAll(written.get("guice"));
      }
      assertThat(brought(module))
          .as(
              "%s brings along other libraries than %s says; if they earn their place, correct its"
                  + " line (and docs/decisions/0001-libraries.md)",
              module, RuntimeDependencies.FILE)
          .isEqualTo(before);
    }
  }

  @Test
  void dataComesWithoutModelsAndDecisionsWithoutChartsOrACommandLine() throws IOException {
    assertThat(brought("spot-data")).noneMatch(id -> id.startsWith("tribuo") || id.contains("xgb"));
    assertThat(brought("spot-backtest"))
        .contains("spot-data", "spot-features", "spot-models")
        .doesNotContain("guice", "guava", "jfreechart", "picocli", "snakeyaml")
        .noneMatch(id -> id.contains("jline") || id.contains("batik"));
    assertThat(brought("spot-cli")).contains("guice", "picocli", "spot-charts");
  }
}
