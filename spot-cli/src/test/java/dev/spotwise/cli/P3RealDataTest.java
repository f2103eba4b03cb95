package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The example configuration on real p3.2xlarge prices and interruptions of 2023. */
@Tag("real-data")
@EnabledIf("dev.spotwise.cli.RealRun#hasData")
class P3RealDataTest {

  private static final double ON_DEMAND = 3.06;

  @TempDir Path folder;

  @Test
  void theExampleReplaysNinePoolsToTheEnd() throws Exception {
    RealRun run =
        RealRun.of(
            folder.resolve("out"),
            "--config",
            RealRun.examples().resolve("p3-2023.yaml").toString(),
            "-D",
            "data=" + RealRun.data());
    assertThat(run.ended().err()).contains("9 pools");
    JsonNode root = run.results();
    JsonNode decisions = root.get("decisions");
    assertThat(decisions).hasSize(336);
    assertThat(root.get("stability_known").asBoolean()).isTrue();
    JsonNode onDemand = root.at("/baselines/on_demand");
    double hours = onDemand.get("hours").asDouble();
    assertThat(hours).isBetween(327.0, 328.0);
    assertThat(onDemand.get("total_cost").asDouble()).isCloseTo(ON_DEMAND * hours, within(1e-6));
    for (JsonNode costs : root.get("baselines")) {
      assertThat(root.at("/our_strategy/total_cost").asDouble())
          .isLessThan(onDemand.get("total_cost").asDouble());
      assertThat(costs.get("total_cost").asDouble())
          .isLessThanOrEqualTo(onDemand.get("total_cost").asDouble() + 1e-6);
    }
    requireUp(root, run.backtest());
  }

  /** No decision and no restart lands in a pool that is down. */
  private void requireUp(JsonNode root, TimeWindow window) {
    Map<String, AvailabilitySeries.Builder> states = new TreeMap<>();
    Sources.load()
        .openAvailability(
            "parquet:" + folder.resolve("out/data/availability.parquet"), SourceOptions.none())
        .read(
            PriceQuery.linux(new TimeWindow(Instant.EPOCH, window.to())),
            (pool, second, state) ->
                states
                    .computeIfAbsent(pool.id(), unused -> new AvailabilitySeries.Builder())
                    .add(second, state));
    int landings = 0;
    for (JsonNode decision : root.get("decisions")) {
      if (decision.get("action").asText().equals("migrate")) {
        landings += requireUp(states, decision, decision.get("target_pool").asText());
      }
    }
    for (JsonNode restart : root.get("restarts")) {
      landings += requireUp(states, restart, restart.get("restarted_in").asText());
    }
    assertThat(landings).isGreaterThan(10);
  }

  private static int requireUp(
      Map<String, AvailabilitySeries.Builder> states, JsonNode event, String pool) {
    if (pool.startsWith("on-demand")) {
      return 0;
    }
    Instant at = Instant.parse(event.get("timestamp").asText());
    assertThat(stateAt(states.get(pool).build(), at))
        .as("%s", event)
        .isNotEqualTo(Availability.DOWN);
    return 1;
  }

  private static Availability stateAt(AvailabilitySeries series, Instant at) {
    Availability state = Availability.UNKNOWN;
    for (int i = 0; i < series.size() && series.epochSecond(i) <= at.getEpochSecond(); i++) {
      state = series.state(i);
    }
    return state;
  }
}
