package dev.spotwise.data.quality;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * One figure of {@link Yardsticks} beside what real markets show.
 *
 * <p>The published figures are those of all of us-east-1, 1,246 Linux pools, March to May 2021
 * (docs/data.md, "Looking at data first"); the ranges around them are what a generated market is
 * held to. No such data say anything of interruptions: their rates are those of the guide that this
 * project started from, near 0.4 to 2 % per hour by type; that the volatility of a price says
 * nothing of them, and that those of a pool come together, is demanded of a generated market. Over
 * n pools a rank correlation of nothing has a standard deviation of 1 / sqrt(n - 1): twice that
 * passes, and 0.2 where there are many pools.
 *
 * @param key name that does not change
 * @param label what is measured, with its unit
 * @param published what was published of real markets; may be empty
 * @param low lowest value that passes for real; NaN if nothing is said
 * @param high highest value that passes for real; NaN if nothing is said
 * @param value the figure; NaN if the sample can't tell
 */
public record Yardstick(
    String key, String label, String published, double low, double high, double value) {

  private static final double CORRELATION = 0.2;

  /** Checks that nothing is missing. */
  public Yardstick {
    requireNonNull(key, "key");
    requireNonNull(label, "label");
    requireNonNull(published, "published");
  }

  /** Whether the value is known and lies outside the range. */
  public boolean isOutside() {
    return value < low || value > high;
  }

  /** Whether there is a range. */
  public boolean hasRange() {
    return !Double.isNaN(low);
  }

  /** All figures, the same keys in the same order for every market. */
  public static List<Yardstick> of(Yardsticks found) {
    List<Yardstick> all = new ArrayList<>(movement(found));
    all.addAll(levels(found));
    all.addAll(interruptions(found.interruptions(), found.pools()));
    return List.copyOf(all);
  }

  private static List<Yardstick> movement(Yardsticks found) {
    Yardsticks.PersistenceErrors errors = found.persistence();
    Yardsticks.StepSizes rows = found.stepsWithHeartbeats();
    Yardsticks.StepSizes changes = found.steps();
    return List.of(
        ranged("hours_with_change_percent", "hours with a price change, %", "6-8", 6, 8)
            .at(found.hoursWithChange()),
        ranged("persistence_1h_percent", "persistence error 1 h, %", "0.03", 0.02, 0.04)
            .at(errors.oneHour()),
        ranged("persistence_24h_percent", "persistence error 24 h, %", "0.5", 0.4, 0.7)
            .at(errors.oneDay()),
        ranged("persistence_7d_percent", "persistence error 7 d, %", "2.3", 1.8, 3.0)
            .at(errors.sevenDays()),
        ranged("step_median_percent", "step median, heartbeats in, %", "0.1", 0.07, 0.15)
            .at(rows.median()),
        ranged("step_p95_percent", "step p95, heartbeats in, %", "1.1", 0.8, 1.5).at(rows.p95()),
        ranged("step_p99_percent", "step p99, heartbeats in, %", "3", 2, 4).at(rows.p99()),
        free("change_median_percent", "change median, %", "").at(changes.median()),
        free("change_p95_percent", "change p95, %", "").at(changes.p95()));
  }

  private static List<Yardstick> levels(Yardsticks found) {
    Yardsticks.Discounts discounts = found.discounts();
    Yardsticks.HourPattern hours = found.hourPattern();
    Yardsticks.Momentum momentum = found.momentum();
    return List.of(
        ranged("discount_p5_percent", "pools' discount p5, %", "50", 49, 78).at(discounts.p5()),
        ranged("discount_median_percent", "pools' discount median, %", "68", 49, 78)
            .at(discounts.median()),
        ranged("discount_p95_percent", "pools' discount p95, %", "77", 49, 78).at(discounts.p95()),
        ranged("hour_p_value", "changes by hour, p-value", "no pattern", 0.001, 1)
            .at(hours.pValue()),
        free("hour_deviation_percent", "changes by hour, most off, %", "")
            .at(hours.largestDeviation()),
        free("momentum_coefficient", "momentum, coefficient", "0.50").at(momentum.coefficient()),
        ranged("momentum_mae_skill_percent", "momentum, MAE skill, %", "11.8", 5, 15)
            .at(momentum.maeSkill()),
        ranged("momentum_rmse_skill_percent", "momentum, RMSE skill, %", "11.3", 5, 15)
            .at(momentum.rmseSkill()));
  }

  private static List<Yardstick> interruptions(Yardsticks.Interruptions found, int pools) {
    double[] rates =
        found.perHourByType().values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double lowest = rates.length == 0 ? Double.NaN : rates[0];
    double highest = rates.length == 0 ? Double.NaN : rates[rates.length - 1];
    double none = Math.max(CORRELATION, 2 / Math.sqrt(Math.max(1, pools - 1)));
    return List.of(
        ranged("interruptions_lowest_percent", "interruptions/h, lowest type, %", "0.4", 0.3, 2.5)
            .at(lowest),
        ranged("interruptions_highest_percent", "interruptions/h, highest type, %", "2", 0.3, 2.5)
            .at(highest),
        ranged("volatility_correlation", "volatility ~ interruptions", "about 0", -none, none)
            .at(found.volatilityCorrelation()),
        ranged("co_interruptions_percent", "co-interruptions in 3 min, %", "most", 90, 100)
            .at(found.coInterruptions()));
  }

  private static Yardstick ranged(
      String key, String label, String published, double low, double high) {
    return new Yardstick(key, label, published, low, high, Double.NaN);
  }

  private static Yardstick free(String key, String label, String published) {
    return new Yardstick(key, label, published, Double.NaN, Double.NaN, Double.NaN);
  }

  private Yardstick at(double measured) {
    return new Yardstick(key, label, published, low, high, measured);
  }
}
