package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.DecisionRecord.Action;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

  @TempDir private Path folder;

  private static List<Figure> usual() {
    return Figures.figures(
        Markets.usual(), Fakes.data(Fakes.price(1, 24), Fakes.stability(1, 24), Fakes.busy()));
  }

  @Test
  void drawsTheFiguresNamedAsTheGuideNamesThemFirst() throws IOException {
    List<Path> files =
        Figures.draw(
            folder, Markets.usual(), Fakes.data(Fakes.price(1), Fakes.stability(24), Fakes.busy()));

    List<String> drawn = new ArrayList<>(Figures.NAMES.subList(0, 5));
    drawn.add("9_cost_over_time.png");
    assertThat(files).containsExactlyElementsOf(drawn.stream().map(folder::resolve).toList());
    for (Path file : files) {
      BufferedImage image = ImageIO.read(file.toFile());
      assertThat(image.getWidth()).as(file + " at twice its size").isBetween(1600, 2400);
      assertThat(image.getHeight()).isBetween(400, 2400);
      assertThat(folder.resolve(Figures.svgName(file.getFileName().toString()))).isNotEmptyFile();
    }
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(12);
    }
  }

  @Test
  void aRunWithEverythingHasAllFigures() {
    List<Path> files = Figures.draw(folder, Markets.usual(), Runs.whole());

    assertThat(files)
        .containsExactlyElementsOf(Figures.NAMES.stream().map(folder::resolve).toList());
  }

  @Test
  void figuresOfAnEarlierRunAreRemovedIfThereIsNothingToShow() {
    Figures.draw(folder, Markets.usual(), Runs.whole());
    Figures.draw(
        folder, Markets.usual(), Fakes.data(Fakes.price(1), Fakes.stability(24), Fakes.busy()));

    assertThat(folder.resolve("11_sweep_heatmap.png")).doesNotExist();
    assertThat(folder.resolve("11_sweep_heatmap.svg")).doesNotExist();
    assertThat(folder.resolve("1_price_distribution.svg")).exists();
  }

  @Test
  void sameRunGivesTheSameBytes() {
    Path again = folder.resolve("again");
    Figures.draw(folder, Markets.usual(), Runs.whole());
    Figures.draw(again, Markets.usual(), Runs.whole());

    for (String name : Figures.NAMES) {
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(again.resolve(name));
      String svg = Figures.svgName(name);
      assertThat(folder.resolve(svg)).hasSameBinaryContentAs(again.resolve(svg));
    }
  }

  @Test
  void everyPanelHoldsInkAndNoneIsFull() {
    for (Figure figure : usual()) {
      BufferedImage image = figure.image();
      for (int panel = 0; panel < figure.panels().size(); panel++) {
        double ink = inkShare(image, figure.area(panel));
        assertThat(ink).as(figure.name() + " panel " + panel).isBetween(0.02, 0.6);
      }
    }
  }

  @Test
  void typesKeepTheirColourThroughTheFigures() {
    List<Figure> figures = usual();
    MarketGroups groups = MarketGroups.of(Markets.usual());

    for (String type : List.of("c5.large", "m5.large", "t3.large")) {
      Color color = groups.color(type);
      assertThat(pixels(figures.get(0), 2, color)).as(type + " discounts").isGreaterThan(200);
      assertThat(pixels(figures.get(1), 0, color)).as(type + " interruptions").isGreaterThan(2000);
      assertThat(pixels(figures.get(3), 3, color)).as(type + " held").isGreaterThan(200);
      assertThat(pixels(figures.get(4), 1, color)).as(type + " counts").isGreaterThan(2000);
    }
  }

  @Test
  void titlesStateWhatIsSeen() {
    List<Figure> figures = usual();

    assertThat(titles(figures.get(0)))
        .anySatisfy(title -> assertThat(title).startsWith("Median discount 6"))
        .anySatisfy(title -> assertThat(title).contains("By zone: median"));
    assertThat(titles(figures.get(1)).get(0)).contains("210 interruptions in 8,928 pool-hours");
    assertThat(titles(figures.get(2)).get(0))
        .isEqualTo("MAE 1 h ahead: 0.0021 USD/h (momentum 0.00231)");
    assertThat(titles(figures.get(3)).get(2)).isEqualTo("20 migrations, 15 restarts");
    assertThat(titles(figures.get(4)).get(0)).isEqualTo("Stayed in 724 of 744 decisions");
  }

  @Test
  void picturesSayInWordsWhatTheyShow() {
    Figures.draw(
        folder, Markets.usual(), Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.busy()));

    assertThat(PngFile.description(folder.resolve(Figures.NAMES.get(3))))
        .hasValueSatisfying(text -> assertThat(text).contains("20 migrations, 15 restarts"));
  }

  @Test
  void unknownStabilityIsSaidAndVolatilityStillDrawn() {
    Market market = Markets.of("2024-12-01/2025-02-01", List.of("a.b"), List.of("z1", "z2"), 0);
    List<Figure> figures =
        Figures.figures(
            market, Fakes.data(Fakes.price(1), Fakes.unknownStability(), Fakes.calm(false)));

    assertThat(messages(figures.get(1)))
        .containsExactly(StabilityFigure.UNKNOWN, StabilityFigure.UNKNOWN, StabilityFigure.UNKNOWN);
    assertThat(titles(figures.get(1)).get(2)).startsWith("Calmest price: z2_a.b");
    assertThat(messages(figures.get(2))).hasSize(2).containsOnly(StabilityFigure.UNKNOWN);
    assertThat(messages(figures.get(3))).containsExactly(StabilityFigure.UNKNOWN);
    assertThat(messages(figures.get(4))).containsExactly(StabilityFigure.UNKNOWN);
    assertNotBlank(figures);
  }

  @Test
  void zeroMigrationsReadWell() {
    List<Figure> figures =
        Figures.figures(
            Markets.usual(), Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.calm(true)));

    assertThat(titles(figures.get(3)).get(2)).isEqualTo("0 migrations, 0 restarts");
    assertThat(titles(figures.get(4)).get(0)).isEqualTo("Stayed in 744 of 744 decisions");
    assertThat(pixels(figures.get(3), 2, Theme.RESTART)).as("legend alone").isLessThan(400);
    assertNotBlank(figures);
  }

  @Test
  void onePoolWithAnAvailabilityTraceIsRatedPerHourUp() {
    List<Figure> figures =
        Figures.figures(
            Markets.traced(),
            Fakes.data(Fakes.price(1, 6, 24, 168), Fakes.stability(1), Fakes.busy()));

    assertThat(titles(figures.get(1)).get(0))
        .isEqualTo("4 interruptions in 48 pool-hours: 8.3 per 100 h");
    assertNotBlank(figures);
  }

  @Test
  void aDayAndASingleDecisionSuffice() {
    Market market = Markets.of("2025-01-01/2025-01-02", List.of("a.b"), List.of("z1"), 100);
    TimeWindow hour = TimeWindow.parse("2025-01-01T00:00:00Z/2025-01-01T01:00:00Z");
    List<Figure> figures =
        Figures.figures(
            market,
            Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.result(hour, 1, 0, 0, true)));

    assertThat(titles(figures.get(4)).get(0)).isEqualTo("Stayed in 1 of 1 decision");
    assertNotBlank(figures);
  }

  @Test
  void noPriceNoScoreAndNoDecisionAreSaidCalmly() {
    TimeGrid grid = Markets.grid("2025-01-01/2025-01-02");
    Market market =
        Market.over(grid)
            .pool(
                CapacityPool.of("z1", "a.b"),
                Markets.type("a.b"),
                Markets.ON_DEMAND,
                PriceSeries.of(new long[0], new long[0]))
            .build();
    List<Figure> figures =
        Figures.figures(
            market,
            Fakes.data(
                Fakes.card("forest", Fakes.price(1).horizons(), List.of()),
                Fakes.unknownStability(),
                Fakes.result(Fakes.JANUARY, 0, 0, 0, false)));

    assertThat(messages(figures.get(0))).hasSize(3).containsOnly("No price is known");
    assertThat(messages(figures.get(2))).contains("No baseline was scored");
    assertThat(messages(figures.get(4))).contains("No decision was made", "None is known");
    assertNotBlank(figures);
  }

  @Test
  void decisionsOfNothingButNanAreDrawn() {
    BacktestResult calm = Fakes.calm(false);
    List<DecisionRecord> unknown =
        calm.decisions().stream()
            .map(
                d ->
                    new DecisionRecord(
                        d.timestamp(),
                        0,
                        Action.WAIT,
                        "on-demand m5.large",
                        "somewhere",
                        "m5.large",
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        ""))
            .toList();
    List<Figure> figures =
        Figures.figures(
            Markets.usual(), Fakes.data(Fakes.price(1), Fakes.stability(1), with(calm, unknown)));

    assertThat(titles(figures.get(4)).get(1)).startsWith("On demand held at 744");
    assertThat(messages(figures.get(4))).hasSize(2);
    assertNotBlank(figures);
  }

  @Test
  void extremeSavingsLieInTheEndBins() {
    List<DecisionRecord> extreme = new ArrayList<>();
    for (double savings : new double[] {-900, 3, Double.NaN, 250}) {
      extreme.add(
          new DecisionRecord(
              Instant.parse("2025-01-01T00:00:00Z").plusSeconds(3600L * extreme.size()),
              0,
              Action.STAY,
              "z1_a.b",
              "z1_a.b",
              "a.b",
              60,
              60,
              90,
              97,
              savings,
              7,
              60,
              ""));
    }
    Figure figure =
        DecisionFigure.of(with(Fakes.calm(true), extreme), MarketGroups.of(Markets.usual()));

    assertThat(figure.panels().get(2).title()).isEqualTo("More than 5 points steadier: 4 targets");
    assertThat(figure.panels().get(3).subtitle())
        .contains("Unknown at 1 decision.")
        .contains("Beyond +-100: 2, in the end bins.");
    assertThat(anchor(figure)).isEqualTo(RectangleAnchor.TOP_RIGHT);
  }

  @Test
  void theLabelOfAThresholdAtTheRightStaysInside() {
    MarketGroups groups = MarketGroups.of(Markets.usual());

    // Savings from -8 to 4 %, drawn up to 6 %.
    assertThat(anchor(DecisionFigure.of(Fakes.calm(true), groups)))
        .isEqualTo(RectangleAnchor.TOP_LEFT);
  }

  private static RectangleAnchor anchor(Figure figure) {
    XYPlot plot = (XYPlot) figure.panels().get(3).plot();
    return ((Marker) plot.getDomainMarkers(Layer.FOREGROUND).iterator().next()).getLabelAnchor();
  }

  @Test
  void twelveHundredPoolsDoNotExplodeTheLegend() {
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      types.add("x" + i + ".large");
    }
    Market market =
        Markets.of(
            "2025-01-01/2025-01-05", types, List.of("z1", "z2", "z3", "z4", "z5", "z6"), 300);
    List<Figure> figures =
        Figures.figures(market, Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.busy()));

    for (Figure figure : figures) {
      for (Panel panel : figure.panels()) {
        assertThat(panel.plot().getLegendItems().getItemCount()).isLessThanOrEqualTo(13);
      }
    }
    assertThat(figures.get(0).panels().get(0).subtitle()).endsWith("First 12 of 200 types.");
    assertThat(figures.get(0).headline()).contains("1,200 pools");
    assertNotBlank(figures);
  }

  @Test
  void simplePoliciesAreNotDrawnAmongTheBaselines() {
    Market market = Markets.usual();
    Figure before =
        Figures.figures(market, Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.busy()))
            .get(3);
    Figure after =
        Figures.figures(
                market,
                Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.compared(Fakes.busy(), true)))
            .get(3);

    for (int panel = 0; panel < 2; panel++) {
      assertThat(after.panels().get(panel).plot().getLegendItems().getItemCount())
          .isEqualTo(before.panels().get(panel).plot().getLegendItems().getItemCount());
    }
    assertThat(titles(after)).isEqualTo(titles(before));
    assertThat(Ways.drawn(Fakes.compared(Fakes.busy(), true)))
        .isEqualTo(Ways.drawn(Fakes.busy()))
        .endsWith("clairvoyant");
  }

  private static BacktestResult with(BacktestResult result, List<DecisionRecord> decisions) {
    return new BacktestResult(
        result.window(),
        result.policy(),
        result.costUnit(),
        result.capacity(),
        result.stabilityWindow(),
        result.stabilityKnown(),
        result.ourStrategy(),
        new TreeMap<>(result.baselines()),
        decisions,
        result.restarts(),
        result.costs());
  }

  private static void assertNotBlank(List<Figure> figures) {
    for (Figure figure : figures) {
      BufferedImage image = figure.image();
      for (int panel = 0; panel < figure.panels().size(); panel++) {
        assertThat(inkShare(image, figure.area(panel)))
            .as(figure.name() + " panel " + panel)
            .isBetween(0.003, 0.6);
      }
    }
  }

  private static List<String> titles(Figure figure) {
    return figure.panels().stream().map(Panel::title).toList();
  }

  private static List<String> messages(Figure figure) {
    return figure.panels().stream()
        .map(panel -> panel.plot().getNoDataMessage())
        .filter(message -> message != null)
        .toList();
  }

  private static double inkShare(BufferedImage image, Rectangle2D area) {
    int white = 0;
    int all = 0;
    int scale = Figure.SCALE;
    for (int y = scale * (int) area.getMinY() + 4; y < scale * area.getMaxY() - 4; y++) {
      for (int x = scale * (int) area.getMinX() + 4; x < scale * area.getMaxX() - 4; x++) {
        white += (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 1 : 0;
        all++;
      }
    }
    return 1 - (double) white / all;
  }

  private static int pixels(Figure figure, int panel, Color color) {
    BufferedImage image = figure.image();
    Rectangle2D area = figure.area(panel);
    int found = 0;
    int scale = Figure.SCALE;
    for (int y = scale * (int) area.getMinY(); y < scale * area.getMaxY(); y++) {
      for (int x = scale * (int) area.getMinX(); x < scale * area.getMaxX(); x++) {
        found += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return found;
  }
}
