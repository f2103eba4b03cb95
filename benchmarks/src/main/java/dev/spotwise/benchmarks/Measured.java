package dev.spotwise.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What some work gave, and what it took.
 *
 * @param value what it gave
 * @param seconds by the clock
 * @param cpuSeconds of all threads of this program, the JVM's own included
 */
record Measured<T>(T value, double seconds, double cpuSeconds) {

  static <T> Measured<T> of(Supplier<T> work) {
    double cpu = processSeconds();
    long begun = System.nanoTime();
    T value = work.get();
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Measured<>(value, seconds, processSeconds() - cpu);
  }

  private static double processSeconds() {
    Duration total = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return total.toMillis() / 1e3;
  }

  /** A line of a table: what was done, the seconds, the CPU-seconds and a figure by its name. */
  String line(String what, String figure, double size) {
    return String.format(
        Locale.ROOT, "%s\t%.2f\t%.2f\t%s\t%.5f", what, seconds, cpuSeconds, figure, size);
  }
}
