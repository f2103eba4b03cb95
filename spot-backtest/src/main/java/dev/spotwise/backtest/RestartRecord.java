package dev.spotwise.backtest;

import java.time.Instant;

/**
 * One start that an interruption forced.
 *
 * @param timestamp tick at which the instance was found lost
 * @param lostPool pool that it was lost in, or {@code on-demand TYPE} for the way back from there
 * @param restartedIn pool that the workload went to, or {@code on-demand TYPE}
 * @param costUsd charge for the restart, USD
 * @param reason why this placement
 */
public record RestartRecord(
    Instant timestamp, String lostPool, String restartedIn, double costUsd, String reason) {}
