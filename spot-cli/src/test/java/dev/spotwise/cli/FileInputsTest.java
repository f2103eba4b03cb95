package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Markets of what lies beside prices in files: dated on-demand prices, events, sizes. */
class FileInputsTest {

  private static final String HEADER = "timestamp,availability_zone,instance_type,spot_price\n";
  private static final String ON_DEMAND = "instance_type,usd_per_hour,effective_from\n";

  @TempDir Path folder;

  @BeforeEach
  void writePrices() {
    file(
        "p.csv",
        HEADER
            + """
            2024-01-01T00:00:00Z,us-east-1a,m5.large,0.04
            2024-01-01T00:00:00Z,us-east-1b,zz9.huge,0.4
            2024-01-16T00:00:00Z,us-east-1a,m5.large,0.042
            """);
    file("od.csv", ON_DEMAND + "m5.large,0.096,\nzz9.huge,0.9,\n");
  }

  private void file(String name, String text) {
    SpotProgram.write(folder.resolve(name), text);
  }

  /** Generates a market, with each {@code @} replaced by the folder, and returns what is noted. */
  private String generate(String out, String config, String... more) {
    file("c.yaml", config.replace("@", folder + "/"));
    List<String> args =
        new ArrayList<>(List.of("generate", "--config", "@c.yaml", "--prices", "@p.csv"));
    args.addAll(List.of("--train", "2024-01-01/2024-01-15"));
    args.addAll(List.of("--backtest", "2024-01-15/2024-01-17", "--out", "@" + out));
    if (!List.of(more).contains("--on-demand")) {
      args.addAll(List.of("--on-demand", "@od.csv"));
    }
    args.addAll(List.of(more));
    return done(args.stream().map(arg -> arg.replace("@", folder + "/")).toArray(String[]::new))
        .err();
  }

  private JsonNode pool(String out, int pool) throws IOException {
    Path file = folder.resolve(out + "/data/source.json");
    return new ObjectMapper().readTree(Files.readAllBytes(file)).get("pools").get(pool);
  }

  @Test
  void aPriceThatChangesInsideTheMarketIsNotedAndNotForeseen() throws IOException {
    String first = ON_DEMAND + "m5.large,0.1,2023-01-01\nm5.large,0.096,2024-01-01\n";
    file("first.csv", first);
    file("later.csv", first + "m5.large,0.08,2024-01-10\nm5.large,0.07,2024-01-17\n");
    String quiet = generate("first", "{}", "--types", "m5.large", "--on-demand", "@first.csv");
    String noted = generate("later", "{}", "--types", "m5.large", "--on-demand", "@later.csv");
    assertThat(quiet).doesNotContain("note:");
    assertThat(noted)
        .contains(
            "note: on-demand price of m5.large in us-east-1 changes from 0.096 to 0.08 USD at"
                + " 2024-01-10T00:00:00Z; 0.096, the price at the market's start, is used"
                + " throughout")
        .doesNotContain("0.07");
    assertThat(pool("later", 0).get("on_demand_micro_usd").asLong()).isEqualTo(96_000);
    assertThat(folder.resolve("later/data/spot_prices.csv"))
        .hasSameBinaryContentAs(folder.resolve("first/data/spot_prices.csv"));
  }

  @Test
  void warningsOfInstancesAreInterruptionsOfTheirPools() throws IOException {
    file(
        "inventory.csv",
        """
        instance_id,instance_type,availability_zone,launched_at,ended_at
        i-1,m5.large,us-east-1a,2024-01-01T00:00:00Z,2024-01-03T10:02:00Z
        i-2,m5.large,us-east-1a,2024-01-01T00:00:00Z,2024-01-05T10:04:00Z
        """);
    String event =
        "{\"id\":\"e1\",\"detail-type\":\"EC2 Spot Instance Interruption Warning\","
            + "\"time\":\"2024-01-03T10:00:00Z\",\"detail\":{\"instance-id\":\"i-1\","
            + "\"instance-action\":\"terminate\"}}\n";
    String other = event.replace("e1", "e2").replace("01-03", "01-05").replace("i-1", "i-2");
    file("events.jsonl", event + event + other);
    generate(
        "out",
        """
        data:
          types: [m5.large]
          interruptions: eventbridge:@events.jsonl
          interruption-options: {inventory: @inventory.csv}
        """);
    assertThat(Files.readAllLines(folder.resolve("out/data/interruptions.csv")))
        .hasSize(3)
        .anyMatch(row -> row.startsWith("2024-01-03T10:00:00Z,us-east-1a_m5.large,"))
        .anyMatch(row -> row.startsWith("2024-01-05T10:00:00Z,us-east-1a_m5.large,"));
    assertThat(pool("out", 0).get("interruptions_known").asBoolean()).isTrue();
  }

  @Test
  void sizesThatTheCatalogueLacksAreTheAdvisorFeeds() throws IOException {
    file(
        "advisor-2024-02-01.json",
        """
        {"ranges": [{"index": 0, "label": "all", "dots": 0, "max": 100}],
         "instance_types": {"zz9.huge": {"cores": 96, "ram_gb": 768.5},
                            "m5.large": {"cores": 9, "ram_gb": 9}},
         "spot_advisor": {"us-east-1": {"Linux": {"zz9.huge": {"s": 70, "r": 0}}}}}
        """);
    String config = "data: {advisor: @advisor-2024-02-01.json}\n";
    assertThat(generate("out", config))
        .contains("note: sizes of zz9.huge are the Advisor feed's of 2024-02-01");
    assertThat(pool("out", 0).get("vcpus").asInt()).isEqualTo(2);
    assertThat(pool("out", 1).get("vcpus").asInt()).isEqualTo(96);
    assertThat(pool("out", 1).get("memory_gib").asDouble()).isEqualTo(768.5);
    String corrected = config + "instance-types: {zz9.huge: {vcpus: 48}}\n";
    assertThat(generate("corrected", corrected)).contains("note: sizes of zz9.huge are");
    assertThat(pool("corrected", 1).get("vcpus").asInt()).isEqualTo(48);
    assertThat(pool("corrected", 1).get("memory_gib").asDouble()).isEqualTo(768.5);
    String own = config + "instance-types: {zz9.huge: {vcpus: 48, memory-gib: 1}}\n";
    assertThat(generate("own", own)).doesNotContain("sizes of");
  }
}
