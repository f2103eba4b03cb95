package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs at the edges of what there can be: every figure is drawn, and every label fits. */
class ExtremesTest {

  private static List<Figure> figures(Market market, ReportData data) {
    List<Figure> figures = Figures.figures(market, data);
    for (Figure figure : figures) {
      assertThat(figure.image().getWidth()).isEqualTo(2 * figure.width());
      SvgFileTest.assertLabelsFit(figure);
    }
    return figures;
  }

  private static List<String> names(List<Figure> figures) {
    return figures.stream().map(Figure::name).toList();
  }

  @Test
  void zeroDecisions() {
    List<Figure> figures =
        figures(
            Markets.usual(),
            Fakes.data(
                Fakes.price(1), Fakes.stability(1), Fakes.result(Fakes.JANUARY, 0, 0, 0, true)));

    assertThat(names(figures)).containsExactlyElementsOf(Figures.NAMES.subList(0, 5));
  }

  @Test
  void tenThousandPools() {
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      types.add("x" + i + ".large");
    }
    List<String> zones = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    Market market = Markets.of("2025-01-01/2025-01-02", types, zones, 100);
    List<ReplayEvent> events = List.of(Runs.event(Fakes.JANUARY.from(), Kind.START, "a_x0.large"));

    List<Figure> figures =
        figures(
            market,
            Runs.with(
                Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.busy()),
                events,
                Optional.empty(),
                Optional.empty()));

    assertThat(names(figures)).contains("10_availability_path.png");
  }

  @Test
  void namesThatAreLongOrMarkup() {
    List<String> types = List.of("<script>alert(1)</script>.large", "x".repeat(300) + ".large");
    List<String> zones = List.of("<b>zone", "z".repeat(200));
    Market market = Markets.of("2025-01-01/2025-01-03", types, zones, 100);
    String pool = market.pools().get(0).id();
    List<ReplayEvent> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      events.add(
          Runs.event(
              Fakes.JANUARY.from().plusSeconds(3600L * i),
              i == 0 ? Kind.START : Kind.MIGRATION,
              market.pools().get(i).id()));
    }
    List<Figure> figures =
        figures(
            market,
            Runs.with(
                Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.busy()),
                events,
                Optional.of(Runs.review(Fakes.JANUARY, 20, 1)),
                Optional.empty()));

    assertThat(pool).contains("<script>");
    for (Figure figure : figures) {
      assertThat(SvgFile.text(figure)).doesNotContain("<script").doesNotContain("<b>");
    }
  }

  @Test
  void onePoolAndOneTick() {
    Market market =
        Markets.of(
            "2025-01-01T00:00:00Z/2025-01-01T00:05:00Z", List.of("m5.large"), List.of("z"), 1);
    TimeWindow tick = TimeWindow.parse("2025-01-01T00:00:00Z/2025-01-01T00:05:00Z");

    List<Figure> figures =
        figures(
            market,
            Runs.with(
                Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.result(tick, 1, 0, 0, true)),
                List.of(Runs.event(tick.from(), Kind.START, "z_m5.large")),
                Optional.of(Runs.review(tick, 1, 1)),
                Optional.empty()));

    assertThat(names(figures)).contains("10_availability_path.png", "7_forecast_fan.png");
  }

  @Test
  void everythingUnknown() {
    Market market = Markets.of("2025-01-01/2025-01-03", List.of("a.b"), List.of("z"), 0);

    List<Figure> figures =
        figures(
            market,
            Runs.with(
                Fakes.data(Fakes.price(1), Fakes.unknownStability(), Fakes.calm(false)),
                List.of(Runs.event(Fakes.JANUARY.from(), Kind.START, "gone_c5.large")),
                Optional.of(Runs.review(Fakes.JANUARY, 0, 1, 6)),
                Optional.empty()));

    assertThat(names(figures)).doesNotContain("6_reliability.png", "7_forecast_fan.png");
  }

  @Test
  void twoHundredPolicies() {
    List<Figure> figures =
        figures(
            Markets.usual(), Fakes.data(Fakes.price(1), Fakes.stability(1), Runs.policies(200)));

    assertThat(names(figures)).contains("8_regret_by_policy.png", "9_cost_over_time.png");
  }
}
