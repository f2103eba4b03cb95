package dev.spotwise.cli;

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

/** {@code --lenient}: bad rows are left out, and every one of them is accounted for. */
class LenientTest {

  private static final String PRICES =
      """
      timestamp,availability_zone,instance_type,spot_price
      2024-01-01T00:00:00Z,us-east-1a,m5.large,0.04
      2024-01-05T00:00:00Z,us-east-1a,m5.large,-1
      2024-01-06 00:00,us-east-1a,m5.large,0.05
      2024-01-10T00:00:00Z,us-east-1a,m5.large,0.041
      2024-01-16T00:00:00Z,us-east-1a,m5.large,0.042
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() {
    SpotProgram.write(folder.resolve("p.csv"), PRICES);
    SpotProgram.write(folder.resolve("od.csv"), "instance_type,usd_per_hour\nm5.large,0.096\n");
    SpotProgram.write(
        folder.resolve("i.csv"),
        "timestamp,pool_id\n2024-01-05T00:00:00Z,us-east-1a_m5.large\nnever,us-east-1a_m5.large\n");
  }

  private SpotProgram.Ended spot(String step, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                step,
                "--prices",
                folder.resolve("p.csv").toString(),
                "--on-demand",
                folder.resolve("od.csv").toString(),
                "--interruptions",
                folder.resolve("i.csv").toString(),
                "--train",
                "2024-01-01/2024-01-15",
                "--backtest",
                "2024-01-15/2024-01-17",
                "--out",
                folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return SpotProgram.run(args.toArray(String[]::new));
  }

  @Test
  void theRowsLeftOutAreCountedAndListed() throws IOException {
    SpotProgram.Ended ended = spot("generate", "--lenient");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("note: prices: 2 rows that can't be read are left out")
        .contains("note: prices: left out, as price must be finite and > 0 but was -1")
        .contains("p.csv:3)")
        .contains("p.csv:4)")
        .contains("note: interruptions: 1 row that can't be read is left out")
        .contains("i.csv:3)");
    JsonNode source =
        new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("out/data/source.json")));
    assertThat(source.path("notes").toString()).contains("p.csv:3)", "p.csv:4)", "i.csv:3)");
    assertThat(source.path("settings").path("data").path("lenient").asText()).isEqualTo("true");
    assertThat(Files.readString(folder.resolve("out/data/spot_prices.csv")))
        .contains("us-east-1a,0.041,")
        .doesNotContain("us-east-1a,0.05,");
  }

  @Test
  void withoutTheFlagTheSourceIsRefused() {
    SpotProgram.Ended ended = spot("generate");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("p.csv:3)", "p.csv:4)");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aFileOfAnotherFormIsRefusedAllTheSame() {
    SpotProgram.write(folder.resolve("p.csv"), PRICES.replace("spot_price", "cost"));
    assertThat(spot("generate", "--lenient").code()).isEqualTo(3);
  }

  @Test
  void aFileWithoutAGoodRowSaysWhatWasLeftOut() {
    SpotProgram.write(folder.resolve("p.csv"), PRICES.replace("us-east-1a", "us east"));
    SpotProgram.Ended ended = spot("generate", "--lenient");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("rows left out 5, the first: zone must be");
  }

  @Test
  void namesThatAreNotThereAreToldBesideBadRows() {
    SpotProgram.Ended ended = spot("generate", "--lenient", "--types", "m5.larg");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("did you mean m5.large?");
  }

  @Test
  void aProductThatIsNotThereIsTold() {
    Path config =
        SpotProgram.write(folder.resolve("c.yaml"), "data: {product: Windos, lenient: true}\n");
    SpotProgram.Ended ended = spot("generate", "--config", config.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("data.product: no prices of 'Windos'; known are Linux/UNIX");
  }

  @Test
  void theSettingIsTrueOrFalse() {
    Path config = SpotProgram.write(folder.resolve("c.yaml"), "data: {lenient: maybe}\n");
    SpotProgram.Ended ended = spot("generate", "--config", config.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("data.lenient must be true or false but was 'maybe'");
  }
}
