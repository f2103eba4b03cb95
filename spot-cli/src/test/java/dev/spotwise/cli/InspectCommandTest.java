package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandTest {

  private static final String HEAD = "timestamp,availability_zone,instance_type,spot_price\n";
  private static final String GOOD =
      HEAD
          + """
          2024-01-01T00:00:00Z,us-east-1a,m5.large,0.04
          2024-01-02T00:00:00Z,us-east-1a,m5.large,0.04
          2024-01-02T00:00:00Z,us-east-1a,m5.large,0.04
          2024-01-02T12:00:00Z,us-east-1a,m5.large,0.041
          """;
  private static final String BAD =
      GOOD
          + """
          2024-01-02T12:00:00Z,us-east-1a,m5.large,0.05
          2024-01-03T12:00:00Z,us-east-1a,m5.large,-1
          2024-01-09T12:00:00Z,us-east-1b,m5.large,0.2
          """;
  private static final String SMALL =
      """
      data: {types: [t3.large, m5.large], zones: [us-east-1a, us-east-1b], step: 30m}
      period: {train: 2024-01-01/2024-01-16, backtest: 2024-01-16/2024-01-20}
      """;

  @TempDir Path folder;

  private Path good;
  private Path bad;

  @BeforeEach
  void writeFiles() {
    good = SpotProgram.write(folder.resolve("good.csv"), GOOD);
    bad = SpotProgram.write(folder.resolve("bad.csv"), BAD);
  }

  private Path file(String name, String text) {
    return SpotProgram.write(folder.resolve(name), text);
  }

  private static JsonNode json(SpotProgram.Ended ended) throws IOException {
    assertThat(ended.err()).isEmpty();
    return new ObjectMapper().readTree(ended.out());
  }

  @Test
  void everyRowIsAccountedForInText() {
    SpotProgram.Ended ended = SpotProgram.done("inspect", good.toString());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            good + ": prices",
            " rows 4",
            " = changes 2 a pool's first price among them",
            " + heartbeats 1 the price as it was",
            " + duplicates 1 pool, second and price again",
            " pools by product Linux/UNIX 1",
            " first observation 2024-01-01T00:00:00Z",
            " span 36 h",
            " order of a pool's rows oldest first",
            " nothing questionable");
  }

  @Test
  void everyRowIsAccountedForInJson() throws IOException {
    JsonNode all = json(SpotProgram.done("inspect", "--json", bad.toString(), good.toString()));
    assertThat(all.path("sources")).hasSize(2);
    JsonNode source = all.path("sources").get(0);
    assertThat(source.path("source").asText()).isEqualTo(bad.toString());
    assertThat(source.path("kind").asText()).isEqualTo("prices");
    JsonNode figures = source.path("figures");
    assertThat(figures.path("rows").asLong()).isEqualTo(7);
    assertThat(figures.path("changes").asLong()).isEqualTo(3);
    assertThat(figures.path("heartbeats").asLong()).isEqualTo(1);
    assertThat(figures.path("duplicates").asLong()).isEqualTo(1);
    assertThat(figures.path("conflicts").asLong()).isEqualTo(1);
    assertThat(figures.path("skipped").asLong()).isEqualTo(1);
    assertThat(figures.path("skipped_by_kind").path("price").asLong()).isEqualTo(1);
    assertThat(figures.path("span_seconds").asLong()).isEqualTo(8 * 86_400 + 12 * 3600);
    assertThat(figures.path("silent_pools").asLong()).isEqualTo(1);
    assertThat(source.path("findings")).hasSize(3);
    assertThat(source.path("findings").get(0).path("kind").asText()).isEqualTo("conflicts");
    assertThat(source.path("notes").toString())
        .contains("price must be finite and > 0 but was -1")
        .contains("bad.csv:7");
  }

  @Test
  void onlyStrictMindsFindings() {
    assertThat(SpotProgram.run("inspect", bad.toString()).code()).isZero();
    assertThat(SpotProgram.run("inspect", "--strict", good.toString()).code()).isZero();
    assertThat(SpotProgram.run("inspect", "--strict", bad.toString()).code()).isEqualTo(3);
    assertThat(SpotProgram.run("inspect", "--strict", good.toString(), bad.toString()).code())
        .isEqualTo(3);
  }

  @Test
  void whatIsLookedAtCanBeNarrowed() throws IOException {
    JsonNode figures =
        json(SpotProgram.done(
                "inspect",
                "--json",
                "--types=m5.large",
                "--zones=us-east-1a",
                "--product=Linux/UNIX",
                "--window=2024-01-02/2024-01-03",
                "--step=1h",
                "--gap=1h",
                good.toString()))
            .at("/sources/0/figures");
    assertThat(figures.path("before_window").asLong()).isEqualTo(1);
    assertThat(figures.path("heartbeats").asLong()).isEqualTo(1);
    assertThat(figures.path("gaps").asLong()).isEqualTo(2);
  }

  @Test
  void pricesAreComparedWithOnDemand() throws IOException {
    Path onDemand = file("od.csv", "instance_type,usd_per_hour\nm5.large,0.0405\n");
    SpotProgram.Ended ended =
        SpotProgram.run(
            "inspect", "--json", "--strict", "--on-demand=" + onDemand, good.toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(json(ended).at("/sources/0/figures/above_on_demand").asLong()).isEqualTo(1);
  }

  @Test
  void whatASourceHoldsIsToldByItsContent() throws IOException {
    Path interruptions =
        file(
            "i.csv",
            """
            timestamp,pool_id
            2024-01-01T00:00:00Z,us-east-1a_m5.large
            2024-01-02T00:00:00Z,us-east-1a_m5.large
            """);
    Path trace =
        file("us-east-1a_x.json", "{\"metadata\":{\"gap_seconds\":300},\"data\":[1,1,0,1]}");
    Path onDemand = file("od.csv", "instance_type,usd_per_hour\nm5.large,0.0405\n");
    Path advisor =
        file(
            "feed-2024-01-01.json",
            "{\"instance_types\":{\"a1.small\":{\"cores\":1,\"ram_gb\":2.0,\"emr\":false}},"
                + "\"ranges\":[{\"index\":0,\"label\":\"<5%\",\"dots\":0,\"max\":5}],"
                + "\"spot_advisor\":{\"eu-test-1\":{\"Linux\":{\"a1.small\":{\"s\":6,\"r\":0}}}}}");
    Path events =
        file(
            "events.json",
            "{\"id\":\"e\",\"detail-type\":\"EC2 Instance Rebalance Recommendation\","
                + "\"source\":\"aws.ec2\",\"time\":\"2024-01-01T09:00:00Z\","
                + "\"detail\":{\"instance-id\":\"i-2\"}}");
    JsonNode all =
        json(
            SpotProgram.done(
                "inspect",
                "--json",
                interruptions.toString(),
                onDemand.toString(),
                advisor.toString(),
                events.toString(),
                "csv:" + good));
    assertThat(all.path("sources").findValuesAsText("kind"))
        .contains("interruptions", "on-demand", "advisor", "events", "prices");
    assertThat(all.at("/sources/3/findings/0/kind").asText()).isEqualTo("no-inventory");
    assertThat(all.at("/sources/0/figures/events_per_pool_hour_percent/m5.large").asDouble())
        .isEqualTo(200.0 / 24);
    String up =
        SpotProgram.done(
                "inspect",
                "-O",
                "polarity=1-is-up",
                "-O",
                "start=2024-01-01T00:00:00Z",
                "-O",
                "instance-type=m5.large",
                trace.toString())
            .out();
    assertThat(up.replaceAll(" +", " ")).contains(": availability", " up 75.00 %", " tick 5 min");
  }

  @Test
  void eventsWithAnInventoryAreInterruptions() throws IOException {
    Path inventory =
        file(
            "inventory.csv",
            """
            instance_id,instance_type,availability_zone,launched_at,ended_at
            i-2,m5.large,us-east-1a,2024-01-01T00:00:00Z,
            """);
    Path events =
        file(
            "events.json",
            "{\"id\":\"e\",\"detail-type\":\"EC2 Instance Rebalance Recommendation\","
                + "\"source\":\"aws.ec2\",\"time\":\"2024-01-01T09:00:00Z\","
                + "\"detail\":{\"instance-id\":\"i-2\"}}");
    String option = "inventory=" + inventory;
    assertThat(
            json(SpotProgram.done("inspect", "--json", "-O", option, events.toString()))
                .at("/sources/0/kind")
                .asText())
        .isEqualTo("interruptions");
    JsonNode figures =
        json(SpotProgram.done("inspect", "--json", "--as=events", "-O", option, events.toString()))
            .at("/sources/0/figures");
    assertThat(figures.path("pools").asLong()).isEqualTo(1);
    assertThat(figures.path("rebalance").asLong()).isEqualTo(1);
  }

  @Test
  void aFeedWithoutADateTakesOne() throws IOException {
    Path feed =
        file(
            "feed.json",
            "{\"instance_types\":{},"
                + "\"ranges\":[{\"index\":0,\"label\":\"<5%\",\"dots\":0,\"max\":5}],"
                + "\"spot_advisor\":{\"eu-test-1\":{\"Linux\":{\"a1.small\":{\"s\":6,\"r\":0}}}}}");
    assertThat(SpotProgram.run("inspect", feed.toString()).code()).isEqualTo(2);
    JsonNode all =
        json(
            SpotProgram.done(
                "inspect", "--json", "--as=advisor", "-O", "as-of=2024-01-01", feed.toString()));
    assertThat(all.at("/sources/0/figures/as_of").asText()).isEqualTo("2024-01-01T00:00:00Z");
  }

  @Test
  void aSourceThatCannotBeReadDoesNotHideTheOthers() throws IOException {
    Path absent = folder.resolve("absent.csv");
    SpotProgram.Ended text = SpotProgram.run("inspect", absent.toString(), good.toString());
    assertThat(text.code()).isEqualTo(3);
    assertThat(text.err()).isEqualTo("spot: no such file or folder: " + absent + "\n");
    assertThat(text.out()).contains(absent + ": can't be read", "nothing questionable");
    SpotProgram.Ended json =
        SpotProgram.run("inspect", "--json", absent.toString(), good.toString());
    JsonNode all = new ObjectMapper().readTree(json.out());
    assertThat(all.at("/sources/0/error").asText()).contains("no such file or folder");
    assertThat(all.at("/sources/1/kind").asText()).isEqualTo("prices");
  }

  @Test
  void whatNobodyRecognisesIsToldOf() {
    Path junk = file("junk.txt", "hello\n");
    SpotProgram.Ended ended = SpotProgram.run("inspect", junk.toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err())
        .contains("junk.txt holds nothing that can be recognised; name what it is with --as");
    SpotProgram.Ended named = SpotProgram.run("inspect", "--as=prices", "csv:" + junk);
    assertThat(named.code()).isEqualTo(3);
    assertThat(named.err()).contains("header must name the columns");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--strict | a SOURCE must be given",
        "p.csv --as=price | --as must be one of prices, interruptions, availability, on-demand,"
            + " advisor, events but was 'price'; did you mean prices?",
        "p.csv --gap=often | --gap: must be",
        "p.csv --gap=0s | --gap must be 1s or more but was '0s'",
        "p.csv --window=2024 | --window: window must be FROM/TO",
        "p.csv --interruptions=i.csv | --interruptions must come with --yardsticks",
        "p.csv --as=prices --yardsticks | --as and --yardsticks exclude each other",
        "p.csv --typs=x | did you mean --types?",
        "csw:p.csv | csw",
        "world:guide -D a=b | -D a must come with --config",
        "world:nowhere | nowhere"
      })
  void whatCannotBeMeantIsAUsageError(String args, String message) {
    SpotProgram.Ended ended =
        SpotProgram.run(SpotProgram.args(new String[] {"inspect"}, args.split(" ")));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(message);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void anOptionThatASourceDoesNotTakeIsRefused() {
    for (String as : new String[] {"prices", "on-demand"}) {
      Path file = as.equals("prices") ? good : file("od.csv", "instance_type,usd_per_hour\nx,1\n");
      SpotProgram.Ended ended =
          SpotProgram.run("inspect", "--as=" + as, "-O", "polarity=1-is-up", file.toString());
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err()).contains("takes no options but was given 'polarity'");
    }
  }

  @Test
  void aWorldIsInspectedAsTheConfigurationDescribesIt() throws IOException {
    String config = file("small.yaml", SMALL).toString();
    JsonNode prices =
        json(SpotProgram.done("inspect", "--json", "--config", config, "world:guide"))
            .at("/sources/0/figures");
    assertThat(prices.path("pools").asLong()).isEqualTo(4);
    assertThat(prices.path("rows").asLong()).isEqualTo(4 * 19 * 48);
    JsonNode interruptions =
        json(
            SpotProgram.done(
                "inspect", "--json", "--config", config, "--as=interruptions", "world:guide"));
    assertThat(interruptions.at("/sources/0/kind").asText()).isEqualTo("interruptions");
    assertThat(interruptions.at("/sources/0/figures/pools").asLong()).isEqualTo(4);
  }

  @Test
  void yardsticksStandBesideRealOnes() {
    String config = file("small.yaml", SMALL).toString();
    SpotProgram.Ended ended =
        SpotProgram.done(
            "inspect", "--yardsticks", "--config", config, "world:guide", good.toString());
    assertThat(ended.out())
        .containsPattern("yardstick +real +range +world:guide +\\S*good.csv")
        .containsPattern("hours with a price change, % +6-8 +6..8 +100\\* +0\\*")
        .containsPattern("persistence error 7 d, % +2.3 +1.8..3 +\\S+\\* +-\n")
        .contains("world:guide: 2024-01-01T00:00:00Z/2024-01-20T00:00:00Z, 4 pools");
    assertThat(SpotProgram.run("inspect", "--yardsticks", "--strict", "--config", config).code())
        .isEqualTo(3);
  }

  @Test
  void yardsticksOfFilesTakeTheirInterruptionsAndOnDemandPrices() throws IOException {
    Path interruptions =
        file("i.csv", "timestamp,pool_id\n2024-01-01T05:00:00Z,us-east-1a_m5.large\n");
    Path onDemand = file("od.csv", "instance_type,usd_per_hour\nm5.large,0.08\n");
    JsonNode all =
        json(
            SpotProgram.done(
                "inspect",
                "--yardsticks",
                "--json",
                "--interruptions=" + interruptions,
                "--on-demand=" + onDemand,
                "--window=2024-01-01/2024-01-02",
                good.toString()));
    assertThat(all.at("/sources/0/window").asText())
        .isEqualTo("2024-01-01T00:00:00Z/2024-01-02T00:00:00Z");
    assertThat(all.at("/sources/0/interruptions_per_hour_percent/m5.large").asDouble())
        .isEqualTo(100.0 / 24);
    for (JsonNode yardstick : all.path("yardsticks")) {
      JsonNode value = yardstick.path("values").get(0);
      switch (yardstick.path("key").asText()) {
        case "discount_median_percent" -> {
          assertThat(value.path("value").asDouble()).isEqualTo(50);
          assertThat(value.path("outside").asBoolean()).isFalse();
          assertThat(yardstick.path("low").asDouble()).isEqualTo(49);
        }
        case "persistence_24h_percent" -> assertThat(value.path("value").isNull()).isTrue();
        default -> assertThat(value.has("value")).isTrue();
      }
    }
    assertThat(all.path("yardsticks")).hasSize(21);
  }

  @Test
  void yardsticksNeedPrices() {
    SpotProgram.Ended ended =
        SpotProgram.run("inspect", "--yardsticks", folder.resolve("absent.csv").toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("no such file or folder");
  }

  @Test
  void helpNamesFindingsAndAnExample() {
    SpotProgram.Ended ended = SpotProgram.run("inspect", "--help");
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsSubsequence("--as", "--yardsticks", "--types", "--config", "--strict", "--json")
        .contains("26h by default", "Findings", "Examples:\n  spot inspect");
  }
}
