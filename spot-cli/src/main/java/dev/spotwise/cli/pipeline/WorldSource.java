package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.synthetic.SyntheticWorld;
import dev.spotwise.data.synthetic.WorldProvider;
import dev.spotwise.data.synthetic.WorldSetting;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A generated world as a source: what the configuration says, as the source's options. */
final class WorldSource {

  private static final String OF_CALIBRATED =
      Stream.of(WorldSetting.values()).map(WorldSetting::option).collect(Collectors.joining("|"));

  private WorldSource() {}

  /** The source with all its options, checked, so that they open the same world again. */
  static Source of(Settings settings) {
    Source prices = settings.data().prices();
    SortedMap<String, String> options = new TreeMap<>(settings.data().world());
    options.put("from", settings.span().from().toString());
    options.put("to", settings.span().to().toString());
    options.put("step", settings.data().step().toString());
    options.put("seed", Long.toString(settings.seed()));
    options.putAll(prices.options().values());
    putOnDemand(settings, options, type -> isDescribed(settings, type));
    SyntheticWorld world = open(prices.location(), options);
    putOnDemand(settings, options, type -> world.pools().types().containsKey(type));
    AskedPools.require(
        settings.data(), world.pools().types().keySet(), world.pools().zoneFactors().keySet());
    putList(options, "types", settings.data().types());
    putList(options, "zones", settings.data().zones());
    return new Source(prices.location(), open(prices.location(), options).toOptions());
  }

  /** An on-demand price alone makes no type of the world. */
  private static void putOnDemand(
      Settings settings, SortedMap<String, String> options, Predicate<String> isInWorld) {
    settings
        .data()
        .typeOverrides()
        .forEach(
            (type, said) ->
                said.onDemandUsdPerHour()
                    .filter(usd -> isInWorld.test(type))
                    .ifPresent(usd -> options.put("type." + type + ".on-demand", usd.toString())));
  }

  private static boolean isDescribed(Settings settings, String type) {
    return settings.data().world().keySet().stream()
        .anyMatch(option -> option.startsWith("type." + type + "."));
  }

  /** The world, with the configuration's names in what is wrong with its options. */
  private static SyntheticWorld open(String location, SortedMap<String, String> options) {
    try {
      return new WorldProvider().open(SourceLocation.parse(location), SourceOptions.of(options));
    } catch (IllegalArgumentException e) {
      String message =
          String.valueOf(e.getMessage())
              .replaceFirst("^type\\.(.+)\\.on-demand ", "instance-types.$1.on-demand ")
              .replaceFirst("^type\\.", "world.types.")
              .replaceFirst("^(noise|spike)", "world.guide.$1")
              .replaceFirst("^(" + OF_CALIBRATED + ") ", "world.calibrated.$1 ")
              .replace("spikeProbability", "spike-probability");
      throw new ConfigException(List.of(message));
    }
  }

  /** The on-demand prices of a world that {@link #of} described. */
  static OnDemandPrices onDemandPrices(Source world) {
    return world(world).pools().onDemandPrices();
  }

  /** The world that {@link #of} described. */
  static SyntheticWorld world(Source world) {
    return new WorldProvider().open(SourceLocation.parse(world.location()), world.options());
  }

  private static void putList(SortedMap<String, String> options, String name, List<String> list) {
    if (!list.isEmpty()) {
      options.put(name, String.join(",", list));
    }
  }
}
