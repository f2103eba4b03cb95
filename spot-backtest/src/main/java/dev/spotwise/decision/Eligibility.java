package dev.spotwise.decision;

import dev.spotwise.data.InstanceType;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which instance types a workload can run on: those of a list, if there is one, that have what it
 * needs.
 *
 * @param types names; empty for any
 * @param minVcpus virtual CPUs that an instance must have, &gt;= 0
 * @param minMemoryGib memory that an instance must have, GiB, &gt;= 0
 */
public record Eligibility(SortedSet<String> types, int minVcpus, double minMemoryGib) {

  /** Checks the ranges. */
  public Eligibility {
    types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
    if (minVcpus < 0) {
      throw new IllegalArgumentException("minVcpus must be >= 0 but was " + minVcpus);
    }
    if (!(minMemoryGib >= 0) || Double.isInfinite(minMemoryGib)) {
      throw new IllegalArgumentException(
          "minMemoryGib must be finite and >= 0 but was " + minMemoryGib);
    }
  }

  /** Every type. */
  public static Eligibility any() {
    return new Eligibility(new TreeSet<>(), 0, 0);
  }

  /** Whether a type will do. */
  public boolean admits(InstanceType type) {
    return (types.isEmpty() || types.contains(type.name()))
        && type.vcpuCount() >= minVcpus
        && type.memoryGib() >= minMemoryGib;
  }

  @Override
  public String toString() {
    String listed = types.isEmpty() ? "any type" : String.join(", ", types);
    return String.format(
        Locale.ROOT, "%s of %d vCPUs and %s GiB or more", listed, minVcpus, minMemoryGib);
  }
}
