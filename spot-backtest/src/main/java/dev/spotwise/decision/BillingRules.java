package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is charged for running, leaving and moving, as of a day.
 *
 * @param id name in configurations and results
 * @param since day from which these rules hold
 * @param priceBasis which price a second is charged at
 * @param freeIfInterruptedWithin an instance that is interrupted no later than this after its
 *     launch is free, &gt;= 0; zero for no such refund
 * @param migration time of the pool being left that a voluntary move away from spot is charged for,
 *     at its price then, in place of the workload's own overheads; empty to charge those
 * @param zoneUsdPerGb data moved between zones of a region, USD per GB each way, &gt;= 0
 * @param regionUsdPerGb data moved to another region, USD per GB, &gt;= 0
 */
public record BillingRules(
    String id,
    LocalDate since,
    PriceBasis priceBasis,
    Duration freeIfInterruptedWithin,
    Optional<Duration> migration,
    double zoneUsdPerGb,
    double regionUsdPerGb) {

  /** Which price a second is charged at. */
  public enum PriceBasis {
    /** The price in effect at the tick. */
    IN_EFFECT,
    /**
     * The price at the beginning of the hour, counted from the beginning of the replay; where that
     * is unknown, the first known one of the hour.
     */
    HOURLY
  }

  /** Checks the ranges. */
  public BillingRules {
    requireNonNull(id, "id");
    requireNonNull(since, "since");
    requireNonNull(priceBasis, "priceBasis");
    requireNotNegative("freeIfInterruptedWithin", freeIfInterruptedWithin);
    migration.ifPresent(span -> requireNotNegative("migration", span));
    requireNotNegative("zoneUsdPerGb", zoneUsdPerGb);
    requireNotNegative("regionUsdPerGb", regionUsdPerGb);
  }

  /**
   * How EC2 has billed Linux spot instances since October 2017: by the second at the price in
   * effect; free if EC2 interrupts the instance in its first hour, paid if its user ends it; 0.01
   * USD per GB each way between zones and 0.02 between most regions. Source: Amazon EC2 user guide,
   * "Billing for interrupted Spot Instances"; EC2 on-demand pricing, "Data transfer".
   *
   * <p>Deviation: the minimum of one minute is not charged, since no tick is shorter than half that
   * and hardly any is shorter than a minute.
   */
  public static BillingRules aws() {
    return new BillingRules(
        "aws",
        LocalDate.of(2017, 10, 2),
        PriceBasis.IN_EFFECT,
        Duration.ofHours(1),
        Optional.empty(),
        0.01,
        0.02);
  }

  /** The guide's rules: an hourly price, half an hour per migration, nothing else. */
  public static BillingRules guide() {
    return new BillingRules(
        "guide",
        LocalDate.EPOCH,
        PriceBasis.HOURLY,
        Duration.ZERO,
        Optional.of(Duration.ofMinutes(30)),
        0,
        0);
  }

  /** The ids that {@link #byId} knows. */
  public static List<String> ids() {
    return List.of(aws().id(), guide().id());
  }

  /**
   * Rules by their id.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static BillingRules byId(String id) {
    return switch (id) {
      case "aws" -> aws();
      case "guide" -> guide();
      default ->
          throw new IllegalArgumentException(
              "billing rules must be one of "
                  + String.join(", ", ids())
                  + " but were '"
                  + id
                  + "'");
    };
  }

  /** The same rules, but an interrupted first hour is paid. */
  public BillingRules withoutRefund() {
    return new BillingRules(
        id, since, priceBasis, Duration.ZERO, migration, zoneUsdPerGb, regionUsdPerGb);
  }

  /** The same rules with another charge for voluntary moves. */
  public BillingRules withMigration(Optional<Duration> newMigration) {
    return new BillingRules(
        id, since, priceBasis, freeIfInterruptedWithin, newMigration, zoneUsdPerGb, regionUsdPerGb);
  }

  /** Whether an instance interrupted this long after its launch is free. */
  public boolean refunds(Duration held) {
    return !freeIfInterruptedWithin.isZero() && held.compareTo(freeIfInterruptedWithin) <= 0;
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must be >= 0 but was " + value);
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0 but was " + value);
    }
  }
}
