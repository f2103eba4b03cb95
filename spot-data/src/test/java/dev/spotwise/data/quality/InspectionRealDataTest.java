package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.format.AdvisorJson;
import dev.spotwise.data.format.OnDemandCsv;
import dev.spotwise.data.format.RealData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Every row of the real data is accounted for. */
@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class InspectionRealDataTest {

  private static final List<String> PRICE_ROWS =
      List.of(
          "changes",
          "heartbeats",
          "duplicates",
          "conflicts",
          "skipped",
          "not_asked_for",
          "before_window",
          "after_window");

  private static Path file(String name) {
    return RealData.folder().resolve(name);
  }

  private static QualityReport prices(String name) {
    QualityReport report =
        Inspection.prices(
            Sources.load().openPrices(file(name).toString(), SourceOptions.none()),
            InspectionSettings.withDefaults()
                .withOnDemand(OnDemandCsv.read(file("ondemand/us-east-1.csv"))));
    assertThat(PRICE_ROWS.stream().mapToLong(report::count).sum()).isEqualTo(report.count("rows"));
    assertThat(report.count("unexplained")).isZero();
    assertThat(report.count("skipped")).isZero();
    return report;
  }

  private static List<String> findings(QualityReport report) {
    return report.findings().stream().map(QualityReport.Finding::kind).toList();
  }

  @Test
  void spring2021() {
    QualityReport report = prices("prices/us-east-1_2021-03_2021-05.csv.gz");
    assertThat(report.count("rows")).isEqualTo(268_519);
    assertThat(report.count("pools")).isEqualTo(1_246);
    assertThat(report.count("changes")).isEqualTo(208_409);
    assertThat(report.count("heartbeats")).isEqualTo(60_110);
    assertThat(report.count("gaps")).isEqualTo(24);
    assertThat(report.count("outliers")).isZero();
    assertThat(report.count("above_on_demand")).isZero();
    assertThat(findings(report)).containsExactly("gaps");
  }

  @Test
  void theAuctionEra() {
    QualityReport report = prices("prices/us-east-1_2016_auction.csv.gz");
    assertThat(report.count("rows")).isEqualTo(426_745);
    assertThat(report.count("pools")).isEqualTo(50);
    assertThat(report.count("above_on_demand")).isPositive();
    assertThat(findings(report)).containsExactly("outliers", "above-on-demand", "no-on-demand");
  }

  @Test
  void theOutputOfTheAwsCli() {
    QualityReport folder = prices("prices/aws-cli");
    assertThat(findings(folder)).isEmpty();
    assertThat(folder.find("order")).contains(new Figure.Text("newest first"));
    long rows =
        Stream.of("t3.large", "m5.large", "c5.large", "m5.xlarge")
            .map(type -> prices("prices/aws-cli/" + type + ".json.gz"))
            .mapToLong(report -> report.count("rows"))
            .sum();
    assertThat(folder.count("rows")).isEqualTo(13_642).isEqualTo(rows);
    assertThat(folder.count("pools")).isEqualTo(80);
    assertThat(folder.count("heartbeats")).isEqualTo(3_941);
  }

  @Test
  void thePricesOfTheTraces() {
    QualityReport report = prices("traces/p3.2xlarge-2023/prices.csv");
    assertThat(report.count("rows")).isEqualTo(1_057);
    assertThat(report.count("pools")).isEqualTo(9);
    assertThat(findings(report)).containsExactly("gaps");
  }

  @Test
  void theTraces() {
    QualityReport report =
        Inspection.availability(
            Sources.load()
                .openAvailability(
                    file("traces/p3.2xlarge-2023").toString(),
                    SourceOptions.of(
                        Map.of(
                            "polarity",
                            "1-is-up",
                            "start",
                            "2023-02-15T22:05:00Z",
                            "instance-type",
                            "p3.2xlarge"))),
            InspectionSettings.withDefaults());
    assertThat(report.count("pools")).isEqualTo(9);
    assertThat(report.find("tick_seconds").orElseThrow().text()).isEqualTo("195 s");
    assertThat(report.count("ticks")).isEqualTo(20_158);
    assertThat(report.count("pool_ticks")).isEqualTo(9 * 20_158);
    assertThat(report.find("span_seconds").orElseThrow().text()).isEqualTo("45.5 d");
    assertThat(report.count("interruptions")).isEqualTo(1_887);
    assertThat(findings(report)).isEmpty();
  }

  @Test
  void theFilesBesideThem() {
    QualityReport onDemand = Inspection.onDemand(file("ondemand/us-east-1.csv"));
    assertThat(onDemand.count("types")).isEqualTo(1_367);
    assertThat(findings(onDemand)).isEmpty();
    QualityReport advisor =
        Inspection.advisor(AdvisorJson.read(file("advisor/spot-advisor-2025-06-28.json.gz")));
    assertThat(advisor.count("regions")).isEqualTo(33);
    assertThat(advisor.count("sized_types")).isEqualTo(929);
    QualityReport events = Inspection.events(file("events"), Optional.empty());
    assertThat(events.count("rows")).isEqualTo(2);
    assertThat(events.count("notices")).isEqualTo(1);
    assertThat(events.count("rebalance")).isEqualTo(1);
    assertThat(findings(events)).containsExactly("no-inventory");
  }
}
