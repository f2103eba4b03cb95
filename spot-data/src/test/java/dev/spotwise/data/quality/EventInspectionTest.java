package dev.spotwise.data.quality;

import static dev.spotwise.data.Availability.DOWN;
import static dev.spotwise.data.Availability.UNKNOWN;
import static dev.spotwise.data.Availability.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Interruptions and availability. */
class EventInspectionTest {

  private static final long START = 1_704_067_200; // 2024-01-01T00:00:00Z
  private static final long HOUR = 3600;
  private static final CapacityPool A = CapacityPool.parse("us-east-1a_m5.large");
  private static final CapacityPool B = CapacityPool.parse("us-east-1b_m5.large");
  private static final CapacityPool C = CapacityPool.parse("us-east-1b_c5.large");
  private static final InspectionSettings ALL = InspectionSettings.withDefaults();

  private static InspectionSettings only(String type, TimeWindow window) {
    return new InspectionSettings(
        Set.of(type),
        Set.of(),
        Set.of(),
        Optional.of(window),
        Duration.ofHours(26),
        Duration.ofMinutes(5),
        OnDemandHistory.none());
  }

  private static List<String> findings(QualityReport report) {
    return report.findings().stream().map(QualityReport.Finding::kind).toList();
  }

  private static double percent(QualityReport report, String key) {
    return ((Figure.Percent) report.find(key).orElseThrow()).percent();
  }

  private static QualityReport interruptions(InspectionSettings settings) {
    QualityReport report =
        Inspection.interruptions(
            (query, sink) -> {
              sink.watched(B);
              sink.accept(A, START);
              sink.accept(A, START + 60);
              sink.accept(A, START + 10 * HOUR);
              sink.accept(C, START + 5 * HOUR);
              sink.skips("timestamp must be ISO-8601 but was 'x'");
            },
            settings);
    assertThat(report.count("rows"))
        .isEqualTo(
            report.count("events")
                + report.count("joined")
                + report.count("skipped")
                + report.count("not_asked_for")
                + report.count("before_window")
                + report.count("after_window"));
    return report;
  }

  /** 10 h: m5.large has 2 events in 2 pools, c5.large 1 in 1: 10 % per hour each. */
  @Test
  void interruptionsAreCountedAsPoolEvents() {
    QualityReport report = interruptions(ALL);
    assertThat(report.kind()).isEqualTo("interruptions");
    assertThat(report.count("rows")).isEqualTo(5);
    assertThat(report.count("events")).isEqualTo(3);
    assertThat(report.count("joined")).isEqualTo(1);
    assertThat(report.count("pools")).isEqualTo(3);
    assertThat(report.count("quiet_pools")).isEqualTo(1);
    assertThat(report.find("events_per_pool_hour_percent").orElseThrow().text())
        .isEqualTo("c5.large 10.00 %, m5.large 10.00 %");
    assertThat(findings(report)).containsExactly("skipped");
  }

  @Test
  void interruptionsAreLookedAtInAWindow() {
    TimeWindow window = TimeWindow.parse("2024-01-01T00:01:00Z/2024-01-01T10:00:00Z");
    QualityReport report = interruptions(only("m5.large", window));
    assertThat(report.count("events")).isEqualTo(1);
    assertThat(report.count("not_asked_for")).isEqualTo(1);
    assertThat(report.count("before_window")).isEqualTo(1);
    assertThat(report.count("after_window")).isEqualTo(1);
    assertThat(report.count("pools")).isEqualTo(2);
  }

  @Test
  void noInterruptionHasNoRate() {
    QualityReport quiet = Inspection.interruptions((query, sink) -> sink.watched(A), ALL);
    assertThat(quiet.find("span_seconds")).isEmpty();
    assertThat(findings(quiet)).isEmpty();
    QualityReport one = Inspection.interruptions((query, sink) -> sink.accept(A, START), ALL);
    assertThat(one.find("span_seconds").orElseThrow().text()).isEqualTo("0 s");
    assertThat(one.find("events_per_pool_hour_percent")).isEmpty();
    assertThat(findings(Inspection.interruptions((query, sink) -> {}, ALL)))
        .containsExactly("empty");
  }

  /** Ticks of 5 min: A is up 10, down 5, up 10 min; B unknown for 10, down for 5. */
  private static QualityReport availability(InspectionSettings settings) {
    QualityReport report =
        Inspection.availability(
            (query, sink) -> {
              sink.accept(A, START, UP);
              sink.accept(A, START + 300, UP);
              sink.accept(A, START + 600, DOWN);
              sink.accept(A, START + 900, UP);
              sink.accept(A, START + 1500, UNKNOWN);
              sink.accept(B, START, UNKNOWN);
              sink.accept(B, START + 600, DOWN);
              sink.accept(B, START + 900, UNKNOWN);
              sink.accept(B, START + 900, UP);
              sink.accept(C, START, UP);
            },
            settings);
    assertThat(report.count("rows"))
        .isEqualTo(
            report.count("first_states")
                + report.count("changes")
                + report.count("repeated")
                + report.count("out_of_order")
                + report.count("skipped")
                + report.count("not_asked_for"));
    return report;
  }

  @Test
  void availabilityIsSharesOfTime() {
    QualityReport report = availability(ALL);
    assertThat(report.kind()).isEqualTo("availability");
    assertThat(report.count("repeated")).isEqualTo(1);
    assertThat(report.count("out_of_order")).isEqualTo(1);
    assertThat(report.count("changes")).isEqualTo(5);
    assertThat(report.count("pools")).isEqualTo(3);
    assertThat(report.find("tick_seconds").orElseThrow().text()).isEqualTo("5 min");
    assertThat(report.count("ticks")).isEqualTo(5);
    assertThat(report.count("pool_ticks")).isEqualTo(8);
    assertThat(percent(report, "up_percent")).isCloseTo(100.0 * 20 / 40, within(1e-12));
    assertThat(percent(report, "down_percent")).isCloseTo(100.0 * 10 / 40, within(1e-12));
    assertThat(percent(report, "unknown_percent")).isCloseTo(100.0 * 10 / 40, within(1e-12));
    assertThat(report.count("interruptions")).isEqualTo(1);
    assertThat(report.find("mean_up_seconds").orElseThrow().text()).isEqualTo("10 min");
    assertThat(report.find("up_by_pool_percent").orElseThrow().text())
        .isEqualTo("us-east-1a_m5.large 80.00 %, us-east-1b_m5.large 0.00 %");
    assertThat(findings(report)).containsExactly("order");
  }

  /** 5 to 20 min of A: up 5, down 5, up 5. */
  @Test
  void availabilityIsLookedAtInAWindow() {
    TimeWindow window = TimeWindow.parse("2024-01-01T00:05:00Z/2024-01-01T00:20:00Z");
    InspectionSettings settings =
        new InspectionSettings(
            Set.of(),
            Set.of("us-east-1a"),
            Set.of(),
            Optional.of(window),
            Duration.ofHours(26),
            Duration.ofMinutes(5),
            OnDemandHistory.none());
    QualityReport report = availability(settings);
    assertThat(report.count("not_asked_for")).isEqualTo(5);
    assertThat(percent(report, "up_percent")).isCloseTo(100.0 * 10 / 15, within(1e-12));
    assertThat(report.count("interruptions")).isEqualTo(1);
    assertThat(report.find("mean_up_seconds").orElseThrow().text()).isEqualTo("5 min");
  }

  @Test
  void aPoolThatIsNeverUpIsAFinding() {
    QualityReport report =
        Inspection.availability(
            (query, sink) -> {
              sink.accept(A, START, DOWN);
              sink.accept(A, START + 300, UNKNOWN);
              sink.skips("a tick must be a number");
            },
            ALL);
    assertThat(report.count("rows")).isEqualTo(3);
    assertThat(report.find("mean_up_seconds").orElseThrow().text()).isEqualTo("0 s");
    assertThat(findings(report)).containsExactly("never-up", "skipped");
    assertThat(findings(Inspection.availability((query, sink) -> {}, ALL)))
        .containsExactly("empty");
  }

  @Test
  void oneObservationHasNoShares() {
    QualityReport report = Inspection.availability((query, sink) -> sink.accept(A, START, UP), ALL);
    assertThat(report.find("tick_seconds")).isEmpty();
    assertThat(percent(report, "up_percent")).isNaN();
    assertThat(report.find("up_percent").orElseThrow().text()).isEqualTo("unknown");
  }
}
