package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.format.AdvisorJson;
import dev.spotwise.data.format.InventoryCsv;
import dev.spotwise.data.format.ReferenceForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that stand beside sources. */
class ReferenceInspectionTest {

  private static final String EVENTS =
      """
      {"id":"e1","detail-type":"EC2 Spot Instance Interruption Warning","source":"aws.ec2",
       "time":"2024-01-01T10:00:00Z",
       "detail":{"instance-id":"i-1","instance-action":"terminate"}}
      {"id":"e2","detail-type":"EC2 Instance Rebalance Recommendation","source":"aws.ec2",
       "time":"2024-01-01T09:00:00Z","detail":{"instance-id":"i-2"}}
      {"id":"e3","detail-type":"Something Else","source":"aws.ec2",
       "time":"2024-01-01T09:00:00Z","detail":{}}
      {"id":"e1","detail-type":"EC2 Spot Instance Interruption Warning","source":"aws.ec2",
       "time":"2024-01-01T10:00:00Z",
       "detail":{"instance-id":"i-1","instance-action":"terminate"}}
      {"id":"e4","detail-type":"EC2 Spot Instance Interruption Warning","source":"aws.ec2",
       "time":"yesterday","detail":{"instance-id":"i-1","instance-action":"stop"}}
      """;
  private static final String ADVISOR =
      """
      {"instance_types": {"a1.small": {"emr": false, "cores": 1, "ram_gb": 2.0}},
       "ranges": [{"index": 0, "label": "<5%", "dots": 0, "max": 5},
                  {"index": 1, "label": ">5%", "dots": 1, "max": 100}],
       "spot_advisor": {"eu-test-1": {"Linux": {"a1.small": {"s": 60, "r": 1},
                                                "a1.big": {"s": 50, "r": 0}},
                                      "Windows": {"a1.small": {"s": 10, "r": 1}}}}}
      """;

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> findings(QualityReport report) {
    return report.findings().stream().map(QualityReport.Finding::kind).toList();
  }

  private static String text(QualityReport report, String key) {
    return report.find(key).orElseThrow().text();
  }

  @Test
  void aFormIsToldByItsContent() throws IOException {
    assertThat(ReferenceForm.of(write("a.csv", "instance_type,usd_per_hour\n")))
        .contains(ReferenceForm.ON_DEMAND);
    assertThat(ReferenceForm.of(write("b.json", ADVISOR))).contains(ReferenceForm.ADVISOR);
    assertThat(ReferenceForm.of(write("c.json", EVENTS))).contains(ReferenceForm.EVENTS);
    assertThat(ReferenceForm.of(write("d.txt", "hello"))).isEmpty();
    assertThat(ReferenceForm.of(Files.createDirectory(folder.resolve("empty")))).isEmpty();
    assertThat(ReferenceForm.ON_DEMAND.label()).isEqualTo("on-demand");
    assertThatThrownBy(() -> ReferenceForm.of(folder.resolve("absent")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageStartingWith("no such file or folder: ");
    Path zip = write("e.zip", "PK\u0003\u0004 and so on");
    assertThatThrownBy(() -> ReferenceForm.of(zip)).isInstanceOf(MarketDataException.class);
  }

  @Test
  void onDemandPricesAreCounted() throws IOException {
    QualityReport report =
        Inspection.onDemand(
            write(
                "p.csv",
                """
                instance_type,usd_per_hour,effective_from
                m5.large,0.1,
                m5.large,0.096,2024-03-01
                c5.large,0.085,2023-01-01
                c5.large,nothing,2024-01-01
                """));
    assertThat(report.kind()).isEqualTo("on-demand");
    assertThat(report.count("prices")).isEqualTo(3);
    assertThat(report.count("types")).isEqualTo(2);
    assertThat(report.count("skipped")).isEqualTo(1);
    assertThat(text(report, "first_effective")).isEqualTo("2023-01-01T00:00:00Z");
    assertThat(text(report, "last_effective")).isEqualTo("2024-03-01T00:00:00Z");
    assertThat(findings(report)).containsExactly("skipped");
  }

  @Test
  void onDemandPricesMayHaveNoDates() throws IOException {
    QualityReport report =
        Inspection.onDemand(write("p.csv", "instance_type,usd_per_hour\nm5.large,0.1\n"));
    assertThat(report.find("first_effective")).isEmpty();
    assertThat(findings(report)).isEmpty();
    QualityReport none =
        Inspection.onDemand(write("q.csv", "instance_type,usd_per_hour\nm5.large,-1\n"));
    assertThat(findings(none)).containsExactly("empty", "skipped");
  }

  @Test
  void anAdvisorFeedIsCounted() throws IOException {
    QualityReport report =
        Inspection.advisor(
            AdvisorJson.read(write("f.json", ADVISOR), Instant.parse("2024-01-01T00:00:00Z")));
    assertThat(report.kind()).isEqualTo("advisor");
    assertThat(text(report, "as_of")).isEqualTo("2024-01-01T00:00:00Z");
    assertThat(report.count("regions")).isEqualTo(1);
    assertThat(report.count("types")).isEqualTo(2);
    assertThat(report.count("sized_types")).isEqualTo(1);
    assertThat(report.count("bands")).isEqualTo(2);
    assertThat(report.count("ratings")).isEqualTo(3);
    assertThat(text(report, "ratings_by_system")).isEqualTo("Linux 2, Windows 1");
    assertThat(text(report, "ratings_by_band")).isEqualTo("0: 0-5 % 1, 1: 5-100 % 2");
    assertThat(findings(report)).containsExactly("no-size");
  }

  @Test
  void eventsWithoutAnInventoryHaveNoPools() throws IOException {
    QualityReport report = Inspection.events(write("e.json", EVENTS), Optional.empty());
    assertThat(report.kind()).isEqualTo("events");
    assertThat(report.count("rows")).isEqualTo(5);
    assertThat(report.count("notices")).isEqualTo(1);
    assertThat(report.count("rebalance")).isEqualTo(1);
    assertThat(report.count("other_events")).isEqualTo(1);
    assertThat(report.count("duplicates")).isEqualTo(1);
    assertThat(report.count("skipped")).isEqualTo(1);
    assertThat(report.count("instances")).isEqualTo(2);
    assertThat(text(report, "notices_by_action")).isEqualTo("terminate 1");
    assertThat(text(report, "other_events_by_kind")).isEqualTo("Something Else 1");
    assertThat(text(report, "first_event")).isEqualTo("2024-01-01T09:00:00Z");
    assertThat(text(report, "last_event")).isEqualTo("2024-01-01T10:00:00Z");
    assertThat(findings(report)).containsExactly("no-inventory", "skipped");
  }

  @Test
  void anInventoryGivesEventsPools() throws IOException {
    InstanceInventory inventory =
        InventoryCsv.read(
            write(
                "i.csv",
                """
                instance_id,instance_type,availability_zone,launched_at,ended_at
                i-2,m5.large,us-east-1a,2024-01-01T00:00:00Z,
                """));
    QualityReport report = Inspection.events(write("e.json", EVENTS), Optional.of(inventory));
    assertThat(report.count("notices")).isZero();
    assertThat(report.count("rebalance")).isEqualTo(1);
    assertThat(report.count("pools")).isEqualTo(1);
    assertThat(report.count("inventory_instances")).isEqualTo(1);
    assertThat(findings(report)).containsExactly("skipped");
  }

  @Test
  void aFileWithoutAnEventThatCountsIsEmpty() throws IOException {
    Path file =
        write(
            "o.json",
            "{\"id\":\"e3\",\"detail-type\":\"Something Else\",\"source\":\"aws.ec2\","
                + "\"time\":\"2024-01-01T09:00:00Z\",\"detail\":{}}");
    QualityReport report = Inspection.events(file, Optional.empty());
    assertThat(findings(report)).containsExactly("no-inventory", "empty");
    assertThat(report.find("first_event")).isEmpty();
  }
}
