package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code spot archive} as a user meets it. */
class ArchiveTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER =
      "timestamp,availability_zone,instance_type,product_description,spot_price\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeDumps() {
    SpotProgram.write(
        folder.resolve("a.csv"),
        HEADER
            + """
            2024-01-30T00:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.04
            2024-01-30T12:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.05
            2024-01-31T12:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.05
            2024-02-03T00:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.03
            2024-01-30T00:00:00Z,us-east-1b,c5.large,Windows,0.09
            """);
    SpotProgram.write(
        folder.resolve("b.csv"),
        HEADER
            + """
            2024-01-30T12:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.06
            2024-01-31T12:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.05
            2024-01-30T00:00:00Z,eu-west-1a,m5.large,Linux/UNIX,0.07
            """);
    SpotProgram.write(folder.resolve("bad.csv"), HEADER + "2024-01-30T00:00:00Z,x,y,z,cheap\n");
    SpotProgram.write(
        folder.resolve("partly.csv"),
        HEADER
            + """
            2024-01-30T00:00:00Z,us-east-1c,m5.large,Linux/UNIX,0.04
            2024-01-30T12:00:00Z,us-east-1c,m5.large,Linux/UNIX,-1
            """);
  }

  private SpotProgram.Ended run(String args) {
    List<String> all = new ArrayList<>(List.of("archive"));
    for (String arg : args.trim().split(" +", -1)) {
      all.add(arg.replace("@", folder + "/"));
    }
    return SpotProgram.run(all.toArray(String[]::new));
  }

  private SpotProgram.Ended done(String args) {
    SpotProgram.Ended ended = run(args);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  @Test
  void anAdditionSaysWhatItDid() {
    SpotProgram.Ended ended = done("add @prices @a.csv @b.csv");
    assertThat(ended.err())
        .contains("5 observations from " + folder + "/a.csv", "3 observations from", "3 files");
    assertThat(ended.out().lines())
        .containsExactly(
            "8 observations read: 6 new, 1 already there, 1 conflict (the archive had the lower"
                + " price in 1)",
            folder + "/prices: 6 observations in 3 files, 3 written",
            "conflict: us-east-1a_m5.large 2024-01-30T12:00:00Z: kept 0.06, dropped 0.05");
  }

  @Test
  void addingNothingNewSaysSoAndTheOrderDoesNotMatter() {
    done("add @prices @a.csv");
    done("add @prices @b.csv");
    SortedMap<String, String> digests = SpotProgram.digests(folder.resolve("prices"));
    SpotProgram.Ended again = done("add archive:@prices @b.csv @prices --buffer 1");
    assertThat(again.out()).contains("9 observations read: 0 new, 9 already there, 0 conflicts\n");
    assertThat(again.out()).contains("nothing new, nothing written");
    assertThat(SpotProgram.digests(folder.resolve("prices"))).isEqualTo(digests);
    done("add @other @b.csv @a.csv");
    assertThat(SpotProgram.digests(folder.resolve("other"))).isEqualTo(digests);
  }

  @Test
  void anAdditionAsJson() throws IOException {
    JsonNode said =
        JSON.readTree(done("add @prices @a.csv @b.csv @partly.csv --lenient --json").out());
    assertThat(said.get("read").asInt()).isEqualTo(9);
    assertThat(said.get("added").asInt()).isEqualTo(7);
    assertThat(said.get("already_there").asInt()).isEqualTo(1);
    assertThat(said.get("conflicts").asInt()).isEqualTo(1);
    assertThat(said.get("raised").asInt()).isEqualTo(1);
    assertThat(said.at("/first_conflicts/0/kept").decimalValue()).isEqualByComparingTo("0.06");
    assertThat(said.at("/sources/2/rows_left_out").asInt()).isEqualTo(1);
    assertThat(said.at("/sources/2/first_left_out/0").asText()).contains("partly.csv:3");
    assertThat(said.get("written")).hasSize(3);
  }

  @Test
  void badRowsAreRefusedUnlessAskedToLeaveThemOut() {
    done("add @prices @a.csv");
    SortedMap<String, String> digests = SpotProgram.digests(folder.resolve("prices"));
    SpotProgram.Ended refused = run("add @prices @b.csv @partly.csv");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("partly.csv:3");
    assertThat(refused.out()).isEmpty();
    assertThat(SpotProgram.digests(folder.resolve("prices"))).isEqualTo(digests);
    SpotProgram.Ended lenient = done("add @prices @partly.csv --lenient");
    assertThat(lenient.out())
        .contains(
            "1 observation read: 1 new", "partly.csv: 1 row left out\n", "left out: price must");
  }

  /** 0.04 for 12 h, 0.06 for 24 h, 0.05 for 60 h: mean 0.05125, variance 3.59375e-5. */
  @Test
  void whatAnArchiveHoldsIsTold() {
    done("add @prices @a.csv @b.csv");
    assertThat(done("info @prices --budget 0.05 --types m5.large --zones us-east-1a").out().lines())
        .containsExactly(
            folder
                + "/prices: 6 observations in 3 files of 0.0 MB, eu-west-1 us-east-1,"
                + " 2024-01-30T00:00Z to 2024-02-03T00:00Z; 4 observations of 1 pool here",
            "",
            "                     first              last               days  rows  changes  gaps"
                + "  longest   p50   p95   volat  <=0.05",
            "us-east-1a_m5.large  2024-01-30T00:00Z  2024-02-03T00:00Z   4.0     4        3     1"
                + "   60.0 h  0.05  0.06  11.70%  75.00%",
            "",
            "Prices in USD per hour, weighted by time; a gap is longer than 26h; volatility is"
                + " standard deviation / mean.");
    assertThat(done("info @prices --limit 1 --gap 3d").out())
        .contains("eu-west-1a_m5.large", "... and 2 more pools; --limit 0 lists all")
        .contains("a gap is longer than 3d")
        .doesNotContain("us-east-1b");
    assertThat(done("info @prices --region us-east-1 --product Windows").out())
        .contains("1 observation of 1 pool here", "us-east-1b_c5.large_Windows");
  }

  @Test
  void whatAnArchiveHoldsAsJson() throws IOException {
    done("add @prices @a.csv @b.csv");
    JsonNode said = JSON.readTree(done("info @prices --json --budget 0.05").out());
    assertThat(said.get("observations").asInt()).isEqualTo(6);
    assertThat(said.get("regions")).hasSize(2);
    assertThat(said.get("pools")).hasSize(3);
    JsonNode pool = said.at("/pools/1");
    assertThat(pool.get("pool_id").asText()).isEqualTo("us-east-1a_m5.large");
    assertThat(pool.get("longest_gap_seconds").asInt()).isEqualTo(60 * 3600);
    assertThat(pool.get("p50_usd_per_hour").decimalValue()).isEqualByComparingTo("0.05");
    assertThat(pool.get("share_within_budget").asDouble()).isEqualTo(0.75);
    assertThat(said.at("/pools/0/longest_gap_seconds").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.csv", "x.csv.gz", "x.parquet"})
  void whatIsExportedMakesTheSameArchive(String name) {
    done("add @prices @a.csv @b.csv");
    SpotProgram.Ended ended = done("export @prices @" + name);
    assertThat(ended.err()).contains("6 observations to " + folder + "/" + name);
    done("add @again @" + name);
    assertThat(SpotProgram.digests(folder.resolve("again")))
        .isEqualTo(SpotProgram.digests(folder.resolve("prices")));
  }

  @Test
  void aPartIsExported() {
    done("add @prices @a.csv");
    done(
        "export @prices @x.csv --types m5.large --from 2024-01-30T12:00:00Z --to 2024-02-03"
            + " --changes");
    assertThat(folder.resolve("x.csv"))
        .hasContent(HEADER + "2024-01-30T12:00:00Z,us-east-1a,m5.large,Linux/UNIX,0.05\n");
  }

  @Test
  void aRunReadsPricesFromAnArchive() {
    SpotProgram.write(folder.resolve("small.yaml"), SpotProgram.SMALL);
    SpotProgram.done(
        "archive",
        "add",
        folder + "/prices",
        "world:guide",
        "-O",
        "from=2024-01-01",
        "-O",
        "to=2024-01-20",
        "-O",
        "step=PT30M");
    SpotProgram.write(
        folder.resolve("od.csv"), "instance_type,usd_per_hour\nt3.large,0.0832\nm5.large,0.096\n");
    SpotProgram.Ended ended =
        SpotProgram.done(
            "generate",
            "--config",
            folder + "/small.yaml",
            "--prices",
            "archive:" + folder + "/prices",
            "--on-demand",
            folder + "/od.csv",
            "--out",
            folder + "/out");
    assertThat(ended.err()).contains("4 pools");
    assertThat(Files.exists(folder.resolve("out/data/spot_prices.parquet"))).isTrue();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          add                             | 2 | Missing required parameters: 'ARCHIVE', 'SOURCE'
          add @prices                     | 2 | Missing required parameter: 'SOURCE'
          add @new @none.csv              | 3 | no such file or folder
          add @new @bad.csv               | 3 | bad.csv:2
          add csv:@new @a.csv             | 2 | ARCHIVE must be a folder but was 'csv:
          add @a.csv @b.csv               | 2 | archive must be a folder but is a file
          add @ @b.csv                    | 2 | archive must be a new or empty folder, or one with archive.json
          add @new @a.csv --buffer 0      | 2 | --buffer must be in [1, 500000000] but was 0
          add @new @a.csv --buffer x      | 2 | Invalid value for option '--buffer'
          add @new @a.csv -O x=1          | 2 | takes no options but was given 'x'
          info @none                      | 3 | no such archive
          info @                          | 3 | archive must be a folder with archive.json
          info @a.csv                     | 3 | archive must be a folder but is a file
          info @prices --types m5.larg    | 2 | --types: the archive has no 'm5.larg'; did you mean m5.large?
          info @prices --zones us-east-1z | 2 | --zones: the archive has no 'us-east-1z'; did you mean us-east-1a?
          info @prices --product Linux    | 2 | --product: the archive has no 'Linux'
          info @prices --region us-east-2 | 2 | --region: the archive has no 'us-east-2'; did you mean us-east-1?
          info @prices --types c5.large --zones us-east-1a | 3 | archive holds no observation that is asked for; types c5.large; zones us-east-1a
          info @prices --from 2025-01-01  | 3 | archive holds no observation that is asked for
          info @prices --from soon        | 2 | --from time must be a date or an instant
          info @prices --from 2024-02-01 --to 2024-01-01 | 2 | --from must be before --to
          info @prices --gap never        | 2 | --gap must be a duration such as 5m, 1h or 7d but was 'never'
          info @prices --gap 0h           | 2 | --gap must be > 0
          info @prices --budget free      | 2 | --budget: price must be finite and > 0 but was 'free'
          info @prices --limit -1         | 2 | --limit must be >= 0 but was -1
          export @prices                  | 2 | Missing required parameter: 'FILE'
          export @prices @x.xlsx          | 2 | file must end in .csv, .csv.gz or .parquet
          export @prices @a.csv/x.csv     | 1 | can't write
          inf @prices                     | 2 | did you mean info?
          """)
  void whatCannotBeDoneIsSaidInOneLine(String args, int code, String message) {
    done("add @prices @a.csv");
    SpotProgram.Ended ended = run(args);
    assertThat(ended.err()).contains(message).doesNotContain("\tat ", "Exception:");
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.out()).isEmpty();
    assertThat(folder.resolve("new/archive.json")).doesNotExist();
    assertThat(folder.resolve("x.xlsx")).doesNotExist();
  }

  @Test
  void eachCommandHasHelpWithAnExample() {
    assertThat(done("--help").out()).contains("add", "info", "export", "archive:FOLDER");
    assertThat(SpotProgram.run("archive").out()).contains("Keep prices longer than the 90 days");
    for (String command : List.of("add", "info", "export")) {
      assertThat(done(command + " --help").out()).contains("  spot archive " + command + " prices");
    }
  }
}
