package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the ways to run the workload are called and drawn: the strategy and its baselines. */
final class Ways {

  /** Percent that a report rounds to nothing. */
  static final double SAME = 0.05;

  private static final List<String> ORDER =
      List.of(
          BacktestResult.SINGLE_SPOT,
          BacktestResult.STAY,
          BacktestResult.ON_DEMAND,
          BacktestResult.SINGLE_SPOT_HINDSIGHT);

  private static final Map<String, String> TITLES =
      Map.of(
          BacktestResult.OUR_STRATEGY,
          "Strategy",
          BacktestResult.SINGLE_SPOT,
          "Single pool",
          BacktestResult.STAY,
          "Stay put",
          BacktestResult.ON_DEMAND,
          "On demand",
          BacktestResult.SINGLE_SPOT_HINDSIGHT,
          "Best pool, hindsight",
          BacktestResult.CLAIRVOYANT,
          "Clairvoyant, hindsight",
          BacktestResult.CLAIRVOYANT_WITHOUT_REFUND,
          "Clairvoyant without refunds, hindsight");

  private static final Map<String, Color> COLORS =
      Map.of(
          BacktestResult.OUR_STRATEGY,
          Theme.INK,
          BacktestResult.SINGLE_SPOT,
          Theme.ORANGE,
          BacktestResult.STAY,
          Theme.PURPLE,
          BacktestResult.ON_DEMAND,
          Theme.MUTED,
          BacktestResult.SINGLE_SPOT_HINDSIGHT,
          Theme.GREEN,
          BacktestResult.CLAIRVOYANT,
          Theme.VERMILLION,
          "cheapest",
          Theme.SKY,
          "hysteresis",
          Theme.CYCLE.get(8),
          "sticky-available",
          Theme.CYCLE.get(9),
          "sticky-cheapest",
          Theme.CYCLE.get(10));

  private Ways() {}

  /** The baselines of a result: those everyone has first, then the others by name. */
  static List<String> baselines(BacktestResult result) {
    List<String> names = new ArrayList<>(ORDER);
    result.baselines().keySet().stream().filter(name -> !ORDER.contains(name)).forEach(names::add);
    return names;
  }

  /** Those of them that are drawn: the ones that everyone has, and the clairvoyant. */
  static List<String> drawn(BacktestResult result) {
    List<String> names = new ArrayList<>(ORDER);
    if (result.baselines().containsKey(BacktestResult.CLAIRVOYANT)) {
      names.add(BacktestResult.CLAIRVOYANT);
    }
    return names;
  }

  /** A name for people. */
  static String title(String name) {
    if (TITLES.containsKey(name)) {
      return TITLES.get(name);
    }
    String words = name.replace('_', ' ').replace('-', ' ').strip();
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /**
   * A metric's name for people: {@code r2_within_pool} is {@code R2 within pool}, {@code log_loss}
   * {@code Log loss}.
   */
  static String metric(String name) {
    String[] words = name.split("_", 2);
    boolean acronym = words[0].length() <= 4 && !words[0].equals("log");
    int capitals = acronym ? words[0].length() : 1;
    return words[0].substring(0, capitals).toUpperCase(Locale.ROOT)
        + words[0].substring(capitals)
        + (words.length > 1 ? " " + words[1].replace('_', ' ').replace("mae", "MAE") : "")
            .replace("rmse", "RMSE");
  }

  /** Whether it was chosen by looking ahead, so that nobody could have had it. */
  static boolean hindsight(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("hindsight") || lower.contains("clairvoyant");
  }

  static Color color(String name) {
    return COLORS.getOrDefault(name, Theme.OTHER);
  }

  static BasicStroke stroke(String name) {
    if (name.equals(BacktestResult.OUR_STRATEGY)) {
      return Theme.BOLD;
    }
    return hindsight(name) ? Theme.DASHED : Theme.LINE;
  }

  /** What the workload needs: {@code 2 vCPUs}, {@code 16 GiB}, {@code 1 instance}. */
  static String capacity(BacktestResult result) {
    String number = Numbers.significant(result.capacity(), 4);
    String ending = number.equals("1") ? "" : "s";
    return number
        + switch (result.costUnit()) {
          case VCPU -> " vCPU" + ending;
          case GIB -> " GiB";
          case INSTANCE -> " instance" + ending;
        };
  }

  /** Savings as part of a sentence: {@code 3.1 % less than}, {@code about as much as}. */
  static String beside(double percent) {
    return Math.abs(percent) < SAME ? "about as much as" : savings(percent) + " than";
  }

  /** Savings against a baseline in words: {@code 3.1 % less}, {@code 0.4 % more}. */
  static String savings(double percent) {
    if (!Double.isFinite(percent)) {
      return Numbers.UNKNOWN;
    }
    return Numbers.percent(Math.abs(percent)) + (percent < 0 ? " more" : " less");
  }
}
