/** JMH benchmarks of the hot paths. */
package dev.spotwise.benchmarks;
