package dev.spotwise.data.synthetic;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the {@code calibrated} world is made of.
 *
 * @param pools which pools, and when; a step in [5 min, 1 h]
 * @param values the settings that differ from their defaults
 */
public record CalibratedWorldSettings(WorldPools pools, SortedMap<WorldSetting, Double> values) {

  private static final Map<String, Double> ZONES =
      Map.of("us-east-1a", 1.0, "us-east-1b", 1.0, "us-east-1c", 1.0);
  private static final Duration LEAST_STEP = Duration.ofMinutes(5);
  private static final Duration MOST_STEP = Duration.ofHours(1);

  /** Checks the ranges and freezes the values. */
  public CalibratedWorldSettings {
    requireNonNull(pools, "pools");
    if (pools.step().compareTo(LEAST_STEP) < 0 || pools.step().compareTo(MOST_STEP) > 0) {
      throw new IllegalArgumentException(
          "step of a calibrated world must be in [PT5M, PT1H] but was " + pools.step());
    }
    values.forEach(WorldSetting::require);
    SortedMap<WorldSetting, Double> kept = new TreeMap<>(values);
    kept.entrySet().removeIf(entry -> entry.getValue() == entry.getKey().byDefault());
    values = Collections.unmodifiableSortedMap(kept);
    double shared = sharedVariance(values);
    if (!(shared < 1)) {
      throw new IllegalArgumentException(
          "squares of family-weight and zone-weight must sum to less than 1 but do to " + shared);
    }
  }

  /** The defaults: the guide's four types in three zones, every five minutes. */
  public static CalibratedWorldSettings withDefaults(TimeWindow window, long seed) {
    return new CalibratedWorldSettings(WorldPools.ofGuide(window, seed, ZONES), new TreeMap<>());
  }

  /** The preset {@code calibrated-independent}: pools that share nothing. */
  public static CalibratedWorldSettings independent(TimeWindow window, long seed) {
    return withDefaults(window, seed)
        .with(WorldSetting.FAMILY_WEIGHT, 0)
        .with(WorldSetting.ZONE_WEIGHT, 0);
  }

  /** These settings with another value of one. */
  public CalibratedWorldSettings with(WorldSetting setting, double value) {
    SortedMap<WorldSetting, Double> changed = new TreeMap<>(values);
    changed.put(setting, value);
    return new CalibratedWorldSettings(pools, changed);
  }

  /** These settings with the given types alone, in the given zones alone; empty for all. */
  public CalibratedWorldSettings restrictedTo(List<String> types, List<String> zones) {
    return new CalibratedWorldSettings(pools.restrictedTo(types, zones), values);
  }

  /** These settings with another step. */
  public CalibratedWorldSettings withStep(Duration step) {
    return new CalibratedWorldSettings(pools.withStep(step), values);
  }

  /** The value of a setting. */
  public double value(WorldSetting setting) {
    return values.getOrDefault(setting, setting.byDefault());
  }

  /** Whether no two pools have anything in common. */
  public boolean isIndependent() {
    return sharedVariance(values) == 0;
  }

  /**
   * Reads settings from options, as {@link #toOptions} writes them: {@code from} and {@code to},
   * which are needed, what {@link GuideWorldSettings#fromOptions} says of pools, and any {@link
   * WorldSetting} by its name.
   *
   * @param world {@code calibrated} or {@code calibrated-independent}, whose defaults count
   * @throws IllegalArgumentException if an option is missing, unknown or out of range
   */
  public static CalibratedWorldSettings fromOptions(String world, SourceOptions options) {
    List<String> names = Stream.of(WorldSetting.values()).map(WorldSetting::option).toList();
    WorldOptions read = new WorldOptions(world, options, names);
    CalibratedWorldSettings byDefault =
        world.equals(CalibratedWorld.INDEPENDENT)
            ? independent(read.window(), read.seed())
            : withDefaults(read.window(), read.seed());
    SortedMap<WorldSetting, Double> values = new TreeMap<>(byDefault.values);
    for (WorldSetting setting : WorldSetting.values()) {
      if (options.find(setting.option()).isPresent()) {
        values.put(setting, read.number(setting.option(), setting.byDefault()));
      }
    }
    return new CalibratedWorldSettings(read.pools(byDefault.pools), values);
  }

  /** These settings as options; every one is written, so that they open the same world again. */
  public SourceOptions toOptions() {
    SortedMap<String, String> options = WorldOptions.write(pools);
    for (WorldSetting setting : WorldSetting.values()) {
      options.put(setting.option(), WorldOptions.text(value(setting)));
    }
    return SourceOptions.of(options);
  }

  private static double sharedVariance(SortedMap<WorldSetting, Double> values) {
    double family = value(values, WorldSetting.FAMILY_WEIGHT);
    double zone = value(values, WorldSetting.ZONE_WEIGHT);
    return family * family + zone * zone;
  }

  private static double value(SortedMap<WorldSetting, Double> values, WorldSetting setting) {
    return values.getOrDefault(setting, setting.byDefault());
  }
}
