package dev.spotwise.decision;

import java.time.Duration;
import java.util.List;

/**
 * Probability that an instance lasts, over time: the cumulative hazard runs straight between the
 * horizons at which it is known, and goes on at its last pace. Immutable.
 */
final class SurvivalCurve {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double LEAST = 1e-4;
  private static final double[] RECORD_HOURS = {1, 3, 6, 12, 24};

  private final double[] hours;
  private final double[] hazard;

  private SurvivalCurve(double[] hours, double[] hazard) {
    this.hours = hours;
    this.hazard = hazard;
  }

  /**
   * What is known of a pool: the mean of the cumulative hazards that the models and its own record
   * say, since errors of unlike forecasts cancel (Bates and Granger 1969, "The Combination of
   * Forecasts", Operational Research Quarterly 20(4), doi 10.1057/jors.1969.103); one of them where
   * the other is unknown; as if it lasted for ever where nobody watches it.
   */
  static SurvivalCurve of(DecisionContext context, int pool) {
    List<Duration> horizons = context.survivalHorizons();
    double[] hours = new double[horizons.size()];
    double[] survival = new double[hours.length];
    boolean known = hours.length > 0;
    for (int i = 0; i < hours.length; i++) {
      hours[i] = horizons.get(i).toSeconds() / SECONDS_PER_HOUR;
      survival[i] = combined(context.survival(pool, i), context.survivalByRecord(pool, hours[i]));
      known &= !Double.isNaN(survival[i]);
    }
    return known ? of(hours, survival) : byRecord(context, pool);
  }

  private static double combined(double model, double record) {
    return Double.isNaN(record) ? model : StrictMath.sqrt(model * record);
  }

  private static SurvivalCurve byRecord(DecisionContext context, int pool) {
    double[] survival = new double[RECORD_HOURS.length];
    for (int i = 0; i < survival.length; i++) {
      survival[i] = context.survivalByRecord(pool, RECORD_HOURS[i]);
      if (Double.isNaN(survival[i])) {
        return new SurvivalCurve(new double[] {1}, new double[] {0});
      }
    }
    return of(RECORD_HOURS, survival);
  }

  /** A curve through probabilities at horizons, ascending. */
  static SurvivalCurve of(double[] hours, double[] survival) {
    double[] hazard = new double[hours.length];
    double before = 0;
    for (int i = 0; i < hazard.length; i++) {
      double bounded = Math.min(1, Math.max(LEAST, survival[i]));
      hazard[i] = Math.max(before, -StrictMath.log(bounded));
      before = hazard[i];
    }
    return new SurvivalCurve(hours.clone(), hazard);
  }

  /** Probability to last for so many hours. */
  double at(double time) {
    return StrictMath.exp(-hazardAt(time));
  }

  private double hazardAt(double time) {
    double fromHour = 0;
    double fromHazard = 0;
    for (int i = 0; i < hours.length; i++) {
      boolean last = i == hours.length - 1;
      if (time <= hours[i] || last) {
        double pace = (hazard[i] - fromHazard) / (hours[i] - fromHour);
        return fromHazard + pace * (time - fromHour);
      }
      fromHour = hours[i];
      fromHazard = hazard[i];
    }
    return 0;
  }

  /** Expected hours that it lasts, of so many: the integral of the probability. */
  double expectedHours(double window) {
    double sum = 0;
    double from = 0;
    for (int i = 0; i <= hours.length && from < window; i++) {
      double to = i < hours.length ? Math.min(hours[i], window) : window;
      sum += expectedHours(from, to);
      from = to;
    }
    return sum;
  }

  /** Between two times with an even pace. */
  private double expectedHours(double from, double to) {
    double first = hazardAt(from);
    double more = hazardAt(to) - first;
    double length = to - from;
    double mean = more < 1e-12 ? 1 : -StrictMath.expm1(-more) / more;
    return StrictMath.exp(-first) * length * mean;
  }

  /** Expected hours until a loss that comes within a window, counted as 0 if none does. */
  double expectedHoursToLossWithin(double window) {
    return window > 0 ? expectedHours(window) - window * at(window) : 0;
  }
}
