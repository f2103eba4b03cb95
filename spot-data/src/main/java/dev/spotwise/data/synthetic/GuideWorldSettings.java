package dev.spotwise.data.synthetic;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the guide's world is made of. {@link #withDefaults} gives the guide's numbers.
 *
 * @param pools which pools, and when
 * @param noise standard deviation of the factor N(1, noise) on every sample, &gt;= 0
 * @param spikeProbability chance that a sample is multiplied by U(1.5, 2), in [0, 1]
 */
public record GuideWorldSettings(WorldPools pools, double noise, double spikeProbability) {

  private static final String NOISE = "noise";
  private static final String SPIKES = "spike-probability";

  /** Its own options as they are listed. */
  static final List<SourceOption> DESCRIBED =
      List.of(
          SourceOption.optional(NOISE, "guide: standard deviation of the factor on every price"),
          SourceOption.optional(SPIKES, "guide: chance that a price is a spike, in [0, 1]"));

  private static final Map<String, Double> ZONES =
      Map.of("us-east-1a", 1.00, "us-east-1b", 0.95, "us-east-1c", 1.05);

  /** Checks the ranges. */
  public GuideWorldSettings {
    requireNonNull(pools, "pools");
    WorldPools.require("noise", noise, 0, 10);
    WorldPools.require("spikeProbability", spikeProbability, 0, 1);
  }

  /** The guide's world: its four types in three zones, every five minutes. */
  public static GuideWorldSettings withDefaults(TimeWindow window, long seed) {
    return new GuideWorldSettings(WorldPools.ofGuide(window, seed, ZONES), 0.05, 0.05);
  }

  /** These settings with the given types alone, in the given zones alone; empty for all. */
  public GuideWorldSettings restrictedTo(List<String> types, List<String> zones) {
    return new GuideWorldSettings(pools.restrictedTo(types, zones), noise, spikeProbability);
  }

  /** These settings with another step. */
  public GuideWorldSettings withStep(Duration step) {
    return new GuideWorldSettings(pools.withStep(step), noise, spikeProbability);
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
    WorldOptions read = new WorldOptions("guide", options, List.of(NOISE, SPIKES));
    GuideWorldSettings guide = withDefaults(read.window(), read.seed());
    return new GuideWorldSettings(
        read.pools(guide.pools()),
        read.number(NOISE, guide.noise()),
        read.number(SPIKES, guide.spikeProbability()));
  }

  /** These settings as options; every one is written, so that they open the same world again. */
  public SourceOptions toOptions() {
    Map<String, String> values = WorldOptions.write(pools);
    values.put(NOISE, WorldOptions.text(noise));
    values.put(SPIKES, WorldOptions.text(spikeProbability));
    return SourceOptions.of(values);
  }

  /** What the types cost on demand. */
  public OnDemandPrices onDemandPrices() {
    return pools.onDemandPrices();
  }
}
