/** How sure a difference of costs is: intervals from resampled histories. */
package dev.spotwise.backtest.statistics;
