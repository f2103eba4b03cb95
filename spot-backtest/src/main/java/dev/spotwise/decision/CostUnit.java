package dev.spotwise.decision;

import dev.spotwise.data.InstanceType;

/** What a price is divided by before types of unlike size are compared. */
public enum CostUnit {
  /** Per virtual CPU; the default. */
  VCPU,
  /** Per GiB of memory. */
  GIB,
  /** Per instance, whatever its size; the guide's choice. */
  INSTANCE;

  /** How many units an instance of a type has, &gt; 0. */
  public double units(InstanceType type) {
    return switch (this) {
      case VCPU -> type.vcpuCount();
      case GIB -> type.memoryGib();
      case INSTANCE -> 1;
    };
  }

  /** The name in configurations and results: {@code vcpu}, {@code gib}, {@code instance}. */
  public String id() {
    return switch (this) {
      case VCPU -> "vcpu";
      case GIB -> "gib";
      case INSTANCE -> "instance";
    };
  }
}
