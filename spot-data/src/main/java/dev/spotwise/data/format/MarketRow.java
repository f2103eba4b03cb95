package dev.spotwise.data.format;

import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;

/** One row of a market file. Reused for all rows of a pool, so that writing allocates nothing. */
final class MarketRow {

  private static final long TEN_THOUSANDTHS = 1_000_000;

  CapacityPool pool;
  long epochSecond;
  long spotMicroUsd = MicroUsd.UNKNOWN;
  long onDemandMicroUsd = MicroUsd.UNKNOWN;
  Availability availability = Availability.UNKNOWN;

  /** Whether the spot price, and with it the discount, is known. */
  boolean hasPrice() {
    return spotMicroUsd != MicroUsd.UNKNOWN;
  }

  /** The discount in ten-thousandths of a percent, rounded half away from zero. */
  long discountTenThousandths() {
    long part = TEN_THOUSANDTHS * Math.abs(onDemandMicroUsd - spotMicroUsd);
    long rounded = (2 * part + onDemandMicroUsd) / (2 * onDemandMicroUsd);
    return spotMicroUsd <= onDemandMicroUsd ? rounded : -rounded;
  }
}
