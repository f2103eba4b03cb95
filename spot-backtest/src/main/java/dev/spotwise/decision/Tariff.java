package dev.spotwise.decision;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MicroUsd;

/**
 * What a workload is charged in a market: replays, policies that weigh dollars and the clairvoyant
 * all read it here. All amounts are USD for the workload's share of an instance ({@link
 * Workload#shareOf}).
 *
 * <p>A service values work that is not done, because an instance starts or nothing runs, at the
 * on-demand price: somebody has to do it. A deadline job does not; it pays with its time.
 *
 * <p>Immutable and thread-safe.
 */
public final class Tariff {

  private static final double SECONDS_PER_HOUR = 3600;

  private final MarketShape shape;
  private final Workload workload;
  private final BillingRules billing;
  private final double restartHours;
  private final double checkpointHours;

  /** The charges of a workload in a market. */
  public Tariff(MarketShape shape, Workload workload, BillingRules billing) {
    this.shape = shape;
    this.workload = workload;
    this.billing = billing;
    this.restartHours =
        workload.job().isPresent() ? 0 : workload.restart().toSeconds() / SECONDS_PER_HOUR;
    this.checkpointHours = workload.overheads().checkpoint().toSeconds() / SECONDS_PER_HOUR;
  }

  /** Running on a pool's spot capacity at a price, USD per hour. */
  public double spotUsdPerHour(int pool, long microUsd) {
    return MicroUsd.toUsd(microUsd) * share(pool);
  }

  /** Running on a pool's type on demand, USD per hour. */
  public double onDemandUsdPerHour(int pool) {
    return MicroUsd.toUsd(shape.onDemandMicroUsd(pool)) * share(pool);
  }

  /** Work lost by a start on a pool's type; 0 for a deadline job. */
  public double restartUsd(int pool) {
    return restartHours * onDemandUsdPerHour(pool);
  }

  /**
   * A move by choice, without the data that follow it.
   *
   * @param fromSpot whether spot capacity is left
   * @param leftUsdPerHour what the placement being left costs now
   * @param toPool pool whose type is started
   */
  public double moveUsd(boolean fromSpot, double leftUsdPerHour, int toPool) {
    if (fromSpot && billing.migration().isPresent()) {
      return billing.migration().get().toSeconds() / SECONDS_PER_HOUR * leftUsdPerHour;
    }
    return leaveUsd(leftUsdPerHour) + restartUsd(toPool);
  }

  /** Leaving a placement to run nothing. */
  public double leaveUsd(double leftUsdPerHour) {
    return checkpointHours == 0 ? 0 : checkpointHours * leftUsdPerHour;
  }

  /** The data that follow the workload from one zone to another; 0 within a zone. */
  public double dataUsd(String fromZone, String toZone) {
    if (fromZone.equals(toZone)) {
      return 0;
    }
    boolean sameRegion = CapacityPool.regionOf(fromZone).equals(CapacityPool.regionOf(toZone));
    return workload.overheads().dataGb()
        * (sameRegion ? 2 * billing.zoneUsdPerGb() : billing.regionUsdPerGb());
  }

  /** Running nothing, USD per hour: the workload's type on demand; 0 for a deadline job. */
  public double idleUsdPerHour() {
    if (workload.job().isPresent()) {
      return 0;
    }
    return onDemandUsdPerHour(workload.pricingPool(shape, workload.fallback()));
  }

  /** The rules. */
  public BillingRules billing() {
    return billing;
  }

  private double share(int pool) {
    return workload.shareOf(shape.type(pool));
  }
}
