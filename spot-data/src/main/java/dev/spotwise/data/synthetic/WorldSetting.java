package dev.spotwise.data.synthetic;

import java.util.Locale;

/**
 * The settings of the {@code calibrated} world, each a number with a default and a range. The
 * defaults were fitted to the spot prices of us-east-1, March to May 2021, and to the interruption
 * rates of the guide; {@code spot inspect --yardsticks} shows how close they come.
 */
public enum WorldSetting {
  LEVEL_HOURS(
      134,
      1,
      1e5,
      "hours in which a pool's own pressure falls back to 1/e of its distance from the mean"),
  FAMILY_WEIGHT(
      0.4,
      0,
      0.99,
      "share of the pressure's deviation that all pools of an instance family have in common"),
  ZONE_WEIGHT(
      0.3, 0, 0.99, "share of the pressure's deviation that all pools of a zone have in common"),
  SHARED_HOURS(
      134,
      1,
      1e5,
      "hours in which a shared pressure falls back to 1/e of its distance from the mean"),
  CALM_HOURS(72, 2, 1e5, "mean length of a calm regime, hours"),
  TIGHT_HOURS(8, 2, 1e5, "mean length of a tight regime, hours"),
  CRUNCH_HOURS(6, 2, 1e5, "mean length of a crunch, hours"),
  CRUNCH_CHANCE(0.35, 0.001, 0.999, "chance that a tight regime ends in a crunch, not in a calm"),
  TIGHT_HAZARD(6, 1, 1e3, "hazard of a tight regime, as a multiple of the calm one's"),
  CRUNCH_HAZARD(40, 1, 1e3, "hazard of a crunch, as a multiple of the calm one's"),
  PRESSURE_HAZARD(
      0.4,
      0,
      3,
      "what one standard deviation of slow pressure adds to the logarithm of the hazard"),
  FRESH_HAZARD(
      5,
      1,
      100,
      "hazard of a pool that came up a short while ago, as a multiple of a settled one's"),
  FRESH_HOURS(6, 2, 1e4, "mean hours after which a pool that came up counts as settled"),
  OUTAGE_MINUTES(
      20,
      1,
      1e5,
      "mean minutes for which a pool stays down after an interruption in a calm or tight regime"),
  CRUNCH_OUTAGE_MINUTES(90, 1, 1e5, "mean minutes for which a pool stays down in a crunch"),
  QUIET_HOURS(6, 0, 1e3, "hours for which a price stays put after a change"),
  CHANGE_HOURS(6.8, 2, 1e5, "mean hours from there to the next change"),
  PRICE_ANSWER(
      0.1,
      0.001,
      0.3,
      "mean share of the distance to the price that the pressure asks for which one change goes"),
  PRICE_SENSITIVITY(
      0.043,
      0.001,
      0.15,
      "standard deviation of the price that the pressure asks for, as a share of it"),
  SENSITIVITY_SPREAD(
      0.4, 0, 1, "standard deviation of the logarithm of that sensitivity, from pool to pool"),
  REGIME_IN_PRICE(
      0.3,
      0,
      3,
      "what a regime adds to the pressure that prices answer: a crunch this, a tight one half"),
  LEVEL_JITTER(
      0.05, 0, 0.5, "half the range of the price level from pool to pool, as a share of it"),
  INSTANCES(1, 1, 1e4, "simulated instances per pool, whose interruptions are told one by one"),
  INSTANCE_SHARE(
      0.7, 0, 1, "chance that an instance of a pool is among those that a pool event takes"),
  AVAILABILITY(0, 0, 1, "1 if availability is shown, 0 if only interruptions are");

  private final double byDefault;
  private final double least;
  private final double most;
  private final String meaning;

  WorldSetting(double byDefault, double least, double most, String meaning) {
    this.byDefault = byDefault;
    this.least = least;
    this.most = most;
    this.meaning = meaning;
  }

  /** The name in options and configurations, such as {@code level-hours}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value if nothing else is said. */
  public double byDefault() {
    return byDefault;
  }

  /** What it is, in a line without a full stop. */
  public String meaning() {
    return meaning;
  }

  /** Whether it is a count, which takes whole numbers alone. */
  boolean isWhole() {
    return this == INSTANCES || this == AVAILABILITY;
  }

  void require(double value) {
    WorldPools.require(option(), value, least, most);
    if (isWhole() && value != Math.rint(value)) {
      throw new IllegalArgumentException(
          option() + " must be a whole number but was " + WorldOptions.text(value));
    }
  }
}
