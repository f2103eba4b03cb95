package dev.spotwise.data.synthetic;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the guide's world is made of. {@link #withDefaults} gives the guide's numbers.
 *
 * @param window what to generate, half-open
 * @param step distance between samples
 * @param seed any number; every pool has its own stream of it
 * @param types one entry per instance type, by name
 * @param zoneFactors price factor per zone, each &gt; 0
 * @param noise standard deviation of the factor N(1, noise) on every sample, &gt;= 0
 * @param spikeProbability chance that a sample is multiplied by U(1.5, 2), in [0, 1]
 */
public record GuideWorldSettings(
    TimeWindow window,
    Duration step,
    long seed,
    SortedMap<String, TypeSettings> types,
    SortedMap<String, Double> zoneFactors,
    double noise,
    double spikeProbability) {

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

  /** The guide's four types, in its order. */
  private static final Map<String, TypeSettings> TYPES =
      Map.of(
          "t3.large", new TypeSettings(0.0832, 0.70, 0.020),
          "m5.large", new TypeSettings(0.096, 0.60, 0.005),
          "c5.large", new TypeSettings(0.085, 0.65, 0.008),
          "m5.xlarge", new TypeSettings(0.192, 0.55, 0.004));

  private static final Map<String, Double> ZONES =
      Map.of("us-east-1a", 1.00, "us-east-1b", 0.95, "us-east-1c", 1.05);

  /** Checks the ranges and freezes the maps. */
  public GuideWorldSettings {
    requireNonNull(window, "window");
    requireNonNull(step, "step");
    if (types.isEmpty() || zoneFactors.isEmpty()) {
      throw new IllegalArgumentException("a world must have at least one type and one zone");
    }
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    zoneFactors = Collections.unmodifiableSortedMap(new TreeMap<>(zoneFactors));
    zoneFactors.forEach((zone, factor) -> require("zone factor of " + zone, factor, 1e-6, 1e6));
    require("noise", noise, 0, 10);
    require("spikeProbability", spikeProbability, 0, 1);
  }

  /** The guide's world: its four types in three zones, every five minutes. */
  public static GuideWorldSettings withDefaults(TimeWindow window, long seed) {
    return new GuideWorldSettings(
        window,
        Duration.ofMinutes(5),
        seed,
        new TreeMap<>(TYPES),
        new TreeMap<>(ZONES),
        0.05,
        0.05);
  }

  /** These settings with the given types alone, in the given zones alone. */
  public GuideWorldSettings restrictedTo(List<String> typeNames, List<String> zones) {
    SortedMap<String, TypeSettings> keptTypes = new TreeMap<>(types);
    SortedMap<String, Double> keptZones = new TreeMap<>(zoneFactors);
    keptTypes.keySet().retainAll(typeNames.isEmpty() ? keptTypes.keySet() : typeNames);
    keptZones.keySet().retainAll(zones.isEmpty() ? keptZones.keySet() : zones);
    return new GuideWorldSettings(
        window, step, seed, keptTypes, keptZones, noise, spikeProbability);
  }

  /** These settings with another step. */
  public GuideWorldSettings withStep(Duration newStep) {
    return new GuideWorldSettings(
        window, newStep, seed, types, zoneFactors, noise, spikeProbability);
  }

  /**
   * Reads settings from options, as {@link #toOptions} writes them. Needed are {@code from} and
   * {@code to}, dates or instants. The rest has the guide's numbers by default: {@code step}
   * (seconds, {@code 5m} or ISO-8601), {@code seed} (42), {@code noise}, {@code spike-probability},
   * {@code types} and {@code zones} (comma-separated: these alone), and {@code
   * type.NAME.on-demand}, {@code type.NAME.base-discount}, {@code type.NAME.interruptions-per-hour}
   * and {@code zone.NAME.factor}, which also add types and zones.
   *
   * @throws IllegalArgumentException if an option is missing, unknown or out of range
   */
  public static GuideWorldSettings fromOptions(SourceOptions options) {
    return GuideWorldOptions.read(options);
  }

  /** These settings as options; every one is written, so that they open the same world again. */
  public SourceOptions toOptions() {
    return GuideWorldOptions.write(this);
  }

  /** What the types cost on demand. */
  public OnDemandPrices onDemandPrices() {
    Map<String, Double> usd = new TreeMap<>();
    types.forEach((name, type) -> usd.put(name, type.onDemandUsdPerHour()));
    return OnDemandPrices.ofUsd(usd);
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " must be in [" + least + ", " + most + "] but was " + value);
    }
  }
}
