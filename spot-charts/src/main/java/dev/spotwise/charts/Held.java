package dev.spotwise.charts;

import dev.spotwise.data.CapacityPool;

/** Reads the places that decision records name. */
final class Held {

  private static final String ON_DEMAND = "on-demand ";

  private Held() {}

  /** The instance type of a pool id or of {@code on-demand TYPE}; other text as it is. */
  static String type(String place) {
    if (place.startsWith(ON_DEMAND)) {
      return "On demand";
    }
    try {
      return CapacityPool.parse(place).instanceType();
    } catch (IllegalArgumentException e) {
      return place;
    }
  }
}
