package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

/**
 * The size of an EC2 instance type.
 *
 * @param name type name, {@code m5.large}
 * @param vcpuCount virtual CPUs, &gt;= 1
 * @param memoryGib memory in GiB, &gt; 0
 */
public record InstanceType(String name, int vcpuCount, double memoryGib) {

  /** Checks the ranges. */
  public InstanceType {
    requireNonNull(name, "name");
    if (vcpuCount < 1) {
      throw new IllegalArgumentException(
          "vcpuCount must be >= 1 but was " + vcpuCount + " (" + name + ")");
    }
    if (!(memoryGib > 0) || Double.isInfinite(memoryGib)) {
      throw new IllegalArgumentException(
          "memoryGib must be finite and > 0 but was " + memoryGib + " (" + name + ")");
    }
  }
}
