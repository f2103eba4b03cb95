package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

/**
 * A band of interruption frequency as the Spot Instance Advisor draws it: the share of a type's
 * Spot instances in a region that were interrupted in the trailing month, over all zones together.
 *
 * <p>That is no hourly hazard: how long the instances ran is not said, and neither is when in the
 * month, or in which zone, they were interrupted.
 *
 * @param index place of the band, &gt;= 0, the least interrupted first
 * @param label what the Advisor writes, {@code 5-10%}; it may be narrower than the bounds
 * @param dots dots that the Advisor draws, &gt;= 0
 * @param lowerPercent lower bound of the monthly share, percent: the upper bound of the band
 *     before, 0 for the first
 * @param upperPercent upper bound of the monthly share, percent, the feed's own {@code max}; in
 *     {@code (lowerPercent, 100]}
 * @see <a href="https://aws.amazon.com/ec2/spot/instance-advisor/">Spot Instance Advisor</a>
 */
public record AdvisorBand(int index, String label, int dots, int lowerPercent, int upperPercent) {

  /** Checks the ranges. */
  public AdvisorBand {
    requireNonNull(label, "label");
    if (index < 0 || dots < 0) {
      throw new IllegalArgumentException(
          "index and dots must be >= 0 but were " + index + " and " + dots);
    }
    if (lowerPercent < 0 || upperPercent <= lowerPercent || upperPercent > 100) {
      throw new IllegalArgumentException(
          "band must lie in [0, 100] % and end after it begins but was ["
              + lowerPercent
              + ", "
              + upperPercent
              + "]");
    }
  }
}
