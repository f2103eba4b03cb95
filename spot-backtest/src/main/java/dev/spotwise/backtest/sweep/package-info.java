/** Searches for a policy's parameters, with a holdout that the search never sees. */
package dev.spotwise.backtest.sweep;
