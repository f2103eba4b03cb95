/** The replay of history under a policy, and what it would have cost. */
package dev.spotwise.backtest;
