/** Policies that choose where a workload runs, and the engine that asks them. */
package dev.spotwise.decision;
