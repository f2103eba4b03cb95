package dev.spotwise.models.hazard;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.baseline.AdvisorRanker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The terms of the hazard: features brought into a form in which log-odds are about linear, and a
 * few products of them. Which there are follows from the schema alone; each is NaN where a feature
 * in it is.
 *
 * <p>Ages and counts enter as logarithms, shares and rates as they are. {@code excess_T} is {@code
 * ln((0.2 + pressure) / (0.2 + rate x T))}: recent interruptions against those that pools of the
 * type have anyway, the logarithm of a rate with a gamma prior. {@code level} is how far the price
 * lies above the pool's usual one, in mean steps of its price, and {@code step} the last of those.
 * The hour of the day counts by UTC and by the region's clock, on weekdays apart.
 */
final class HazardTerms {

  private static final double PRIOR_PRESSURE = 0.2;
  private static final double SMALL_STEP = 0.3;
  private static final double AGE_SCALE = 3600 / 195.0;

  private final List<String> names = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();
  private final PoolPriors priors;
  private final FeatureSchema schema;

  private HazardTerms(FeatureSchema schema, PoolPriors priors) {
    this.schema = schema;
    this.priors = priors;
  }

  private interface Term {
    double of(FeatureMatrix x, int row);
  }

  /**
   * The terms of a schema.
   *
   * @param priors what training knows of pools
   */
  static HazardTerms of(FeatureSchema schema, PoolPriors priors) {
    HazardTerms terms = new HazardTerms(schema, priors);
    terms.addColumns();
    terms.addHistory();
    terms.addPrice();
    terms.addProducts();
    int hour = schema.indexOf("hour");
    int weekday = schema.indexOf("weekday");
    if (hour >= 0 && weekday >= 0) {
      terms.addClock(hour, weekday);
    }
    return terms;
  }

  int width() {
    return terms.size();
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /** Writes a row's terms into {@code out}, NaN where unknown. */
  void fill(FeatureMatrix x, int row, double[] out) {
    for (int term = 0; term < out.length; term++) {
      out[term] = terms.get(term).of(x, row);
    }
  }

  private void add(String name, Term term) {
    names.add(name);
    terms.add(term);
  }

  private void addColumns() {
    for (String name : schema.names()) {
      if (name.startsWith("up_share_")
          || name.startsWith("interruption_rate_")
          || name.startsWith("sibling_up")
          || name.startsWith("family_up")
          || name.startsWith("sibling_interruption_rate_")
          || name.startsWith("family_interruption_rate_")
          || name.equals("same_time_up_share_14d")
          || name.equals("same_time_interruption_rate_7d")
          || name.equals("discount")
          || name.equals("discount_above_baseline")) {
        addColumn(name, value -> value);
      } else if (name.equals("hours_in_state")
          || name.startsWith("hours_since_sibling_")
          || name.startsWith("hours_since_family_")) {
        addColumn(name, hours -> StrictMath.log1p(AGE_SCALE * hours));
      } else if (name.equals("same_time_interruptions_14d")
          || name.startsWith("sibling_interruptions_")
          || name.startsWith("family_interruptions_")) {
        addColumn(name, StrictMath::log1p);
      } else if (name.equals(AdvisorRanker.COLUMN)) {
        addColumn(name, share -> StrictMath.log(-StrictMath.log1p(-Math.min(share, 0.99))));
      }
    }
  }

  private void addColumn(String name, DoubleUnaryOperator form) {
    int column = schema.indexOf(name);
    add(name, (x, row) -> form.applyAsDouble(x.get(row, column)));
  }

  private void addHistory() {
    add("type_rate", (x, row) -> StrictMath.log(priors.ratePerHour(pool(x, row))));
    addExcess("interruption_pressure_3h", 3);
    addExcess("interruption_pressure_24h", 24);
    int since = schema.indexOf("hours_since_interruption");
    if (since >= 0) {
      add(
          "just_interrupted",
          (x, row) -> {
            double hours = x.get(row, since);
            return Double.isNaN(hours) ? 0 : StrictMath.exp(-2 * hours);
          });
    }
  }

  private void addExcess(String pressure, double hours) {
    int column = schema.indexOf(pressure);
    if (column >= 0) {
      add(
          "excess_" + (int) hours + "h",
          (x, row) -> {
            double expected = hours * priors.ratePerHour(pool(x, row));
            return StrictMath.log(
                (PRIOR_PRESSURE + x.get(row, column)) / (PRIOR_PRESSURE + expected));
          });
    }
  }

  private void addPrice() {
    int last = schema.indexOf("last_change");
    int usual = schema.indexOf("mean_abs_change_30d");
    if (last < 0 || usual < 0) {
      return;
    }
    add(
        "step",
        (x, row) -> {
          double ratio = x.get(row, last) / (SMALL_STEP * x.get(row, usual));
          return StrictMath.copySign(
              StrictMath.log(Math.abs(ratio) + StrictMath.sqrt(ratio * ratio + 1)), ratio);
        });
    add(
        "level",
        (x, row) -> {
          double above = PoolPriors.logPrice(x, row) - priors.usualLogPrice(pool(x, row));
          return above / x.get(row, usual);
        });
  }

  /** What a long time up is worth depends on how the pool and its siblings fared before. */
  private void addProducts() {
    int age = schema.indexOf("hours_in_state");
    if (age < 0) {
      return;
    }
    for (String other :
        List.of(
            "interruption_rate_24h",
            "interruption_rate_7d",
            "up_share_6h",
            "sibling_up",
            "sibling_up_share_24h")) {
      int column = schema.indexOf(other);
      if (column >= 0) {
        add(
            "hours_in_state x " + other,
            (x, row) -> StrictMath.log1p(AGE_SCALE * x.get(row, age)) * x.get(row, column));
      }
    }
  }

  private void addClock(int hour, int weekday) {
    add("weekend", (x, row) -> Clock.isWeekend(x.get(row, weekday)) ? 1 : 0);
    for (Clock clock : Clock.values()) {
      for (Clock.Wave wave : Clock.Wave.values()) {
        Term term = (x, row) -> clock.at(pool(x, row), x.get(row, hour), wave);
        add(clock + "_" + wave, term);
        add(
            clock + "_" + wave + "_on_weekdays",
            (x, row) -> Clock.isWeekend(x.get(row, weekday)) ? 0 : term.of(x, row));
      }
    }
  }

  private static CapacityPool pool(FeatureMatrix x, int row) {
    return x.pools().get(x.pool(row));
  }
}
