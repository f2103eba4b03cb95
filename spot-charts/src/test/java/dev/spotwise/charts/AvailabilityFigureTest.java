package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.charts.HeldPath.Begin;
import dev.spotwise.charts.HeldPath.Stay;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;

class AvailabilityFigureTest {

  private static final TimeWindow WINDOW = TimeWindow.parse("2025-01-01/2025-01-05");
  private static final String HOME = "us-east-1a_m5.large";

  private static Figure figure(Market market, List<ReplayEvent> events) {
    BacktestResult result = Fakes.result(WINDOW, 96, 0, 0, true);
    return AvailabilityFigure.of(market, MarketGroups.of(market), result, events).orElseThrow();
  }

  private static List<String> rows(Figure figure) {
    XYPlot plot = (XYPlot) figure.panels().get(0).plot();
    return List.of(((SymbolAxis) plot.getRangeAxis()).getSymbols());
  }

  private static List<String> legend(Figure figure) {
    List<String> names = new ArrayList<>();
    LegendItemCollection items = figure.panels().get(0).plot().getLegendItems();
    for (int i = 0; i < items.getItemCount(); i++) {
      names.add(items.get(i).getLabel());
    }
    return names;
  }

  @Test
  void poolsOnThePathComeFirstAndOnDemandLast() {
    Figure figure = figure(Markets.usual(), Runs.events(WINDOW, 3));

    assertThat(rows(figure)).startsWith(HOME, "us-east-1b_c5.large").endsWith("On demand");
    assertThat(rows(figure)).hasSize(7);
    assertThat(figure.panels().get(0).title())
        .isEqualTo("Ran in 2 of 6 pools: 3 migrations, 4 restarts");
    SvgFileTest.assertLabelsFit(figure);
  }

  @Test
  void legendNamesOnlyWhatIsThere() {
    Figure calm = figure(Markets.traced(), List.of(Runs.event(WINDOW.from(), Kind.START, HOME)));

    assertThat(legend(calm)).containsExactly("m5.large", "Capacity", "No capacity");
    assertThat(legend(figure(Markets.usual(), Runs.events(WINDOW, 3))))
        .containsExactly(
            "c5.large",
            "m5.large",
            "On demand",
            "Migration",
            "Interrupted",
            "Capacity",
            "Capacity unknown");
    Market unknown = Markets.of("2025-01-01/2025-01-05", List.of("m5.large"), List.of("z"), 0);
    assertThat(
            legend(figure(unknown, List.of(Runs.event(WINDOW.from(), Kind.START, "z_m5.large")))))
        .containsExactly("m5.large", "Capacity unknown");
  }

  @Test
  void tenThousandPoolsAreCutToTwentyFour() {
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      types.add("x" + i + ".large");
    }
    Market market =
        Markets.of("2025-01-01/2025-01-02", types, List.of("z1", "z2", "z3", "z4", "z5"), 100);
    Figure figure =
        figure(market, List.of(Runs.event(WINDOW.from(), Kind.START, "z4_x1777.large")));

    assertThat(rows(figure)).hasSize(24).startsWith("z4_x1777.large");
    assertThat(figure.panels().get(0).subtitle()).endsWith("9,976 pools left out.");
    assertThat(SvgFile.text(figure).length()).isLessThan(400_000);
  }

  @Test
  void theFirstOfSeveralInstancesIsDrawnAndTheOthersAreCounted() {
    List<ReplayEvent> events = new ArrayList<>(Runs.events(WINDOW, 2));
    for (int i = 1; i < 30; i++) {
      events.add(new ReplayEvent(WINDOW.from(), i, Kind.START, "us-east-1b_t3.large", 0, ""));
    }
    Figure figure = figure(Markets.usual(), events);

    assertThat(figure.panels().get(0).subtitle())
        .contains("Instance 0; pale: 11 of the 29 others.");
    assertThat(rows(figure).subList(0, 3)).contains("us-east-1b_t3.large");
  }

  @Test
  void withoutEventsThereIsNoFigure() {
    Market market = Markets.usual();

    assertThat(AvailabilityFigure.of(market, MarketGroups.of(market), Fakes.busy(), List.of()))
        .isEmpty();
  }

  @Test
  void aPathIsReadFromStartsLossesAndEnds() {
    Instant t0 = WINDOW.from();
    List<ReplayEvent> events =
        List.of(
            Runs.event(t0, Kind.START, "a"),
            Runs.event(t0.plusSeconds(60), Kind.DECISION, "a"),
            Runs.event(t0.plusSeconds(60), Kind.MIGRATION, "b"),
            Runs.event(t0.plusSeconds(90), Kind.INTERRUPTION, "b"),
            Runs.event(t0.plusSeconds(120), Kind.RESTART, "on-demand m5.large"),
            Runs.event(t0.plusSeconds(150), Kind.STOP, "on-demand m5.large"));

    HeldPath path = HeldPath.of(events, WINDOW.to()).get(0);

    assertThat(path.stays())
        .containsExactly(
            new Stay("a", t0, t0.plusSeconds(60), Begin.START, false),
            new Stay("b", t0.plusSeconds(60), t0.plusSeconds(90), Begin.MIGRATION, true),
            new Stay(
                "on-demand m5.large",
                t0.plusSeconds(120),
                t0.plusSeconds(150),
                Begin.RESTART,
                false));
    assertThat(path.seconds()).containsEntry("a", 60L).containsEntry("b", 30L);
    assertThat(path.stays().get(2).onDemand()).isTrue();
  }

  @Test
  void whatStillRunsAtTheEndRunsUntilThen() {
    HeldPath path =
        HeldPath.of(List.of(Runs.event(WINDOW.from(), Kind.START, "a")), WINDOW.to()).get(0);

    assertThat(path.stays()).singleElement().extracting(Stay::to).isEqualTo(WINDOW.to());
  }
}
