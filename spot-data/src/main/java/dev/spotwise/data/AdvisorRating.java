package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

/**
 * What the Spot Instance Advisor says of a type in a region under an operating system.
 *
 * @param savingsPercent savings of Spot against on-demand over the trailing month, whole percent,
 *     &lt;= 100; negative where Spot was dearer. Rounded and averaged over zones, so that no price
 *     can be worked out from it
 * @param band how often instances were interrupted
 */
public record AdvisorRating(int savingsPercent, AdvisorBand band) {

  /** Checks the range. */
  public AdvisorRating {
    requireNonNull(band, "band");
    if (savingsPercent > 100) {
      throw new IllegalArgumentException("savingsPercent must be <= 100 but was " + savingsPercent);
    }
  }
}
