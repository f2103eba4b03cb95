package dev.spotwise.data.synthetic;

/**
 * How a pool is interrupted and comes up again, per step and joint state of its pressure. The
 * hazard is a rate x what the regime makes of it x exp(effect x slow pressure), and a multiple of
 * that while the pool is {@link Phase#FRESH}. Immutable and thread-safe.
 */
final class HazardModel {

  private final Pressure pressure;
  private final double[] freshHazard;
  private final double[] settledHazard;
  private final double[] comeUpChance;
  private final double settleChance;

  HazardModel(
      Pressure pressure,
      CalibratedWorldSettings settings,
      double interruptionsPerHour,
      double stepHours) {
    this.pressure = pressure;
    int states = pressure.states();
    this.freshHazard = new double[states];
    this.settledHazard = new double[states];
    this.comeUpChance = new double[states];
    this.settleChance = chance(stepHours / settings.value(WorldSetting.FRESH_HOURS));
    double[] factors = factors(pressure, settings);
    double calm = interruptionsPerHour / meanFactor(factors, settings, interruptionsPerHour);
    double outage = stepHours * 60 / settings.value(WorldSetting.OUTAGE_MINUTES);
    double crunchOutage = stepHours * 60 / settings.value(WorldSetting.CRUNCH_OUTAGE_MINUTES);
    for (int state = 0; state < states; state++) {
      double hazard = calm * stepHours * factors[state];
      boolean crunch = pressure.part(state, Pressure.REGIME) == Pressure.CRUNCH;
      settledHazard[state] = chance(hazard);
      freshHazard[state] = chance(hazard * settings.value(WorldSetting.FRESH_HAZARD));
      comeUpChance[state] = chance(crunch ? crunchOutage : outage);
    }
  }

  private static double[] factors(Pressure pressure, CalibratedWorldSettings settings) {
    double[] ofRegime = {
      1, settings.value(WorldSetting.TIGHT_HAZARD), settings.value(WorldSetting.CRUNCH_HAZARD)
    };
    double effect = settings.value(WorldSetting.PRESSURE_HAZARD);
    double[] factors = new double[pressure.states()];
    for (int state = 0; state < factors.length; state++) {
      factors[state] =
          ofRegime[pressure.part(state, Pressure.REGIME)]
              * StrictMath.exp(effect * pressure.slow(state));
    }
    return factors;
  }

  /**
   * What the mean rate is above that of a settled pool in a calm regime, to first order in the
   * rate: the mean factor, and what every interruption adds by making the pool fresh, at the
   * factors that interruptions meet.
   */
  private double meanFactor(double[] factors, CalibratedWorldSettings settings, double perHour) {
    double[] stationary = pressure.stationary();
    double mean = 0;
    double meanSquare = 0;
    for (int state = 0; state < factors.length; state++) {
      mean += stationary[state] * factors[state];
      meanSquare += stationary[state] * factors[state] * factors[state];
    }
    double more = settings.value(WorldSetting.FRESH_HAZARD) - 1;
    double met = MET;
    return mean * (1 + more * settings.value(WorldSetting.FRESH_HOURS) * perHour * met);
  }

  private static final double MET = 1.3;

  /** The chance that something of a rate happens within a step. */
  static double chance(double perStep) {
    return -StrictMath.expm1(-perStep);
  }

  Pressure pressure() {
    return pressure;
  }

  /** The probability of an interruption in a step at whose end the pressure is in a state. */
  double hazard(Phase before, int state) {
    return switch (before) {
      case DOWN -> 0;
      case FRESH -> freshHazard[state];
      case SETTLED -> settledHazard[state];
    };
  }

  /** The chance that a pool that is down comes up in a step. */
  double comeUpChance(int state) {
    return comeUpChance[state];
  }

  /** The chance that a fresh pool that is not interrupted settles in a step. */
  double settleChance() {
    return settleChance;
  }
}
