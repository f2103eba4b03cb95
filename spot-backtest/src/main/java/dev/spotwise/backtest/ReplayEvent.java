package dev.spotwise.backtest;

import java.time.Instant;
import java.util.Locale;

/**
 * One line of a replay's log. The amounts of all events add up to the total cost.
 *
 * @param at tick at which it happened; a charge for running is told at its end
 * @param instance which of the workload's instances, from 0
 * @param kind what happened
 * @param placement where, as {@link dev.spotwise.decision.Placement#id}
 * @param usd what it cost; negative for a refund, 0 for what costs nothing
 * @param detail reason or circumstances
 */
public record ReplayEvent(
    Instant at, int instance, Kind kind, String placement, double usd, String detail) {

  /** What can happen. */
  public enum Kind {
    /** The first start of an instance. */
    START,
    /** A decision, and what the policy gave as its reason. */
    DECISION,
    /** A move by choice; the cost of leaving and of starting elsewhere. */
    MIGRATION,
    /** A start after a loss, a wait or a time on demand. */
    RESTART,
    /** A running instance was reclaimed. */
    INTERRUPTION,
    /** Charge for running since the last such charge or the launch. */
    RUN,
    /** Charges of an instance that was interrupted in its first hour, taken back. */
    REFUND,
    /** Data that followed the workload into another zone. */
    DATA,
    /** The value of work not done while nothing ran. */
    IDLE,
    /** A running instance was left to run nothing. */
    STOP,
    /** A deadline job is done. */
    DONE,
    /** A deadline has passed. */
    DEADLINE_MISSED;

    /** The name in files. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
