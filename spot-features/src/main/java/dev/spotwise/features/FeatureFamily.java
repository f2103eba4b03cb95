package dev.spotwise.features;

/** What a feature is made from. Families can be switched on and off as a whole. */
public enum FeatureFamily {
  /** Hour, weekday and day of month, UTC. */
  CALENDAR,
  /** The pool's price and discount, now and before. */
  PRICE,
  /** How the pool's price changed over the last month. */
  PRICE_CHANGE,
  /** The pool's interruptions before now. */
  INTERRUPTION,
  /** How steadily the pool was up before now. */
  AVAILABILITY,
  /** How the same type in other zones and the same family in the zone fare. */
  SIBLING,
  /** The Spot Instance Advisor's rating of the pool's type. */
  ADVISOR
}
