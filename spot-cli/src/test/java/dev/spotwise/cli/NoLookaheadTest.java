package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline, on a market and on the same market with another future. */
class NoLookaheadTest {

  private static final String CHANGED_FROM = "2024-01-18T07:10:00Z";

  @TempDir Path folder;

  @Test
  void futureDataNeverChangesTheForecast() throws Exception {
    SpotProgram.write(folder.resolve("c.yaml"), SpotProgram.SMALL);
    done("generate", "--config", folder + "/c.yaml", "--out", folder + "/world");
    SpotProgram.write(
        folder.resolve("od.csv"), "instance_type,usd_per_hour\nt3.large,0.0832\nm5.large,0.096\n");
    List<String> prices = Files.readAllLines(folder.resolve("world/data/spot_prices.csv"));
    List<String> events = Files.readAllLines(folder.resolve("world/data/interruptions.csv"));
    List<String> otherPrices = prices.stream().map(NoLookaheadTest::dearer).toList();
    List<String> otherEvents = new ArrayList<>(events);
    otherEvents.removeIf(row -> isFuture(row) && row.contains("us-east-1a_m5.large"));
    for (int hour = 8; hour < 24; hour++) {
      for (String pool :
          List.of("us-east-1a_t3.large", "us-east-1b_t3.large", "us-east-1a_m5.large")) {
        String[] zoneAndType = pool.split("_", 2);
        otherEvents.add(
            String.format(
                Locale.ROOT,
                "2024-01-18T%02d:15:00Z,%s,%s,%s,,",
                hour,
                pool,
                zoneAndType[1],
                zoneAndType[0]));
      }
    }
    assertThat(otherPrices).isNotEqualTo(prices);
    JsonNode first = results("first", prices, events);
    JsonNode other = results("other", otherPrices, otherEvents);

    for (String model : List.of("price_predictor", "stability_ranker")) {
      assertThat(folder.resolve("other/models/" + model + ".spotmodel"))
          .hasSameBinaryContentAs(folder.resolve("first/models/" + model + ".spotmodel"));
    }
    assertThat(before(first, "decisions")).hasSize(56).isEqualTo(before(other, "decisions"));
    assertThat(before(first, "restarts")).isEqualTo(before(other, "restarts"));
    assertThat(first.get("decisions")).isNotEqualTo(other.get("decisions"));
    assertThat(first.get("restarts")).isNotEqualTo(other.get("restarts"));
  }

  private static boolean isFuture(String row) {
    return !row.startsWith("timestamp") && row.compareTo(CHANGED_FROM) >= 0;
  }

  private static String dearer(String row) {
    if (!isFuture(row)) {
      return row;
    }
    String[] cells = row.split(",", -1);
    cells[4] = cells[1].endsWith("m5.large") ? "0.011" : "0.08";
    return String.join(",", cells);
  }

  private JsonNode results(String name, List<String> prices, List<String> events) throws Exception {
    Files.write(folder.resolve(name + ".csv"), prices);
    Files.write(folder.resolve(name + "-events.csv"), events);
    for (String step : List.of("generate", "train", "backtest")) {
      done(
          step,
          "--config",
          folder + "/c.yaml",
          "--prices",
          folder + "/" + name + ".csv",
          "--interruptions",
          folder + "/" + name + "-events.csv",
          "--on-demand",
          folder + "/od.csv",
          "--start",
          "us-east-1a_t3.large",
          "--out",
          folder + "/" + name);
    }
    Path file = folder.resolve(name + "/models/backtest_results.json");
    return new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  private static List<JsonNode> before(JsonNode root, String list) {
    List<JsonNode> earlier = new ArrayList<>();
    for (JsonNode entry : root.get(list)) {
      if (entry.get("timestamp").asText().compareTo(CHANGED_FROM) < 0) {
        earlier.add(entry);
      }
    }
    return earlier;
  }
}
