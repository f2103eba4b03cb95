package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.synthetic.GuideWorldSettings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A generated world as a source: what the configuration says, as the source's options. */
final class WorldSource {

  private static final String GUIDE = "world:guide";

  private WorldSource() {}

  /** The source with all its options, checked; of a world not known here as it is. */
  static Source of(Settings settings) {
    Source prices = settings.data().prices();
    if (!prices.location().equals(GUIDE)) {
      return prices;
    }
    SortedMap<String, String> options = new TreeMap<>(settings.data().world());
    options.put("from", settings.span().from().toString());
    options.put("to", settings.span().to().toString());
    options.put("step", settings.data().step().toString());
    options.put("seed", Long.toString(settings.seed()));
    settings
        .data()
        .typeOverrides()
        .forEach(
            (type, said) ->
                said.onDemandUsdPerHour()
                    .filter(usd -> isInWorld(settings, type))
                    .ifPresent(usd -> options.put("type." + type + ".on-demand", usd.toString())));
    options.putAll(prices.options().values());
    GuideWorldSettings world = read(SourceOptions.of(options));
    AskedPools.require(settings.data(), world.types().keySet(), world.zoneFactors().keySet());
    putList(options, "types", settings.data().types());
    putList(options, "zones", settings.data().zones());
    return new Source(prices.location(), SourceOptions.of(options));
  }

  /** An on-demand price alone makes no type of the world. */
  private static boolean isInWorld(Settings settings, String type) {
    return settings.data().world().keySet().stream()
            .anyMatch(option -> option.startsWith("type." + type + "."))
        || GuideWorldSettings.withDefaults(settings.span(), 0).types().containsKey(type);
  }

  /** The world's settings, with the configuration's names in what is wrong with them. */
  private static GuideWorldSettings read(SourceOptions options) {
    try {
      return GuideWorldSettings.fromOptions(options);
    } catch (IllegalArgumentException e) {
      String message =
          String.valueOf(e.getMessage())
              .replaceFirst("^type\\.(.+)\\.on-demand ", "instance-types.$1.on-demand ")
              .replaceFirst("^type\\.", "world.types.")
              .replaceFirst("^(noise|spike)", "world.$1")
              .replace("spikeProbability", "spike-probability");
      throw new ConfigException(List.of(message));
    }
  }

  private static void putList(SortedMap<String, String> options, String name, List<String> list) {
    if (!list.isEmpty()) {
      options.put(name, String.join(",", list));
    }
  }
}
