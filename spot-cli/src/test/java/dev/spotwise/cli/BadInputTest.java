package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong: one clear message, the right exit code, and nothing half written. */
class BadInputTest {

  private static final String PRICES =
      """
      timestamp,availability_zone,instance_type,spot_price
      2024-01-01T00:00:00Z,us-east-1a,m5.large,0.04
      2024-01-10T00:00:00Z,us-east-1a,m5.large,0.041
      2024-01-16T00:00:00Z,us-east-1a,m5.large,0.042
      """;
  private static final List<String> WINDOWS =
      List.of("--train", "2024-01-01/2024-01-15", "--backtest", "2024-01-15/2024-01-17");

  @TempDir Path folder;

  /** Runs with each {@code @} replaced by the folder, and finds that no output was begun. */
  private SpotProgram.Ended refused(String... args) {
    List<String> all = new ArrayList<>(List.of("run"));
    for (String arg : args) {
      all.add(arg.replace("@", folder + "/"));
    }
    for (int i = 0; i < WINDOWS.size(); i += 2) {
      if (!all.contains(WINDOWS.get(i))) {
        all.addAll(WINDOWS.subList(i, i + 2));
      }
    }
    if (!all.contains("--out")) {
      all.addAll(List.of("--out", folder + "/out"));
    }
    SpotProgram.Ended ended = SpotProgram.run(all.toArray(String[]::new));
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
    return ended;
  }

  private void file(String name, String text) {
    SpotProgram.write(folder.resolve(name), text);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --prices @none.csv                    | 3 | no such file or folder
          --prices csv:@none.csv                | 3 | no such file or folder
          --prices @column.csv                  | 3 | can be recognised, as it begins with 'timestamp,availability_zone,instance_type,cost'
          --prices csv:@column.csv              | 3 | header must name the columns
          --prices @word.csv                    | 3 | price must be finite and > 0 but was 'cheap' for us-east-1a_m5.large
          --prices @nan.csv                     | 3 | price must be finite and > 0 but was 'NaN'
          --prices @infinite.csv                | 3 | price must be finite and > 0 but was 'Infinity'
          --prices @negative.csv                | 3 | nprice.csv:3
          --prices @time.csv                    | 3 | timestamp must be ISO-8601 with Z or an offset
          --prices @empty.csv                   | 3 | holds no prices
          --prices csv:@empty.csv               | 3 | empty.csv
          --prices @header.csv                  | 3 | file must hold a row below its header
          --prices @                            | 3 | holds no prices
          --prices ftp:@p.csv                   | 2 | scheme of the prices must be one of
          --prices csv:                         | 2 | source must be SCHEME:PLACE or a path
          --prices @p.csv --train 2023-01-01/2023-12-01 | 3 | training window 2023-01-01T00:00:00Z/2023-12-01T00:00:00Z must hold prices
          --prices @p.csv --backtest 2024-01-20/2024-01-22 | 3 | backtest window
          --prices @p.csv --on-demand @none.csv | 3 | no such file or folder
          --prices @p.csv --on-demand @p.csv    | 3 | usd_per_hour
          --prices @p.csv --on-demand @late.csv | 2 | on-demand price of m5.large (from 2024-01-05T00:00:00Z) is not in effect at the market's start, 2024-01-01T00:00:00Z
          --prices @p.csv --on-demand @west.csv | 2 | on-demand price of m5.large is not known
          --prices @p.csv --start us-east-1a_m5.larg | 2 | did you mean us-east-1a_m5.large?
          --prices @p.csv --types m5.larg       | 2 | data.types: no prices of 'm5.larg'; did you mean m5.large?
          --prices @p.csv --types m5.large,t3.large | 2 | no prices of 't3.large'
          --prices @p.csv --zones us-east-1b    | 2 | did you mean us-east-1a?
          --prices @p.csv --interruptions @others.csv | 3 | interruptions must be of the market's pools, such as us-east-1a_m5.large
          --prices @p.csv --interruptions @event.json | 2 | inventory must be given: a CSV file of the instances
          --prices @p.csv --interruptions @p.csv | 3 | holds no interruptions
          --prices @p.csv --availability @p.csv | 3 | holds no availability
          --prices @nosize.csv                  | 2 | size of zz9.huge is not known
          --prices @noprice.csv                 | 2 | on-demand price of c5.large is not known
          """)
  void badDataIsRefusedBeforeAnythingIsWritten(String args, int code, String message) {
    file("p.csv", PRICES);
    file("column.csv", PRICES.replace("spot_price", "cost"));
    file("word.csv", PRICES.replace("0.041", "cheap"));
    file("nan.csv", PRICES.replace("0.041", "NaN"));
    file("infinite.csv", PRICES.replace("0.041", "Infinity"));
    file("negative.csv", PRICES.replace("0.041", "-0.041"));
    file("time.csv", PRICES.replace("2024-01-10T00:00:00Z", "2024-01-10 00:00"));
    file("empty.csv", "");
    file("header.csv", PRICES.lines().findFirst().orElseThrow() + "\n");
    file("nosize.csv", PRICES.replace("m5.large", "zz9.huge"));
    file("noprice.csv", PRICES.replace("m5.large", "c5.large"));
    file("others.csv", "timestamp,pool_id\n2024-01-05T00:00:00Z,eu-west-1a_m5.large\n");
    file("od.csv", "instance_type,usd_per_hour\nm5.large,0.096\n");
    file("late.csv", "instance_type,usd_per_hour,effective_from\nm5.large,0.096,2024-01-05\n");
    file("west.csv", "instance_type,usd_per_hour,region\nm5.large,0.096,us-west-2\n");
    file("event.json", "{\"detail-type\":\"EC2 Spot Instance Interruption Warning\"}\n");
    String own = args.contains("--on-demand") ? args : args + " --on-demand @od.csv";
    SpotProgram.Ended ended = refused(own.trim().split(" +"));
    assertThat(ended.err()).contains(message.replace("nprice", "negative"));
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.err().lines().filter(line -> !line.startsWith("run: market "))).hasSize(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --world nope                      | world must be one of calibrated, calibrated-independent, guide but was 'nope'
          --types t3.larg                   | data.types: no prices of 't3.larg'; did you mean t3.large?
          --zones us-east-1z                | data.zones: no prices of 'us-east-1z'; did you mean us-east-1a?
          --start foo                       | workload.start must be a pool of the market but was 'foo'; known are us-east-1a_c5.large
          --threads 0                       | threads must be auto or in [1, 1024] but was '0'
          --threads 99999                   | threads must be auto or in [1, 1024]
          --seed 1.5                        | seed must be a whole number of 64 bits but was '1.5'
          --seed 99999999999999999999       | seed must be a whole number of 64 bits
          --seed 1 --threads 2 --seed 2     | option '--seed' (N) should be specified only once
          --cost-unit cpu                   | must be one of [vcpu, gib, instance] but was 'cpu'; did you mean vcpu?
          --preset gide                     | preset must be default or guide but was 'gide'; did you mean guide?
          --train 2024-01-01                | period.train window must be FROM/TO
          --train 2024-01-05/2024-01-01     | must end after it begins
          --train 2024-01-01T00:00/2024-01-02T00:00 | time must be a date or an instant in UTC
          --train 2024-01-01T00:00:00.5Z/2024-01-15 | must begin and end at whole seconds
          --train 2024-01-01/2024-01-01T01:00:00Z | period.train must be long enough for rows
          --train 2024-01-01/2024-01-02     | models' horizon 1d must be shorter than what is trained on, 19h
          --train -999999999-01-01T00:00:00Z/2024-01-15 | period must span at most 10000000 steps of 5m
          --backtest 2024-01-10/2024-01-12  | period.train must end before period.backtest begins
          --backtest 2024-01-15T00:01:00Z/2024-01-15T00:04:00Z | period.backtest must hold a tick, one each 5m
          --world guide --prices p.csv      | --world and --prices exclude each other
          --out @file/below                 | out must be a folder that can be written to
          --out @file                       | out must be a folder that can be written to
          --config @none.yaml               | no such configuration file
          --config @                        | can't read
          -D a=b                            | -D a must come with --config
          --tpes x                          | spot run has no option '--tpes'; did you mean --types?
          --seed                            | Expected parameter for option '--seed'
          --threads 1 --types m5.large --threads 0 | option '--threads' (N) should be specified only once
          extra                             | spot run takes no argument but was given 'extra'
          """)
  void aWrongCommandLineIsUsage(String args, String message) {
    file("file", "");
    SpotProgram.Ended ended = refused(args.trim().split(" +"));
    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          sed: 1                               | c.yaml:1: no setting sed; did you mean seed?
          models: {prise: {trees: 3}}          | no setting models.prise; did you mean price?
          world: {types: {t3.large: {rate: 1}}} | no setting world.types.t3.large.rate; known are base-discount
          world: {types: {t3.large: 1}}        | world.types.t3.large must hold settings by name
          world: {types: {t9.large: {base-discount: 0.5, interruptions-per-hour: 0}}} | instance-types.t9.large.on-demand must be given
          world: {types: {t3.large: {base-discount: 5}}} | world.types.t3.large.base-discount must be in [0.0, 0.999] but was 5.0
          world: {zones: {us-east-1a: -1}}     | world.zones.us-east-1a must be in [0.001, 1000.0] but was -1.0
          world: {guide: {noise: -1}}\\ndata: {prices: "world:guide"} | world.guide.noise must be in
          world: {guide: {spike-probability: 2}}\\ndata: {prices: "world:guide"} | world.guide.spike-probability must be in
          world: {calibrated: {calm-hours: 0}} | world.calibrated.calm-hours must be in [2.0, 100000.0] but was 0.0
          world: {calibrated: {calm-hour: 9}}  | no setting world.calibrated.calm-hour; did you mean calm-hours?
          models: {stability: {ridge: high}} | models.stability.ridge must be a number but was 'high'
          models: {stability: {ridge: 0}} | models.stability.ridge must be finite and > 0 but was 0.0
          models: {stability: {model: renewals}} | must be one of [hazard, renewal, boosting, blend] but was 'renewals'; did you mean renewal?
          world: {calibrated: {zone-weight: x}} | world.calibrated.zone-weight must be a number but was 'x'
          world: {noise: 0.1}                  | no setting world.noise
          period: 3                            | period must hold settings by name
          seed: {a: 1}                         | seed must be a value but holds settings by name
          seed: [1, 2]                         | seed must be a single value but was [1,2]
          seed:                                | seed must be a whole number of 64 bits but was ''
          data: {types: [m5.large, [t3.large]]} | data.types must be a list of values but was
          world: {guide: {noise: -1}, types: {}}\\ndata: {prices: "world:guide"} | world.guide.noise
          data: {step: 1s}                     | data.step must be whole seconds in [30s, 1d] but was '1s'
          data: {price-options: {frm: 1}}      | 'frm'
          data: {price-options: {from: [1]}}   | data.price-options.from must be a single value
          data: {advisor: feed.json}           | data.advisor-as-of must be given, or data.advisor have the feed's date, YYYY-MM-DD, in its name
          data: {advisor-as-of: 2024-01-01}    | data.advisor must be given, as data.advisor-as-of is
          data: {advisor: f.json, advisor-as-of: soon} | data.advisor-as-of time must be a date or an instant in UTC
          data: {prices: ""}                   | data.prices must name a source
          instance-types: {m5.large: {vcpus: 1.5}} | instance-types.m5.large.vcpus must be a whole number
          instance-types: {m5.large: {on-demand: -1}} | instance-types.m5.large.on-demand must be in
          instance-types: {m5.large: {memory-gib: 1e30}} | instance-types.m5.large.memory-gib must be in
          models: {price: {trees: 1e99}}       | models.price.trees must be a whole number but was '1.0E99'
          models: {price: {trees: 0}}          | models.price.trees must be in [1.0, 10000.0] but was 0.0
          models: {price: {depth: -3}}         | models.price.depth must be in
          models: {stability: {leaf-rows: -3}} | models.stability.leaf-rows must be in
          models: {stability: {class-weights: balance}} | did you mean balanced?
          models: {stability: {calibration: plat}} | did you mean platt?
          models: {stability: {calibration-share: 0.95}} | models.stability.calibration-share must be in (0, 0.9]
          models: {train-share: 1}             | models.train-share must be in (0, 1) but was 1.0
          models: {price: {horizons: [0h]}}    | models.price.horizons must be > 0
          models: {price: {horizons: []}}      | must be > 0, at least one
          models: {price: {horizons: [1h, 20d]}} | models' horizon 20d must be shorter than what is trained on
          models: {stability: {horizons: [2h]}} | decision.stability-window must be one of the models' horizons [2h] but was 1d
          models: {origin-interval: 60d}       | period.train must be long enough for rows
          decision: {policy: stabilty-first}   | but was 'stabilty-first'; did you mean stability-first?
          decision: {stability-weight: 0, cost-weight: 0} | decision: the weights must not both be 0
          decision: {cost-weight: -1}          | decision.cost-weight must be finite and >= 0 but was -1.0
          decision: {cost-weight: 1e999}       | decision.cost-weight must be
          decision: {cost-weight: .nan}        | c.yaml
          decision: {interval: 9999999d}       | decision.interval must be at most 3660d
          decision: {interval: soon}           | decision.interval must be a duration such as 5m, 1h or 7d but was 'soon'
          decision: {interval: -PT1H}          | decision.interval must be a duration
          billing: {migration: -1h}            | billing.migration must be a duration
          workload: {cost-unit: cpu}           | workload.cost-unit must be one of
          decision: {hysteresis-percent: 100}  | decision.hysteresis-percent must be in [0, 100) but was 100.0
          decision: {planning-window: 0h}      | decision.planning-window must be > 0 but was '0h'
          decision: {margin: -1}               | decision.margin must be finite and >= 0 but was -1.0
          decision: {spread: wide}             | decision.spread must be a number but was 'wide'
          backtest: {retrain-every: 0s}        | backtest.retrain-every must be > 0 but was '0s'
          backtest: {retrain-every: 30m}       | backtest.retrain-every must be never, or decision.interval (1h) or more, but was 30m
          backtest: {retrain-every: often}     | backtest.retrain-every must be a duration
          workload: {instances: 0}             | workload.instances must be a whole number in [1, 1000] but was '0'
          workload: {instances: 1.5}           | workload.instances must be a whole number in [1, 1000] but was '1.5'
          workload: {checkpoint: -1m}          | workload.checkpoint must be a duration
          workload: {data-gb: -1}              | workload.data-gb must be finite and >= 0 but was -1.0
          workload: {min-vcpus: -1}            | workload.min-vcpus must be >= 0 but was -1
          workload: {min-memory-gib: 1e999}    | workload.min-memory-gib must be
          workload: {types: [t3.large], start: us-east-1a_m5.large} | workload.start must be of an eligible type, t3.large of 0 vCPUs and 0.0 GiB or more, but was 'us-east-1a_m5.large'
          workload: {min-vcpus: 4, start: us-east-1a_m5.large} | workload.start must be of an eligible type, any type of 4 vCPUs
          data: {types: [m5.large]}\\nworkload: {min-memory-gib: 9} | workload must fit a type of the market, but it needs any type of 0 vCPUs and 9.0 GiB or more, and data.types are m5.large
          workload: {job: {work: 10h}}         | workload.job.work and workload.job.deadline must both be given, or neither, but only work was
          workload: {job: {deadline: 10h}}     | but only deadline was
          workload: {job: {checkpoint-interval: 1h}} | workload.job.checkpoint-interval must come with workload.job.work and workload.job.deadline
          workload: {job: {work: 10h, deadline: 9h}} | workload.job.deadline must be >= the work
          workload: {job: {work: 10h, deadline: 10h}} | workload.job.deadline can't be met: it must be at least 603m, the work and one start (workload.restart), but was 10h
          workload: {job: {work: 1h, deadline: 3h}, restart: 3h} | workload.job.deadline can't be met: it must be at least 4h
          workload: {job: {work: 0h, deadline: 9h}} | workload.job.work must be > 0 but was '0h'
          workload: {job: {work: 40h, deadline: 60h}} | period.backtest must be as long as workload.job.deadline (60h) or longer but was 2024-01-15
          out: ${x}                            | ${x} must be given: -D x=VALUE
          out: ${env:HOME}                     | ${env:HOME} must be given
          [a, b]                               | c.yaml must hold settings by name but holds ["a","b"]
          {a: [}                               | c.yaml:1 is no YAML
          seed: 1\\nseed: 2                    | c.yaml:2 is no YAML: Duplicate field 'seed'
          seed: 1\\n---\\nseed: 2              | is no YAML
          """)
  void aWrongConfigurationIsUsage(String yaml, String message) {
    file("c.yaml", yaml.replace("\\n", "\n"));
    SpotProgram.Ended ended = refused("--config", "@c.yaml");
    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(2);
  }

  /** Sizes that only a market knows are found wanting when it has been read. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          workload: {types: [m5.large, m5.larg]} | 2 | workload.types: the market has no 'm5.larg'; did you mean m5.large?
          workload: {min-vcpus: 64}            | 3 | workload must fit a type of the market, but it needs any type of 64 vCPUs and 0.0 GiB or more, and there are c5.large (2 vCPUs, 4.0 GiB), m5.large (2 vCPUs, 8.0 GiB)
          workload: {types: [r5.large]}        | 3 | but it needs r5.large of 0 vCPUs and 0.0 GiB or more, and there are c5.large
          instance-types: {m5.large: {vcpus: 96}}\\nworkload: {min-vcpus: 96, start: us-east-1a_c5.large} | 2 | workload.start must be of an eligible type
          """)
  void aWorkloadThatFitsNothingIsRefusedBeforeAnythingIsWritten(
      String yaml, int code, String message) {
    file("c.yaml", yaml.replace("\\n", "\n"));
    SpotProgram.Ended ended = refused("--config", "@c.yaml");
    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(code);
  }

  @Test
  void anIntervalShorterThanAStepIsRefused() {
    file("c.yaml", "decision: {interval: 2m}");

    SpotProgram.Ended ended = refused("--config", "@c.yaml");

    assertThat(ended.err()).contains("decision.interval must be data.step (5m) or more but was 2m");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void allProblemsOfAConfigurationAreReportedTogether() {
    file(
        "c.yaml",
        """
        sed: 4
        models: {price: {trees: 0}, stability: {learning-rate: 7}}
        decision: {policy: x}
        world: {zones: {a: none}}
        out: ${where}
        """);
    SpotProgram.Ended ended =
        refused("--config", "@c.yaml", "--threads", "0", "--preset", "p", "-D", "data=x");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines())
        .hasSize(9)
        .allMatch(line -> line.startsWith("spot: "))
        .anyMatch(line -> line.contains("no setting sed"))
        .anyMatch(line -> line.contains("models.price.trees"))
        .anyMatch(line -> line.contains("models.stability.learning-rate"))
        .anyMatch(line -> line.contains("decision.policy"))
        .anyMatch(line -> line.contains("world.zones.a must be a number but was 'none'"))
        .anyMatch(line -> line.contains("${where}"))
        .anyMatch(line -> line.contains("threads"))
        .anyMatch(line -> line.contains("preset"))
        .anyMatch(line -> line.contains("-D data is used nowhere in"));
  }

  @Test
  void moreThanTwentyProblemsAreCounted() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      yaml.append("unknown").append(i).append(": 1\n");
    }
    file("c.yaml", yaml.toString());
    assertThat(refused("--config", "@c.yaml").err()).contains("... and 5 more");
  }

  @Test
  void aHostileFileIsAnsweredShortly() throws Exception {
    file("deep.yaml", "data: " + "[".repeat(5000) + "]".repeat(5000));
    file(
        "bomb.yaml",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n");
    file("long.yaml", "n".repeat(50_000) + ": 1\nseed: " + "9".repeat(50_000) + "\n");
    Files.write(folder.resolve("bytes.yaml"), new byte[] {-1, -2, 0, 7});
    file("tag.yaml", "seed: !!java.net.URL [\"http://localhost\"]\n");
    for (String name : List.of("deep", "bomb", "long", "bytes", "tag")) {
      SpotProgram.Ended ended = refused("--config", "@" + name + ".yaml");
      assertThat(ended.code()).as(name).isEqualTo(2);
      assertThat(ended.err().getBytes(StandardCharsets.UTF_8).length).as(name).isLessThan(2000);
    }
  }

  @Test
  void aVariableIsReplacedOnceAndAsItIs() {
    file("c.yaml", "seed: ${a}\n");
    SpotProgram.Ended ended = refused("--config", "@c.yaml", "-D", "a=$1${a}");
    assertThat(ended.err()).contains("but was '$1${a}'");
  }

  @Test
  void aBlankOutputFolderIsNotTheWorkingFolder() {
    SpotProgram.Ended ended = SpotProgram.run("run", "--out", "");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("out must be a path but was ''");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    SpotProgram.Ended ended = SpotProgram.run("rum");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("did you mean run?").contains("Try 'spot --help'");
  }

  @ParameterizedTest
  @CsvSource({"train, no market in", "backtest, no market in", "report, no market in"})
  void aStepWithoutTheOneBeforeItSaysSo(String step, String message) {
    SpotProgram.Ended ended = SpotProgram.run(step, "--out", folder.resolve("out").toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains(message).contains("run 'spot generate' first");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theStackTraceComesWithDebugAlone() {
    SpotProgram.Ended ended = SpotProgram.run("run", "--threads", "0", "--debug");
    assertThat(ended.err()).contains("\tat dev.spotwise").contains("spot: threads must be");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void aFolderInTheWayOfAFileIsAFailure() throws Exception {
    file("c.yaml", SpotProgram.SMALL);
    Path out = folder.resolve("taken");
    Files.createDirectories(out.resolve("data/spot_prices.csv/below"));
    SpotProgram.Ended ended =
        SpotProgram.run("generate", "--config", folder + "/c.yaml", "--out", out.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("can't write").contains("spot_prices.csv");
    assertThat(out.resolve("data/source.json")).doesNotExist();
  }
}
