package dev.spotwise.charts;

import dev.spotwise.data.Market;
import dev.spotwise.models.tree.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Draws the figures of a run, each as PNG at twice its size and as SVG.
 *
 * <ol>
 *   <li>Prices: what the pools cost by type, by zone, off on-demand and over time.
 *   <li>Stability: interruptions by type, over time and against the discount; how prices move.
 *   <li>Models: errors and skill of both models beside their baselines.
 *   <li>Backtest: costs beside the baselines, moves, and the stability of the pools held.
 *   <li>Decisions: what was done, for which types, and what the targets promised.
 *   <li>Reliability: per horizon, how often interruptions came where they were forecast, with
 *       binomial intervals, above a histogram of the forecasts.
 *   <li>Forecast fan: per horizon, the price intervals of one pool beside the prices that came.
 *   <li>Regret: what every way to run cost beyond the clairvoyant, with intervals, where no first
 *       hour is free.
 *   <li>Cost over time: what every way to run had cost beyond the clairvoyant up to each decision.
 *   <li>Availability: which pools could be had when, and the path that the workload took over them.
 *   <li>Sweep: what the tries of a search for the policy's numbers cost.
 * </ol>
 *
 * <p>Those from the sixth on are drawn only if there is something to show. A type keeps its colour
 * through all figures, a zone its line style and a policy its colour. The same arguments give the
 * same bytes, in any locale and zone and for any number of threads; a display is not needed, a font
 * is: DejaVu Sans, or else the platform's sans. Each picture says in words what it shows: a PNG in
 * a text chunk named {@code Description}, an SVG in its title and description.
 */
public final class Figures {

  /** File names of the figures as PNG, in order; a run need not have the sixth and later ones. */
  public static final List<String> NAMES =
      List.of(
          "1_price_distribution.png",
          "2_stability_analysis.png",
          "3_model_performance.png",
          "4_backtest_results.png",
          "5_decision_distribution.png",
          "6_reliability.png",
          "7_forecast_fan.png",
          "8_regret_by_policy.png",
          "9_cost_over_time.png",
          "10_availability_path.png",
          "11_sweep_heatmap.png");

  private static final int MOST_THREADS = 8;

  private Figures() {}

  /** The file name of the same figure as SVG. */
  public static String svgName(String name) {
    return name.replaceFirst("\\.png$", ".svg");
  }

  /**
   * Why no figure can be drawn on this machine, and what helps, one sentence; empty if they can. It
   * is a font that may be missing.
   */
  public static Optional<String> problem() {
    return Fonts.problem();
  }

  /**
   * Draws all figures that there is something to show in, named as {@link #NAMES} says, each whole
   * or not at all, and removes those of an earlier run that there is nothing to show in. Goes
   * through the market once, tick by tick; memory follows its pools and not its length.
   *
   * <p>Where nothing is known, of interruptions above all, a panel says so.
   *
   * @param folder where to; made if need be
   * @param market the whole market, training and test window
   * @param data what was found
   * @return the PNG files, in the order of {@link #NAMES}; each has its SVG beside it
   * @throws IllegalStateException if there is a {@link #problem}; nothing is drawn
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  public static List<Path> draw(Path folder, Market market, ReportData data) {
    problem()
        .ifPresent(
            problem -> {
              throw new IllegalStateException(problem);
            });
    List<Figure> figures = figures(market, data);
    List<Callable<Path>> tasks = new ArrayList<>();
    figures.forEach(figure -> tasks.add(() -> figure.write(folder)));
    discard(folder, figures.stream().map(Figure::name).toList());
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    try (Workers workers = Workers.of(threads)) {
      return workers.all(tasks);
    }
  }

  private static void discard(Path folder, List<String> kept) {
    for (String name : NAMES) {
      if (!kept.contains(name)) {
        try {
          Files.deleteIfExists(folder.resolve(name));
          Files.deleteIfExists(folder.resolve(svgName(name)));
        } catch (IOException e) {
          throw new UncheckedIOException("can't remove an old " + name + ": " + e.getMessage(), e);
        }
      }
    }
  }

  static List<Figure> figures(Market market, ReportData data) {
    MarketStatistics statistics = MarketStatistics.of(market);
    MarketGroups groups = statistics.groups();
    List<Figure> figures = new ArrayList<>();
    figures.add(PriceFigure.of(statistics));
    figures.add(StabilityFigure.of(statistics));
    figures.add(ModelFigure.of(data.price(), data.stability(), market.knowsInterruptions()));
    figures.add(BacktestFigure.of(data.result(), groups));
    figures.add(DecisionFigure.of(data.result(), groups));
    data.review().flatMap(ReliabilityFigure::of).ifPresent(figures::add);
    data.review().flatMap(review -> FanFigure.of(review, groups)).ifPresent(figures::add);
    RegretFigure.of(data.result()).ifPresent(figures::add);
    CostFigure.of(data.result()).ifPresent(figures::add);
    AvailabilityFigure.of(market, groups, data.result(), data.events()).ifPresent(figures::add);
    data.sweep().flatMap(SweepFigure::of).ifPresent(figures::add);
    return List.copyOf(figures);
  }
}
