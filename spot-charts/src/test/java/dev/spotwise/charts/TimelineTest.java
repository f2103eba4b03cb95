package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.charts.Timeline.Mark;
import dev.spotwise.charts.Timeline.Span;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.quality.MarketQuality;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {

  private static final long START = Fakes.JANUARY.from().getEpochSecond();
  private static final long END = Fakes.JANUARY.to().getEpochSecond();

  private static ReportData with(BacktestResult result, List<ReplayEvent> events) {
    return new ReportData(
        Fakes.price(1),
        Fakes.stability(1),
        result,
        List.of(),
        events,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MarketQuality.of(Markets.usual()),
        List.of(),
        new ReportData.Origin("", "", new TreeMap<>()));
  }

  private static ReplayEvent event(long hours, int instance, Kind kind, String place) {
    return new ReplayEvent(
        Instant.ofEpochSecond(START + 3600 * hours), instance, kind, place, 0, "");
  }

  private static Timeline timeline(ReplayEvent... events) {
    return Timeline.of(with(Fakes.calm(true), List.of(events))).orElseThrow();
  }

  @Test
  void eventsTellWhatWasHeldAndLost() {
    Timeline timeline =
        timeline(
            event(0, 0, Kind.START, "us-east-1a_m5.large"),
            event(1, 0, Kind.DECISION, "us-east-1a_m5.large"),
            event(2, 0, Kind.MIGRATION, "us-east-1b_c5.large"),
            event(10, 0, Kind.INTERRUPTION, "us-east-1b_c5.large"),
            event(11, 0, Kind.RESTART, "on-demand m5.large"),
            event(13, 0, Kind.STOP, "on-demand m5.large"));

    assertThat(timeline.lanes().stream().map(Timeline.Lane::name))
        .containsExactly("us-east-1b_c5.large", "on-demand m5.large", "us-east-1a_m5.large");
    assertThat(timeline.spans())
        .containsExactly(
            new Span(START, START + 7200, 2),
            new Span(START + 7200, START + 36_000, 0),
            new Span(START + 39_600, START + 46_800, 1));
    assertThat(timeline.losses()).containsExactly(new Mark(START + 36_000, 0));
  }

  @Test
  void instancesInOnePoolShareItsLane() {
    Timeline timeline =
        timeline(
            event(0, 0, Kind.START, "us-east-1a_m5.large"),
            event(0, 1, Kind.START, "us-east-1a_m5.large"),
            event(5, 0, Kind.STOP, "us-east-1a_m5.large"),
            event(9, 1, Kind.DONE, "us-east-1a_m5.large"));

    assertThat(timeline.spans()).containsExactly(new Span(START, START + 32_400, 0));
  }

  @Test
  void withoutEventsDecisionsTellWhatWasHeld() {
    BacktestResult busy = Fakes.busy();
    Timeline timeline = Timeline.of(with(busy, List.of())).orElseThrow();

    // A move at every 36th decision, 20 in all.
    assertThat(timeline.spans()).hasSize(21);
    assertThat(timeline.spans().get(0).from()).isEqualTo(START);
    assertThat(timeline.spans().get(0).to()).isEqualTo(START + 35 * 3600);
    assertThat(timeline.spans().get(20).to()).isEqualTo(END);
    assertThat(timeline.losses()).hasSize(busy.restarts().size());
  }

  @Test
  void placesOfOneTypeHaveTheColourOfTheFigures() {
    Timeline timeline =
        timeline(
            event(0, 0, Kind.START, "us-east-1a_m5.large"),
            event(3, 0, Kind.MIGRATION, "us-east-1b_m5.large"),
            event(5, 0, Kind.MIGRATION, "on-demand m5.large"));

    Color m5 = MarketGroups.of(Markets.usual()).color("m5.large");
    assertThat(timeline.lanes().stream().map(Timeline.Lane::color))
        .containsExactly(Theme.OTHER, m5, m5);
  }

  @Test
  void aLongBacktestIsThinnedAndKeepsItsEnds() {
    TimeWindow window = TimeWindow.parse("2015-01-01/2025-01-01");
    BacktestResult result = Fakes.result(window, 87_600, 3, 2, true);

    Timeline timeline = Timeline.of(with(result, Reports.events(result))).orElseThrow();

    assertThat(timeline.allTimes()).isEqualTo(87_601);
    assertThat(timeline.times()).hasSizeBetween(500, Timeline.MOST_POINTS).isSorted();
    assertThat(timeline.times().get(0)).isEqualTo(window.from().getEpochSecond());
    assertThat(timeline.times().get(timeline.times().size() - 1))
        .isEqualTo(result.costs().get(87_600).timestamp().getEpochSecond());
    assertThat(timeline.spans()).hasSizeBetween(1, Timeline.MOST_STAYS);
    assertThat(timeline.losses()).hasSizeLessThanOrEqualTo(Timeline.MOST_POINTS);
    assertThat(timeline.ways()).allMatch(way -> way.usd().size() == timeline.times().size());
  }

  @Test
  void manyPlacesShareTheLastLane() {
    List<ReplayEvent> events = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      events.add(
          event(i, 0, i == 0 ? Kind.START : Kind.MIGRATION, "zone-" + i % 300 + "_m5.large"));
    }
    Timeline timeline = Timeline.of(with(Fakes.calm(true), events)).orElseThrow();

    assertThat(timeline.lanes()).hasSize(Timeline.MOST_LANES);
    assertThat(timeline.lanes().get(Timeline.MOST_LANES - 1).name()).isEqualTo("291 other places");
    assertThat(timeline.spans()).allMatch(span -> span.lane() < Timeline.MOST_LANES);
  }

  @Test
  void withoutCostsThereIsNone() {
    BacktestResult none = Fakes.result(Fakes.JANUARY, 0, 0, 0, true);

    assertThat(Timeline.of(with(none, List.of()))).isEmpty();
  }

  @Test
  void jsonReadsBackAndCanStandInAScript() throws Exception {
    Timeline timeline =
        timeline(
            event(0, 0, Kind.START, "</script><!-- & \u2028"),
            event(700, 0, Kind.INTERRUPTION, "</script><!-- & \u2028"));
    ReportColors colors = new ReportColors(TimelineSection.colors(timeline));

    String json = TimelineSection.json(timeline, colors);

    assertThat(json).doesNotContain("<").doesNotContain(">").doesNotContain("&");
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.at("/lanes/0/name").asText()).isEqualTo("</script><!-- & \u2028");
    assertThat(read.at("/times").size()).isEqualTo(745);
    assertThat(read.at("/ways/0/title").asText()).isEqualTo("Strategy");
    assertThat(read.at("/ways/0/usd/744").asDouble()).isEqualTo(25.4448);
    assertThat(read.at("/lost/0/0").asLong()).isEqualTo(START + 700 * 3600);
  }

  @Test
  void coloursStandOutFromADarkPage() {
    for (Color color : Theme.CYCLE) {
      Color dark = ReportColors.onDark(color);
      assertThat(ReportColors.contrast(dark, new Color(0x16191D))).isGreaterThanOrEqualTo(3.5);
    }
    assertThat(ReportColors.onDark(Theme.SKY)).isEqualTo(Theme.SKY);
    assertThat(ReportColors.contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
  }

  @Test
  void theReportOfALongRunOverManyPoolsHasABoundedSize(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.html");

    HtmlReport.write(file, Reports.huge(), folder);

    assertThat(Files.size(file)).isBetween(100_000L, 600_000L);
    assertThat(Files.readString(file))
        .contains("least known prices first: the first 40 of 10,000")
        .contains("instants, extremes among them.");
  }
}
