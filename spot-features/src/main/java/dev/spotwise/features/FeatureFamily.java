package dev.spotwise.features;

/** What a feature is made from. Families can be switched on and off as a whole. */
public enum FeatureFamily {
  /** Hour, weekday and day of month, UTC. */
  CALENDAR,
  /** The pool's price and discount, now and before. */
  PRICE,
  /** The pool's interruptions and availability before now. */
  INTERRUPTION
}
