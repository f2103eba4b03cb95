package dev.spotwise.cli.config;

import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the market comes from.
 *
 * @param prices location and options of the prices
 * @param interruptions the same of the interruptions; empty if there are none
 * @param availability the same of the availability; empty if there is none
 * @param onDemand CSV of on-demand prices, if there is one
 * @param advisor feed of the Spot Instance Advisor, if there is one
 * @param types instance types to read; empty for all
 * @param zones zones to read; empty for all
 * @param product product description
 * @param step distance of ticks
 * @param lenient whether rows that can't be read are left out, counted and listed
 * @param typeOverrides sizes and prices by type name
 * @param world settings of the generated world, by option name
 */
public record DataSettings(
    Source prices,
    Optional<Source> interruptions,
    Optional<Source> availability,
    Optional<Path> onDemand,
    Optional<Advisor> advisor,
    List<String> types,
    List<String> zones,
    String product,
    Duration step,
    boolean lenient,
    SortedMap<String, TypeOverride> typeOverrides,
    SortedMap<String, String> world) {

  /** Names of the generated worlds. */
  public static final List<String> WORLDS =
      List.of("calibrated", "calibrated-independent", "guide");

  /** Freezes the collections. */
  public DataSettings {
    types = List.copyOf(types);
    zones = List.copyOf(zones);
    typeOverrides = Collections.unmodifiableSortedMap(new TreeMap<>(typeOverrides));
    world = Collections.unmodifiableSortedMap(new TreeMap<>(world));
  }

  /**
   * One source.
   *
   * @param location {@code SCHEME:PLACE} or a path
   * @param options by name
   */
  public record Source(String location, SourceOptions options) {}

  /**
   * A feed of the Spot Instance Advisor.
   *
   * @param file the feed
   * @param asOf when it was fetched
   */
  public record Advisor(Path file, Instant asOf) {}

  /**
   * What a user says of an instance type.
   *
   * @param vcpuCount virtual CPUs, if said
   * @param memoryGib memory in GiB, if said
   * @param onDemandUsdPerHour on-demand price, if said
   */
  public record TypeOverride(
      Optional<Integer> vcpuCount,
      Optional<Double> memoryGib,
      Optional<Double> onDemandUsdPerHour) {}

  /** Whether prices come from a generated world. */
  public boolean isWorld() {
    return prices.location().startsWith("world:");
  }
}
