package dev.spotwise.data.synthetic;

/**
 * How the price of a pool answers its pressure: at irregular times, some hours apart, it goes part
 * of the way to the price that the pressure asks for. Immutable and thread-safe.
 */
final class PriceModel {

  /** Above this, the highest pressure would ask for more than half as much again. */
  private static final double MOST_SENSITIVITY = 0.15;

  private final Pressure pressure;
  private final double baseMicroUsd;
  private final double sensitivity;
  private final double regimeShare;
  private final double answer;
  private final double changeChance;
  private final int quietTicks;
  private final PriceSteps steps;

  /**
   * A pool's model.
   *
   * @param baseMicroUsd the price that the mean pressure asks for
   * @param character a deviate of N(0, 1), which makes this pool's prices livelier or quieter
   */
  PriceModel(
      Pressure pressure,
      CalibratedWorldSettings settings,
      double baseMicroUsd,
      double character,
      double stepHours) {
    double spread = settings.value(WorldSetting.SENSITIVITY_SPREAD);
    this.pressure = pressure;
    this.baseMicroUsd = baseMicroUsd;
    this.sensitivity =
        Math.min(
            MOST_SENSITIVITY,
            settings.value(WorldSetting.PRICE_SENSITIVITY) * StrictMath.exp(spread * character));
    this.regimeShare = settings.value(WorldSetting.REGIME_IN_PRICE);
    this.answer = settings.value(WorldSetting.PRICE_ANSWER);
    this.changeChance = HazardModel.chance(stepHours / settings.value(WorldSetting.CHANGE_HOURS));
    this.quietTicks = (int) Math.round(settings.value(WorldSetting.QUIET_HOURS) / stepHours);
    this.steps = new PriceSteps(answer, baseMicroUsd * sensitivity);
  }

  double baseMicroUsd() {
    return baseMicroUsd;
  }

  /** What a chain's state adds to the price asked for, as a share of the base. */
  double asked(int chain, int part) {
    double pressed =
        chain == Pressure.REGIME
            ? regimeShare * pressure.chain(chain).value(part)
            : pressure.slow(chain, part);
    return sensitivity * pressed;
  }

  /** The price that a joint state asks for, micro-USD. */
  double target(int state) {
    double share = 1;
    for (int chain = 0; chain < pressure.chains(); chain++) {
      share += asked(chain, pressure.part(state, chain));
    }
    return baseMicroUsd * share;
  }

  /** Ticks after a change in which there is none. */
  int quietTicks() {
    return quietTicks;
  }

  /** The chance of a change in each later step. */
  double changeChance() {
    return changeChance;
  }

  /** Mean share of the distance to the target that a change goes. */
  double answer() {
    return answer;
  }

  PriceSteps steps() {
    return steps;
  }
}
