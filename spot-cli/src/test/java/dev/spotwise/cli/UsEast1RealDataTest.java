package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The guide's four types at real us-east-1 prices of spring 2021; interruptions are not known. */
@Tag("real-data")
@EnabledIf("dev.spotwise.cli.RealRun#hasData")
class UsEast1RealDataTest {

  @TempDir Path folder;

  @Test
  void switchingForPriceAloneIsWorthLittleAgainstTheBestPool() throws Exception {
    Path data = RealRun.data();
    RealRun run =
        RealRun.of(
            folder.resolve("out"),
            "--config",
            SpotProgram.write(
                    folder.resolve("fewer.yaml"), "models: {price: {trees: 20, depth: 10}}\n")
                .toString(),
            "--prices",
            data.resolve("prices/us-east-1_2021-03_2021-05.csv.gz").toString(),
            "--on-demand",
            data.resolve("ondemand/us-east-1.csv").toString(),
            "--types",
            "t3.large,m5.large,c5.large,m5.xlarge",
            "--zones",
            "us-east-1a,us-east-1b,us-east-1c",
            "--train",
            "2021-03-02/2021-05-01",
            "--backtest",
            "2021-05-01/2021-05-31");
    assertThat(run.ended().err()).contains("12 pools").contains("stability is unknown");
    JsonNode root = run.results();
    assertThat(root.get("decisions")).hasSize(720);
    Instant at = Instant.parse("2021-05-01T00:00:00Z");
    for (JsonNode decision : root.get("decisions")) {
      assertThat(decision.get("timestamp").asText()).isEqualTo(at.toString());
      assertThat(decision.get("target_stability").isNull()).isTrue();
      at = at.plus(Duration.ofHours(1));
    }
    assertThat(root.get("stability_known").asBoolean(true)).isFalse();
    assertThat(root.get("savings_vs_single_spot_hindsight").asDouble()).isBetween(-1.0, 3.0);
    assertThat(root.get("savings_vs_single_spot").asDouble()).isCloseTo(3.1, within(1.0));
    assertThat(root.get("savings_vs_stay").asDouble()).isCloseTo(34.0, within(1.0));
    assertThat(root.at("/baselines/on_demand/total_cost").asDouble())
        .isCloseTo(0.096 * 720, within(1e-6));
  }
}
