package dev.spotwise.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One run on real data.
 *
 * @param ended what the program said
 * @param results what the backtest found
 */
record RealRun(SpotProgram.Ended ended, JsonNode results) {

  static Path data() {
    return Path.of(System.getProperty("spot.realData", "absent"));
  }

  static boolean hasData() {
    return Files.isDirectory(data());
  }

  /** The folder of examples; tests run in the module's folder. */
  static Path examples() {
    return Path.of("..", "examples");
  }

  static RealRun of(Path out, String... args) throws IOException {
    SpotProgram.Ended ended =
        SpotProgram.done(
            SpotProgram.args(
                SpotProgram.args(new String[] {"run"}, args), "--out", out.toString()));
    byte[] json = Files.readAllBytes(out.resolve("models/backtest_results.json"));
    return new RealRun(ended, new ObjectMapper().readTree(json));
  }

  TimeWindow backtest() {
    return TimeWindow.parse(results.get("window").asText());
  }
}
