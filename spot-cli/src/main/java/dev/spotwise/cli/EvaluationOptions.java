package dev.spotwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.ConfigTree;
import dev.spotwise.cli.config.Durations;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/** How the period is cut, and how far ahead is forecast. */
final class EvaluationOptions {

  @Option(
      names = "--folds",
      order = 19,
      paramLabel = "N",
      description = "Test windows, one after another; 3 by default.")
  private String folds;

  @Option(
      names = "--test-share",
      order = 20,
      paramLabel = "S",
      description = "Newest share of the period that judges, in (0, 1); 0.3 by default.")
  private String testShare;

  @Option(
      names = "--scheme",
      order = 21,
      paramLabel = "SCHEME",
      completionCandidates = Candidates.Schemes.class,
      description =
          "What a fold is trained on: expanding (default), all before its test window, or sliding,"
              + " as much of it as the first fold has.")
  private String scheme;

  @Option(
      names = "--embargo",
      order = 22,
      paramLabel = "TIME",
      description =
          "Time kept free between training labels and test window; the longest horizon by default.")
  private String embargo;

  @Option(
      names = "--horizons",
      order = 23,
      paramLabel = "H,...",
      description = "How far ahead both models look, such as 1h,6h,24h,7d.")
  private String horizons;

  @Option(
      names = "--origin-interval",
      order = 24,
      paramLabel = "TIME",
      description = "Distance of the rows that are learnt from and judged on; 1h by default.")
  private String originInterval;

  @Option(
      names = "--window",
      order = 25,
      paramLabel = "FROM/TO",
      description =
          "The period, half-open, UTC; by default from the beginning of training to the end of the"
              + " backtest.")
  private String window;

  /** Whether a period is given that takes the place of training and backtest. */
  boolean hasWindow() {
    return window != null;
  }

  /** Puts what was given into a tree of settings. */
  void into(ObjectNode tree, List<String> problems) {
    ConfigTree.put(tree, "evaluation.folds", folds);
    ConfigTree.put(tree, "evaluation.test-share", testShare);
    ConfigTree.put(tree, "evaluation.scheme", scheme);
    ConfigTree.put(tree, "evaluation.embargo", embargo);
    ConfigTree.put(tree, "models.origin-interval", originInterval);
    if (horizons != null) {
      horizons(tree, problems);
    }
    if (window != null) {
      window(tree, problems);
    }
  }

  /** No decision is made, but its horizons must be among the models'. */
  private void horizons(ObjectNode tree, List<String> problems) {
    String first = horizons.split(",", -1)[0].strip();
    try {
      for (String horizon : horizons.split(",", -1)) {
        if (Durations.parse(horizon).compareTo(Duration.ZERO) <= 0) {
          throw new IllegalArgumentException("must be > 0 but was '" + horizon + "'");
        }
      }
    } catch (IllegalArgumentException e) {
      problems.add("--horizons " + e.getMessage());
      return;
    }
    ConfigTree.put(tree, "models.price.horizons", horizons);
    ConfigTree.put(tree, "models.stability.horizons", horizons);
    ConfigTree.put(tree, "decision.price-horizon", first);
    ConfigTree.put(tree, "decision.stability-window", first);
  }

  /** Training and backtest as the first fold's training and all that is tested. */
  private void window(ObjectNode tree, List<String> problems) {
    try {
      TimeWindow span = TimeWindow.parse(window);
      double share = tree.path("evaluation").path("test-share").asDouble(Double.NaN);
      if (share > 0 && share < 1) {
        long tested = (long) (span.length().toSeconds() * share);
        Instant cut = span.to().minusSeconds(Math.max(1, tested));
        ConfigTree.put(tree, "period.train", span.from() + "/" + cut);
        ConfigTree.put(tree, "period.backtest", cut + "/" + span.to());
      }
    } catch (IllegalArgumentException e) {
      problems.add("--window: " + e.getMessage());
    }
  }
}
