package dev.spotwise.charts;

import dev.spotwise.data.Market;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws the five figures of a run as PNG.
 *
 * <p>The same arguments give the same bytes, in any locale and zone; a display is not needed, the
 * font DejaVu Sans is. Each picture says in words what it shows, in a text chunk named {@code
 * Description}.
 */
public final class Figures {

  /** File names of the figures, in order. */
  public static final List<String> NAMES =
      List.of(
          "1_price_distribution.png",
          "2_stability_analysis.png",
          "3_model_performance.png",
          "4_backtest_results.png",
          "5_decision_distribution.png");

  private Figures() {}

  /**
   * Draws all figures, named as {@link #NAMES} says, each whole or not at all. Goes through the
   * market once, tick by tick; memory follows its pools and not its length.
   *
   * <p>Where nothing is known, of interruptions above all, a panel says so.
   *
   * @param folder where to; made if need be
   * @param market the whole market, training and test window
   * @param data what was found
   * @return the files, in the order of {@link #NAMES}
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  public static List<Path> draw(Path folder, Market market, ReportData data) {
    return figures(market, data).stream().map(figure -> figure.write(folder)).toList();
  }

  static List<Figure> figures(Market market, ReportData data) {
    MarketStatistics statistics = MarketStatistics.of(market);
    MarketGroups groups = statistics.groups();
    return List.of(
        PriceFigure.of(statistics),
        StabilityFigure.of(statistics),
        ModelFigure.of(data.price(), data.stability(), market.knowsInterruptions()),
        BacktestFigure.of(data.result(), groups),
        DecisionFigure.of(data.result(), groups));
  }
}
