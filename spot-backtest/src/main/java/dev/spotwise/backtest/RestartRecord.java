package dev.spotwise.backtest;

import java.time.Instant;

/**
 * One start after a loss, for want of capacity or after a wait; the way back to spot included.
 *
 * @param timestamp tick of the start
 * @param lostPool pool that it was lost in, or {@code on-demand TYPE} for the way back from there,
 *     or {@value CostSummary#NOWHERE}
 * @param restartedIn pool that the workload went to, or {@code on-demand TYPE}
 * @param costUsd cost of the restart, without data, USD
 * @param reason why this placement
 */
public record RestartRecord(
    Instant timestamp, String lostPool, String restartedIn, double costUsd, String reason) {}
