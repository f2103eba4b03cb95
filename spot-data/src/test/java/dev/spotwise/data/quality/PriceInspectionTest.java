package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.OnDemandPrice;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PriceInspectionTest {

  private static final long START = 1_704_067_200; // 2024-01-01T00:00:00Z
  private static final long HOUR = 3600;
  private static final CapacityPool A = CapacityPool.parse("us-east-1a_m5.large");
  private static final CapacityPool B = CapacityPool.parse("us-east-1b_m5.large");
  private static final CapacityPool W = CapacityPool.parse("us-east-1b_m5.large_Windows");
  private static final InspectionSettings ALL = InspectionSettings.withDefaults();

  private static PriceSource rows(Consumer<PriceSink> rows) {
    return (query, sink) -> rows.accept(sink);
  }

  private static QualityReport inspect(InspectionSettings settings, Consumer<PriceSink> rows) {
    QualityReport report = Inspection.prices(rows(rows), settings);
    long sum =
        report.count("changes")
            + report.count("heartbeats")
            + report.count("duplicates")
            + report.count("conflicts")
            + report.count("skipped")
            + report.count("not_asked_for")
            + report.count("before_window")
            + report.count("after_window");
    assertThat(report.count("rows")).isEqualTo(sum);
    assertThat(report.count("unexplained")).isZero();
    assertThat(report.kind()).isEqualTo("prices");
    return report;
  }

  private static List<String> findings(QualityReport report) {
    return report.findings().stream().map(QualityReport.Finding::kind).toList();
  }

  private static String text(QualityReport report, String key) {
    return report.find(key).orElseThrow().text();
  }

  /** A: price, heartbeat, change, the change again, a cheaper price at its second. B: one price. */
  @Test
  void everyRowIsOfOneKind() {
    QualityReport report =
        inspect(
            ALL,
            sink -> {
              sink.accept(A, START, 100);
              sink.accept(A, START + HOUR, 100);
              sink.accept(A, START + 2 * HOUR, 110);
              sink.accept(A, START + 2 * HOUR, 110);
              sink.accept(A, START + 2 * HOUR, 105);
              sink.accept(A, START + 2 * HOUR, 105);
              sink.accept(B, START + HOUR, 50);
            });
    assertThat(report.count("rows")).isEqualTo(7);
    assertThat(report.count("changes")).isEqualTo(3);
    assertThat(report.count("heartbeats")).isEqualTo(1);
    assertThat(report.count("duplicates")).isEqualTo(2);
    assertThat(report.count("conflicts")).isEqualTo(1);
    assertThat(report.count("pools")).isEqualTo(2);
    assertThat(report.count("types")).isEqualTo(1);
    assertThat(report.count("zones")).isEqualTo(2);
    assertThat(text(report, "products")).isEqualTo("Linux/UNIX 2");
    assertThat(findings(report)).containsExactly("conflicts");
    assertThat(report.notes())
        .containsExactly(
            "conflict: us-east-1a_m5.large at 2024-01-01T02:00:00Z costs 0.000105 and 0.00011; the"
                + " higher counts");
  }

  @Test
  void theOrderOfRowsChangesNothingButTheOrder() {
    Consumer<PriceSink> oldestFirst =
        sink -> {
          sink.accept(A, START, 100);
          sink.accept(A, START + HOUR, 100);
          sink.accept(A, START + 2 * HOUR, 110);
        };
    Consumer<PriceSink> newestFirst =
        sink -> {
          sink.accept(A, START + 2 * HOUR, 110);
          sink.accept(A, START + HOUR, 100);
          sink.accept(A, START, 100);
        };
    Consumer<PriceSink> mixed =
        sink -> {
          sink.accept(A, START + HOUR, 100);
          sink.accept(A, START, 100);
          sink.accept(A, START + 2 * HOUR, 110);
        };
    for (Consumer<PriceSink> order : List.of(oldestFirst, newestFirst, mixed)) {
      QualityReport report = inspect(ALL, order);
      assertThat(report.count("changes")).isEqualTo(2);
      assertThat(report.count("heartbeats")).isEqualTo(1);
    }
    assertThat(text(inspect(ALL, oldestFirst), "order")).isEqualTo("oldest first");
    assertThat(text(inspect(ALL, newestFirst), "order")).isEqualTo("newest first");
    assertThat(findings(inspect(ALL, newestFirst))).isEmpty();
    assertThat(text(inspect(ALL, mixed), "order")).isEqualTo("mixed: 50.0 % ascending");
    assertThat(findings(inspect(ALL, mixed))).containsExactly("order");
    assertThat(text(inspect(ALL, sink -> sink.accept(A, START, 1)), "order")).isEqualTo("unknown");
  }

  /** Two dumps of 200 rows, newest first, the second 100 rows later: one seam in 399 steps. */
  @Test
  void overlappingDumpsAreNormal() {
    QualityReport report =
        inspect(
            ALL,
            sink -> {
              for (int dump = 0; dump < 2; dump++) {
                for (int row = 200 + 100 * dump; row > 100 * dump; row--) {
                  sink.accept(A, START + 60L * row, 100L + row);
                }
              }
            });
    assertThat(report.count("duplicates")).isEqualTo(100);
    assertThat(report.count("changes")).isEqualTo(300);
    assertThat(text(report, "order")).isEqualTo("newest first, 1 rows against it");
    assertThat(findings(report)).isEmpty();
  }

  @Test
  void whatWasNotAskedForIsCounted() {
    InspectionSettings settings =
        new InspectionSettings(
            Set.of("m5.large"),
            Set.of("us-east-1b"),
            Set.of(CapacityPool.LINUX),
            Optional.of(TimeWindow.parse("2024-01-01T01:00:00Z/2024-01-01T03:00:00Z")),
            Duration.ofHours(26),
            Duration.ofMinutes(30),
            OnDemandHistory.none());
    QualityReport report =
        inspect(
            settings,
            sink -> {
              sink.accept(A, START, 1);
              sink.accept(W, START, 1);
              sink.accept(B, START - HOUR, 40);
              sink.accept(B, START, 50);
              sink.accept(B, START + 2 * HOUR, 50);
              sink.accept(B, START + 3 * HOUR, 60);
            });
    assertThat(report.count("rows")).isEqualTo(6);
    assertThat(report.count("not_asked_for")).isEqualTo(2);
    assertThat(report.count("before_window")).isEqualTo(2);
    assertThat(report.count("after_window")).isEqualTo(1);
    assertThat(report.count("heartbeats")).isEqualTo(1);
    assertThat(report.count("changes")).isZero();
    assertThat(text(report, "first_observation")).isEqualTo("2024-01-01T01:00:00Z");
    assertThat(text(report, "unknown_cells_percent")).isEqualTo("0.00 %");
  }

  @Test
  void nothingLeftIsAFinding() {
    QualityReport report =
        inspect(
            ALL.withWindow(TimeWindow.parse("2023-01-01/2023-02-01")), s -> s.accept(A, START, 1));
    assertThat(report.count("pools")).isZero();
    assertThat(report.find("span_seconds")).isEmpty();
    assertThat(findings(report)).containsExactly("empty");
    assertThat(findings(inspect(ALL, sink -> {}))).containsExactly("empty");
  }

  /** A is seen at 0 h, 26 h, 53 h; B at 10 h only, 43 h before the end. */
  @Test
  void gapsAreTimesLongerThanTheLimit() {
    Consumer<PriceSink> rows =
        sink -> {
          sink.accept(A, START, 100);
          sink.accept(A, START + 26 * HOUR, 100);
          sink.accept(A, START + 53 * HOUR, 100);
          sink.accept(B, START + 10 * HOUR, 100);
        };
    QualityReport report = inspect(ALL, rows);
    assertThat(report.count("gaps")).isEqualTo(1);
    assertThat(report.count("silent_pools")).isEqualTo(1);
    assertThat(text(report, "longest_unobserved_seconds")).isEqualTo("43 h");
    assertThat(findings(report)).containsExactly("gaps", "silent");
    assertThat(findings(inspect(ALL.withGap(Duration.ofHours(43)), rows))).isEmpty();
  }

  /** A is known all the 10 h (11 cells of an hour), B from 2.5 h on: 3 of 22 cells. */
  @Test
  void cellsBeforeAFirstPriceAreUnknown() {
    InspectionSettings hourly =
        new InspectionSettings(
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Duration.ofHours(26),
            Duration.ofHours(1),
            OnDemandHistory.none());
    QualityReport report =
        inspect(
            hourly,
            sink -> {
              sink.accept(A, START, 100);
              sink.accept(A, START + 10 * HOUR, 100);
              sink.accept(B, START + 5 * HOUR / 2, 100);
            });
    Figure.Percent unknown = (Figure.Percent) report.find("unknown_cells_percent").orElseThrow();
    assertThat(unknown.percent()).isCloseTo(100.0 * 3 / 22, within(1e-12));
  }

  @Test
  void pricesAreComparedWithTheOnDemandPriceOfTheirTime() {
    OnDemandHistory.Builder prices = new OnDemandHistory.Builder();
    prices.add(onDemand("2024-01-01T00:00:00Z", 100));
    prices.add(onDemand("2024-01-01T02:00:00Z", 200));
    QualityReport report =
        inspect(
            ALL.withOnDemand(prices.build()),
            sink -> {
              sink.accept(A, START, 100);
              sink.accept(A, START + HOUR, 101);
              sink.accept(A, START + 2 * HOUR, 150);
              sink.accept(W, START, 5000);
              sink.accept(CapacityPool.parse("us-east-1a_c5.large"), START, 1);
            });
    assertThat(report.count("above_on_demand")).isEqualTo(1);
    assertThat(report.count("types_without_on_demand")).isEqualTo(1);
    assertThat(findings(report)).containsExactly("above-on-demand", "no-on-demand");
  }

  private static OnDemandPrice onDemand(String from, long microUsd) {
    return new OnDemandPrice(
        "m5.large", Optional.empty(), Optional.empty(), Optional.of(Instant.parse(from)), microUsd);
  }

  @Test
  void skippedRowsAreCountedByKindAndTheFirstAreShown() {
    QualityReport report =
        inspect(
            ALL,
            sink -> {
              sink.accept(A, START, 100);
              for (int row = 0; row < 25; row++) {
                assertThat(
                        sink.skips("price must be finite and > 0 but was -1 (p.csv:" + row + ")"))
                    .isTrue();
              }
              sink.skips("timestamp must be ISO-8601 but was 'x' (p.csv:30)");
              sink.skips("something else");
            });
    assertThat(report.count("rows")).isEqualTo(28);
    assertThat(report.count("skipped")).isEqualTo(27);
    assertThat(text(report, "skipped_by_kind")).isEqualTo("other 1, price 25, timestamp 1");
    assertThat(report.notes()).hasSize(21).last().isEqualTo("... and 7 more");
    assertThat(report.notes().get(0))
        .isEqualTo("skipped: price must be finite and > 0 but was -1 (p.csv:0)");
    assertThat(findings(report)).containsExactly("skipped");
  }

  @Test
  void kindsOfSkippedRowsAreBounded() {
    QualityReport report =
        inspect(
            ALL,
            sink -> {
              sink.accept(A, START, 100);
              for (int row = 0; row < 200; row++) {
                sink.skips("name" + row + " must be something");
              }
            });
    Figure.Counts kinds = (Figure.Counts) report.find("skipped_by_kind").orElseThrow();
    assertThat(kinds.byName()).hasSizeLessThanOrEqualTo(51).containsEntry("other", 150L);
  }

  @Test
  void aReportHasNoCountOfAnotherName() {
    QualityReport report = inspect(ALL, sink -> sink.accept(A, START, 100));
    assertThat(report.find("nothing")).isEmpty();
    assertThatThrownBy(() -> report.count("span_seconds"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no count is named 'span_seconds'");
  }
}
