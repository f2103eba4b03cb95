package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.data.Market;
import dev.spotwise.models.ModelCard;
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
   * @param price card of the price predictor
   * @param stability card of the stability ranker; without scores if no interruptions are known
   * @param result the backtest
   * @return the files, in the order of {@link #NAMES}
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  public static List<Path> draw(
      Path folder, Market market, ModelCard price, ModelCard stability, BacktestResult result) {
    return figures(market, price, stability, result).stream()
        .map(figure -> figure.write(folder))
        .toList();
  }

  static List<Figure> figures(
      Market market, ModelCard price, ModelCard stability, BacktestResult result) {
    MarketStatistics statistics = MarketStatistics.of(market);
    MarketGroups groups = statistics.groups();
    return List.of(
        PriceFigure.of(statistics),
        StabilityFigure.of(statistics),
        ModelFigure.of(price, stability, market.knowsInterruptions()),
        BacktestFigure.of(result, groups),
        DecisionFigure.of(result, groups));
  }
}
