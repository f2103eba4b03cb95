package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.digests;
import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spot run} over what an earlier run has done. */
class ResumeTest {

  private static final String[] ALL = {
    "run", "market", "data", "features", "train", "backtest", "figures", "report"
  };

  @TempDir private Path folder;
  private String config;

  @BeforeEach
  void writeConfiguration() {
    config = SpotProgram.write(folder.resolve("c.yaml"), SpotProgram.SMALL).toString();
  }

  private SpotProgram.Ended step(String step, String out, String... more) {
    return done(
        SpotProgram.args(
            new String[] {step, "--config", config, "--out", folder.resolve(out).toString()},
            more));
  }

  private SpotProgram.Ended run(String out, String... more) {
    return step("run", out, more);
  }

  /** The steps that were done, by the first word of their lines; those left alone have a minus. */
  private static List<String> steps(SpotProgram.Ended ended) {
    return ended
        .err()
        .lines()
        .map(line -> (line.contains("unchanged, from") ? "-" : "") + line.split("[ :]", 2)[0])
        .toList();
  }

  private void assertSameFiles(String one, String other) {
    assertThat(digests(folder.resolve(one))).isEqualTo(digests(folder.resolve(other)));
  }

  private SortedMap<String, FileTime> times(String out) throws IOException {
    SortedMap<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve(out))) {
      for (Path file : files.toList()) {
        times.put(file.toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void aSecondRunDoesNothingAndTellsTheSame() throws Exception {
    SpotProgram.Ended first = run("o");
    assertThat(steps(first)).containsExactly(ALL);
    SortedMap<String, FileTime> times = times("o");

    SpotProgram.Ended second = run("o", "--threads", "2");

    assertThat(steps(second)).containsExactly("run", "-market", "-train", "-backtest", "-report");
    assertThat(second.err()).contains("market    unchanged, from " + folder.resolve("o/data"));
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(times("o")).isEqualTo(times);

    SpotProgram.Ended fresh = run("o", "--fresh");
    assertThat(steps(fresh)).containsExactly(ALL);
    assertThat(fresh.out()).isEqualTo(first.out());
  }

  @Test
  void anotherPolicyIsReplayedOverTheSameModels() {
    run("o");
    SpotProgram.write(
        folder.resolve("c.yaml"), SpotProgram.SMALL + "decision: {policy: hysteresis}\n");
    SpotProgram.Ended ended = run("o");
    assertThat(steps(ended))
        .containsExactly("run", "-market", "market", "-train", "backtest", "figures", "report");
    run("fresh");
    assertSameFiles("o", "fresh");
  }

  @Test
  void anotherSeedOrWindowIsAnotherRun() {
    run("o");
    assertThat(steps(run("o", "--seed", "7"))).containsExactly(ALL);
    run("fresh", "--seed", "7");
    assertSameFiles("o", "fresh");
    assertThat(steps(run("o", "--seed", "7", "--backtest", "2024-01-16/2024-01-19")))
        .containsExactly(ALL);
  }

  @Test
  void otherModelsAreTrainedOnTheSameMarket() {
    run("o");
    SpotProgram.write(folder.resolve("c.yaml"), SpotProgram.SMALL.replace("trees: 4", "trees: 5"));
    assertThat(steps(run("o")))
        .containsExactly(
            "run", "-market", "market", "features", "train", "backtest", "figures", "report");
    run("fresh");
    assertSameFiles("o", "fresh");
  }

  @Test
  void singleStepsAreTakenOverAndNotMistaken() {
    run("whole");
    step("generate", "o");
    assertThat(steps(run("o"))).startsWith("run", "-market", "market", "features", "train");
    assertSameFiles("o", "whole");

    step("train", "o", "--seed", "8");
    assertThat(steps(run("o"))).startsWith("run", "-market", "market", "features", "train");
    assertSameFiles("o", "whole");

    step("backtest", "o", "--cost-unit", "gib");
    assertThat(steps(run("o"))).startsWith("run", "-market", "market", "-train", "backtest");
    assertSameFiles("o", "whole");
  }

  @Test
  void settingsThatDoNotFitTheMarketAreNotKeptWithIt() {
    run("o");
    SortedMap<String, String> before = digests(folder.resolve("o"));
    SpotProgram.Ended ended =
        SpotProgram.run(
            "run",
            "--config",
            config,
            "--out",
            folder.resolve("o").toString(),
            "--start",
            "us-east-1z_t3.large");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("workload.start must be a pool of the market");
    assertThat(digests(folder.resolve("o"))).isEqualTo(before);
  }

  @Test
  void theReportShowsTheSettingsThatTheBacktestWasMadeWith() throws Exception {
    run("o");
    step("backtest", "o", "--cost-unit", "gib");
    done("report", "--out", folder.resolve("o").toString());
    assertThat(Files.readString(folder.resolve("o/report.html"))).contains("cost-unit: gib");
    run("fresh", "--cost-unit", "gib");
    assertSameFiles("o", "fresh");
  }

  @Test
  void aFolderThatAnotherRunWritesToIsLeftAlone() throws Exception {
    run("o");
    SortedMap<String, String> before = digests(folder.resolve("o"));
    Path held = folder.resolve("o/.spot.lock");
    try (FileChannel channel =
            FileChannel.open(held, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      SpotProgram.Ended ended =
          SpotProgram.run(
              "run", "--config", config, "--out", folder.resolve("o").toString(), "--seed", "7");
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err())
          .contains("out must not be written to by another spot")
          .contains("--out");
    }
    // What a killed run leaves of it holds nobody off.
    assertThat(held).exists();
    step("report", "o");
    assertThat(digests(folder.resolve("o"))).isEqualTo(before);
  }

  @Test
  void whatIsMissingOrWasChangedIsMadeAnew() throws Exception {
    run("whole");
    run("o");
    Files.delete(folder.resolve("o/report.html"));
    assertThat(steps(run("o")))
        .containsExactly("run", "-market", "-train", "-backtest", "market", "figures", "report");
    Files.writeString(folder.resolve("o/models/bundle.json"), "{}");
    assertThat(steps(run("o"))).startsWith("run", "-market", "market", "features");
    Files.writeString(folder.resolve("o/data/source.json"), "{}");
    assertThat(steps(run("o"))).containsExactly(ALL);
    assertSameFiles("o", "whole");
  }

  @Test
  void aRecordThatCannotBeReadCountsForNothing() throws Exception {
    run("whole");
    run("o");
    for (String broken :
        List.of("{", "[]", "", "{\"format_version\": 9}", "{\"format_version\":1,\"steps\":3}")) {
      Files.writeString(folder.resolve("o/run.json"), broken);
      assertThat(steps(run("o"))).containsExactly(ALL);
    }
    String record = Files.readString(folder.resolve("o/run.json"));
    Files.writeString(
        folder.resolve("o/run.json"), record.replace("data/source.json", "data/\\u0000"));
    assertThat(steps(run("o"))).containsExactly(ALL);
    assertSameFiles("o", "whole");
  }

  @Test
  void pricesCountByTheirContent() throws Exception {
    step("generate", "world");
    Path prices = folder.resolve("prices.csv");
    Files.copy(folder.resolve("world/data/spot_prices.csv"), prices);
    Path onDemand =
        SpotProgram.write(
            folder.resolve("od.csv"),
            "instance_type,usd_per_hour\nt3.large,0.0832\nm5.large,0.096\n");
    String[] sources = {"--prices", prices.toString(), "--on-demand", onDemand.toString()};
    run("o", sources);

    Files.setLastModifiedTime(prices, FileTime.fromMillis(1_000_000));
    assertThat(steps(run("o", sources))).contains("-market", "-train", "-backtest", "-report");

    SpotProgram.write(onDemand, Files.readString(onDemand).replace("0.096", "0.097"));
    assertThat(steps(run("o", sources))).doesNotContain("-market", "-train");
    run("fresh", sources);
    assertSameFiles("o", "fresh");
  }

  @Test
  void aFigureOfAnEvaluationIsDrawnWhenThereIsOne() {
    run("o");
    step("evaluate", "o");
    assertThat(steps(run("o")))
        .containsExactly("run", "-market", "-train", "-backtest", "market", "figures", "report");
    assertThat(steps(run("o"))).endsWith("-report");
  }

  @Test
  void quietRunsSayNothingAndPrintTheirResult() {
    SpotProgram.Ended first = run("o", "--quiet");
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).contains("this policy");
    SpotProgram.Ended second = done("-q", "run", "--config", config, "--out", folder + "/o");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void aRunThatWasKilledGoesOn() throws Exception {
    run("whole");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.spotwise.cli.Main",
            "run",
            "--config",
            config,
            "--out",
            folder.resolve("o").toString());
    builder.redirectError(err.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      for (int i = 0; i < 1200 && !Files.readString(err).contains("features "); i++) {
        Thread.sleep(50);
      }
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(err)).contains("features ").doesNotContain("Exception", "report ");

    assertThat(steps(run("o"))).startsWith("run", "-market");
    assertSameFiles("o", "whole");
  }
}
