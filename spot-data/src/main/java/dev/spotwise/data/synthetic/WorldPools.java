package dev.spotwise.data.synthetic;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which pools a generated world has, and when: every type in every zone.
 *
 * @param window what to generate, half-open
 * @param step distance between samples
 * @param seed any number; every pool has its own streams of it
 * @param types one entry per instance type, by name
 * @param zoneFactors price factor per zone, each &gt; 0
 */
public record WorldPools(
    TimeWindow window,
    Duration step,
    long seed,
    SortedMap<String, TypeSettings> types,
    SortedMap<String, Double> zoneFactors) {

  /**
   * One instance type of the world.
   *
   * @param onDemandUsdPerHour on-demand price, USD per instance-hour, &gt; 0
   * @param baseDiscount share of the on-demand price taken off before all factors, in [0, 1)
   * @param interruptionsPerHour base rate of interruptions, in [0, 1] per hour
   */
  public record TypeSettings(
      double onDemandUsdPerHour, double baseDiscount, double interruptionsPerHour) {

    /** Checks the ranges. */
    public TypeSettings {
      require("onDemandUsdPerHour", onDemandUsdPerHour, 1e-6, 1e6);
      require("baseDiscount", baseDiscount, 0, Math.nextDown(1));
      require("interruptionsPerHour", interruptionsPerHour, 0, 1);
    }
  }

  /** The guide's four types. */
  private static final Map<String, TypeSettings> GUIDE_TYPES =
      Map.of(
          "t3.large", new TypeSettings(0.0832, 0.70, 0.020),
          "m5.large", new TypeSettings(0.096, 0.60, 0.005),
          "c5.large", new TypeSettings(0.085, 0.65, 0.008),
          "m5.xlarge", new TypeSettings(0.192, 0.55, 0.004));

  /** Checks the ranges and freezes the maps. */
  public WorldPools {
    requireNonNull(window, "window");
    requireNonNull(step, "step");
    if (types.isEmpty() || zoneFactors.isEmpty()) {
      throw new IllegalArgumentException("a world must have at least one type and one zone");
    }
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    zoneFactors = Collections.unmodifiableSortedMap(new TreeMap<>(zoneFactors));
    zoneFactors.forEach((zone, factor) -> require("zone factor of " + zone, factor, 1e-6, 1e6));
  }

  /** The guide's four types in its three zones, every five minutes. */
  static WorldPools ofGuide(TimeWindow window, long seed, Map<String, Double> zoneFactors) {
    return new WorldPools(
        window,
        Duration.ofMinutes(5),
        seed,
        new TreeMap<>(GUIDE_TYPES),
        new TreeMap<>(zoneFactors));
  }

  /** These pools with the given types alone, in the given zones alone; empty for all. */
  WorldPools restrictedTo(List<String> typeNames, List<String> zones) {
    SortedMap<String, TypeSettings> keptTypes = new TreeMap<>(types);
    SortedMap<String, Double> keptZones = new TreeMap<>(zoneFactors);
    keptTypes.keySet().retainAll(typeNames.isEmpty() ? keptTypes.keySet() : typeNames);
    keptZones.keySet().retainAll(zones.isEmpty() ? keptZones.keySet() : zones);
    return new WorldPools(window, step, seed, keptTypes, keptZones);
  }

  /** These pools, sampled at another step. */
  WorldPools withStep(Duration newStep) {
    return new WorldPools(window, newStep, seed, types, zoneFactors);
  }

  /** What the types cost on demand. */
  public OnDemandPrices onDemandPrices() {
    Map<String, Double> usd = new TreeMap<>();
    types.forEach((name, type) -> usd.put(name, type.onDemandUsdPerHour()));
    return OnDemandPrices.ofUsd(usd);
  }

  /** The instants of the samples. */
  public TimeGrid grid() {
    return TimeGrid.over(window, step);
  }

  /** The pools that a query asks for, zone by zone. */
  List<CapacityPool> pools(PriceQuery query) {
    List<CapacityPool> pools = new ArrayList<>();
    for (String zone : zoneFactors.keySet()) {
      for (String type : types.keySet()) {
        CapacityPool pool = CapacityPool.of(zone, type);
        if (query.accepts(pool)) {
          pools.add(pool);
        }
      }
    }
    return pools;
  }

  /**
   * The settings of a pool's type.
   *
   * @throws IllegalArgumentException if the world has no such pool
   */
  TypeSettings requireType(CapacityPool pool) {
    TypeSettings type = types.get(pool.instanceType());
    if (type == null
        || !zoneFactors.containsKey(pool.zone())
        || !pool.product().equals(CapacityPool.LINUX)) {
      throw new IllegalArgumentException("pool must be one of the world's but was " + pool);
    }
    return type;
  }

  static void requireHorizon(int origin, int steps, TimeGrid grid) {
    requireTick(origin, 0, grid);
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be >= 1 but was " + steps);
    }
  }

  static void requireTick(int tick, int least, TimeGrid grid) {
    if (tick < least || tick >= grid.length()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "tick must be in [%d, %d) but was %d", least, grid.length(), tick));
    }
  }

  static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " must be in [" + least + ", " + most + "] but was " + value);
    }
  }
}
