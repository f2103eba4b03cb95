package dev.spotwise.data.synthetic;

import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.WorldPools.TypeSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The settings of generated worlds as {@link SourceOptions}: text by name, there and back. */
final class WorldOptions {

  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String STEP = "step";
  private static final String SEED = "seed";
  private static final String TYPES = "types";
  private static final String ZONES = "zones";
  private static final List<String> OF_EVERY_WORLD = List.of(FROM, TO, STEP, SEED, TYPES, ZONES);

  private static final String TYPE = "type.";
  private static final String ZONE = "zone.";
  private static final String ON_DEMAND = ".on-demand";
  private static final String DISCOUNT = ".base-discount";
  private static final String RATE = ".interruptions-per-hour";
  private static final String FACTOR = ".factor";
  private static final long DEFAULT_SEED = 42;
  private static final String TIME = "a date or an instant, such as 2024-01-01";

  /** What every world can be told, as it is listed. */
  static final List<SourceOption> DESCRIBED =
      List.of(
          SourceOption.needed(FROM, "first instant, such as 2024-01-01"),
          SourceOption.needed(TO, "end, excluded, such as 2025-01-01"),
          SourceOption.optional(STEP, "distance of ticks, such as 5m"),
          SourceOption.optional(SEED, "seed; " + DEFAULT_SEED + " by default"),
          SourceOption.optional(TYPES, "comma-separated instance types"),
          SourceOption.optional(ZONES, "comma-separated zones"),
          SourceOption.optional(TYPE + "NAME" + ON_DEMAND, "on-demand price, USD per hour"),
          SourceOption.optional(
              TYPE + "NAME" + DISCOUNT, "share of the on-demand price taken off, in [0, 1)"),
          SourceOption.optional(TYPE + "NAME" + RATE, "interruptions per hour"),
          SourceOption.optional(ZONE + "NAME" + FACTOR, "price factor, > 0"));

  private final String world;
  private final SourceOptions options;

  /**
   * The options of a world.
   *
   * @param world its name, for messages
   * @param own names of the options that it has beside those of every world
   * @throws IllegalArgumentException if there is an option of another name
   */
  WorldOptions(String world, SourceOptions options, List<String> own) {
    this.world = world;
    this.options = options;
    requireKnownNames(own);
  }

  /** What every world is described by; the caller adds its own. */
  static SortedMap<String, String> write(WorldPools pools) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put(FROM, pools.window().from().toString());
    values.put(TO, pools.window().to().toString());
    values.put(STEP, pools.step().toString());
    values.put(SEED, Long.toString(pools.seed()));
    values.put(TYPES, String.join(",", pools.types().keySet()));
    values.put(ZONES, String.join(",", pools.zoneFactors().keySet()));
    pools
        .types()
        .forEach(
            (name, type) -> {
              values.put(TYPE + name + ON_DEMAND, text(type.onDemandUsdPerHour()));
              values.put(TYPE + name + DISCOUNT, text(type.baseDiscount()));
              values.put(TYPE + name + RATE, text(type.interruptionsPerHour()));
            });
    pools.zoneFactors().forEach((name, factor) -> values.put(ZONE + name + FACTOR, text(factor)));
    return values;
  }

  TimeWindow window() {
    return new TimeWindow(
        TimeWindow.parseInstant(options.require(FROM, TIME)),
        TimeWindow.parseInstant(options.require(TO, TIME)));
  }

  long seed() {
    return value(SEED, DEFAULT_SEED, Long::valueOf);
  }

  /** The pools, where nothing else is said those of {@code byDefault}. */
  WorldPools pools(WorldPools byDefault) {
    return new WorldPools(
        window(),
        options.find(STEP).map(TimeGrid::parseStep).orElse(byDefault.step()),
        seed(),
        types(byDefault.types()),
        zones(byDefault.zoneFactors()));
  }

  double number(String name, double byDefault) {
    return value(name, byDefault, Double::valueOf);
  }

  /** A number without exponent or trailing zeros. */
  static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private SortedMap<String, TypeSettings> types(SortedMap<String, TypeSettings> known) {
    SortedMap<String, TypeSettings> all = new TreeMap<>(known);
    for (String name : namesIn(TYPE, List.of(ON_DEMAND, DISCOUNT, RATE))) {
      Optional<TypeSettings> before = Optional.ofNullable(known.get(name));
      all.put(
          name,
          new TypeSettings(
              typeValue(name, ON_DEMAND, before.map(TypeSettings::onDemandUsdPerHour)),
              typeValue(name, DISCOUNT, before.map(TypeSettings::baseDiscount)),
              typeValue(name, RATE, before.map(TypeSettings::interruptionsPerHour))));
    }
    return chosen(TYPES, all);
  }

  private double typeValue(String type, String suffix, Optional<Double> known) {
    String name = TYPE + type + suffix;
    if (known.isEmpty()) {
      options.require(name, "a number, as " + type + " is not one of the guide's types");
    }
    return value(name, known.orElse(Double.NaN), Double::valueOf);
  }

  private SortedMap<String, Double> zones(SortedMap<String, Double> known) {
    SortedMap<String, Double> all = new TreeMap<>(known);
    for (String name : namesIn(ZONE, List.of(FACTOR))) {
      all.put(name, value(ZONE + name + FACTOR, Double.NaN, Double::valueOf));
    }
    return chosen(ZONES, all);
  }

  /** Of all entries those that a list option names; all if it is not given. */
  private <V> SortedMap<String, V> chosen(String option, SortedMap<String, V> all) {
    Optional<String> list = options.find(option);
    if (list.isEmpty()) {
      return all;
    }
    SortedMap<String, V> kept = new TreeMap<>();
    for (String name : list.get().split(",", -1)) {
      V entry = all.get(name.strip());
      if (entry == null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s must be some of %s but named '%s'",
                option,
                String.join(", ", all.keySet()),
                name.strip()));
      }
      kept.put(name.strip(), entry);
    }
    return kept;
  }

  /** The names between a prefix and one of some suffixes. */
  private SortedSet<String> namesIn(String prefix, List<String> suffixes) {
    SortedSet<String> names = new TreeSet<>();
    for (String option : options.values().keySet()) {
      for (String suffix : suffixes) {
        if (isNamed(option, prefix, suffix)) {
          names.add(option.substring(prefix.length(), option.length() - suffix.length()));
        }
      }
    }
    return names;
  }

  private static boolean isNamed(String option, String prefix, String suffix) {
    return option.startsWith(prefix)
        && option.endsWith(suffix)
        && option.length() > prefix.length() + suffix.length();
  }

  private void requireKnownNames(List<String> own) {
    List<String> known = new ArrayList<>(OF_EVERY_WORLD);
    known.addAll(own);
    List<String> plain = List.copyOf(known);
    Stream.of(ON_DEMAND, DISCOUNT, RATE).map(s -> TYPE + "NAME" + s).forEach(known::add);
    known.add(ZONE + "NAME" + FACTOR);
    for (String option : options.values().keySet()) {
      boolean patterned =
          isNamed(option, ZONE, FACTOR)
              || Stream.of(ON_DEMAND, DISCOUNT, RATE).anyMatch(s -> isNamed(option, TYPE, s));
      if (!patterned && !plain.contains(option)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "option of the world %s must be one of %s but was '%s'",
                world,
                String.join(", ", known),
                option));
      }
    }
  }

  private <V> V value(String name, V byDefault, Function<String, V> parse) {
    Optional<String> given = options.find(name);
    try {
      return given.map(String::strip).map(parse).orElse(byDefault);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be a number but was '%s'", name, given.orElseThrow()),
          e);
    }
  }
}
