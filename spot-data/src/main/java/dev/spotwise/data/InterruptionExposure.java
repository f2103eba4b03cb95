package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

/**
 * How long instances of a pool ran, and how often they were interrupted meanwhile.
 *
 * <p>The two minutes between a notice and the end of its instance are part of the instance-hours.
 *
 * @param pool the pool
 * @param instanceHours hours that its instances ran, summed over instances; finite and &gt;= 0
 * @param interruptions interrupted instances, &gt;= 0
 * @param poolEvents the same as pool events, of which one may interrupt several instances; in
 *     {@code [0, interruptions]}
 */
public record InterruptionExposure(
    CapacityPool pool, double instanceHours, long interruptions, long poolEvents) {

  /** Checks the ranges. */
  public InterruptionExposure {
    requireNonNull(pool, "pool");
    if (!(instanceHours >= 0) || Double.isInfinite(instanceHours)) {
      throw new IllegalArgumentException(
          "instanceHours must be finite and >= 0 but was " + instanceHours);
    }
    if (poolEvents < 0 || poolEvents > interruptions) {
      throw new IllegalArgumentException(
          "poolEvents must be in [0, interruptions] but were "
              + poolEvents
              + " of "
              + interruptions);
    }
  }

  /**
   * The hazard of the pool: {@code poolEvents / instanceHours}, per instance-hour; NaN if no
   * instance ran.
   */
  public double hazardPerInstanceHour() {
    return rate(poolEvents);
  }

  /**
   * The hazard of one instance: {@code interruptions / instanceHours}, per instance-hour; NaN if no
   * instance ran. It is the higher of the two where instances are lost together.
   */
  public double interruptionsPerInstanceHour() {
    return rate(interruptions);
  }

  private double rate(long count) {
    return instanceHours > 0 ? count / instanceHours : Double.NaN;
  }
}
