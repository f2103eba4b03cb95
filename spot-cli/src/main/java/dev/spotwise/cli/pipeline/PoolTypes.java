package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings.TypeOverride;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sizes and on-demand prices of the types that a history names. */
final class PoolTypes {

  private static final int SHOWN = 5;

  private final SortedMap<String, TypeOverride> overrides;
  private final OnDemandList onDemand;
  private final InstanceTypes known;

  /**
   * Types as they are described.
   *
   * @param overrides what the configuration says
   * @param known sizes of what it does not describe
   * @param onDemand prices
   */
  PoolTypes(SortedMap<String, TypeOverride> overrides, InstanceTypes known, OnDemandList onDemand) {
    this.overrides = overrides;
    this.known = known;
    this.onDemand = onDemand;
  }

  /** Adds all pools of a history to a market, or says which types are not described. */
  void addPools(PriceHistory history, Market.Builder market) {
    SortedSet<String> unpriced = new TreeSet<>();
    SortedSet<String> early = new TreeSet<>();
    SortedSet<String> unsized = new TreeSet<>();
    history
        .series()
        .forEach(
            (pool, series) -> {
              Optional<InstanceType> type = size(pool.instanceType());
              long price = onDemand.microUsd(pool);
              Optional<Instant> begins = onDemand.begins(pool);
              if (type.isEmpty()) {
                unsized.add(pool.instanceType());
              } else if (price == MicroUsd.UNKNOWN && begins.isPresent()) {
                early.add(pool.instanceType() + " (from " + begins.get() + ")");
              } else if (price == MicroUsd.UNKNOWN) {
                unpriced.add(pool.instanceType());
              } else {
                market.pool(pool, type.get(), price, series);
              }
            });
    List<String> problems = new ArrayList<>();
    if (!unsized.isEmpty()) {
      problems.add(
          "size of "
              + some(unsized)
              + " is not known; give it under instance-types (vcpus, memory-gib), give"
              + " data.advisor, or choose"
              + " other --types");
    }
    if (!unpriced.isEmpty()) {
      problems.add(
          "on-demand price of "
              + some(unpriced)
              + " is not known; give --on-demand FILE, or instance-types (on-demand), or choose"
              + " other --types");
    }
    if (!early.isEmpty()) {
      problems.add(
          "on-demand price of "
              + some(early)
              + " is not in effect at the market's start, "
              + onDemand.span().from()
              + "; give the price of that time in --on-demand FILE, or instance-types (on-demand)");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private Optional<InstanceType> size(String name) {
    Optional<InstanceType> type = known.find(name);
    Optional<TypeOverride> said = Optional.ofNullable(overrides.get(name));
    Optional<Integer> vcpus =
        said.flatMap(TypeOverride::vcpuCount).or(() -> type.map(InstanceType::vcpuCount));
    Optional<Double> memory =
        said.flatMap(TypeOverride::memoryGib).or(() -> type.map(InstanceType::memoryGib));
    return vcpus.isPresent() && memory.isPresent()
        ? Optional.of(new InstanceType(name, vcpus.get(), memory.get()))
        : Optional.empty();
  }

  private static String some(SortedSet<String> names) {
    List<String> first = names.stream().limit(SHOWN).toList();
    String shown = String.join(", ", first);
    return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
  }
}
