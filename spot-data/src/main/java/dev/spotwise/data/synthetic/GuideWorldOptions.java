package dev.spotwise.data.synthetic;

import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.GuideWorldSettings.TypeSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The guide's world as {@link SourceOptions}: text by name, there and back. */
final class GuideWorldOptions {

  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String STEP = "step";
  private static final String SEED = "seed";
  private static final String NOISE = "noise";
  private static final String SPIKES = "spike-probability";
  private static final String TYPES = "types";
  private static final String ZONES = "zones";
  private static final List<String> PLAIN =
      List.of(FROM, TO, STEP, SEED, NOISE, SPIKES, TYPES, ZONES);

  private static final String TYPE = "type.";
  private static final String ZONE = "zone.";
  private static final String ON_DEMAND = ".on-demand";
  private static final String DISCOUNT = ".base-discount";
  private static final String RATE = ".interruptions-per-hour";
  private static final String FACTOR = ".factor";
  private static final long DEFAULT_SEED = 42;
  private static final String TIME = "a date or an instant, such as 2024-01-01";

  /** The options as they are listed. */
  static final List<SourceOption> DESCRIBED =
      List.of(
          SourceOption.needed(FROM, "first instant, such as 2024-01-01"),
          SourceOption.needed(TO, "end, excluded, such as 2025-01-01"),
          SourceOption.optional(STEP, "distance of ticks, such as 5m"),
          SourceOption.optional(SEED, "seed; " + DEFAULT_SEED + " by default"),
          SourceOption.optional(NOISE, "standard deviation of the factor on every price"),
          SourceOption.optional(SPIKES, "chance that a price is a spike, in [0, 1]"),
          SourceOption.optional(TYPES, "comma-separated instance types"),
          SourceOption.optional(ZONES, "comma-separated zones"),
          SourceOption.optional(TYPE + "NAME" + ON_DEMAND, "on-demand price, USD per hour"),
          SourceOption.optional(
              TYPE + "NAME" + DISCOUNT, "share of the on-demand price taken off, in [0, 1)"),
          SourceOption.optional(TYPE + "NAME" + RATE, "interruptions per hour"),
          SourceOption.optional(ZONE + "NAME" + FACTOR, "price factor, > 0"));

  private final SourceOptions options;

  private GuideWorldOptions(SourceOptions options) {
    this.options = options;
  }

  static SourceOptions write(GuideWorldSettings settings) {
    Map<String, String> values = new TreeMap<>();
    values.put(FROM, settings.window().from().toString());
    values.put(TO, settings.window().to().toString());
    values.put(STEP, settings.step().toString());
    values.put(SEED, Long.toString(settings.seed()));
    values.put(NOISE, text(settings.noise()));
    values.put(SPIKES, text(settings.spikeProbability()));
    values.put(TYPES, String.join(",", settings.types().keySet()));
    values.put(ZONES, String.join(",", settings.zoneFactors().keySet()));
    settings
        .types()
        .forEach(
            (name, type) -> {
              values.put(TYPE + name + ON_DEMAND, text(type.onDemandUsdPerHour()));
              values.put(TYPE + name + DISCOUNT, text(type.baseDiscount()));
              values.put(TYPE + name + RATE, text(type.interruptionsPerHour()));
            });
    settings
        .zoneFactors()
        .forEach((name, factor) -> values.put(ZONE + name + FACTOR, text(factor)));
    return SourceOptions.of(values);
  }

  static GuideWorldSettings read(SourceOptions options) {
    return new GuideWorldOptions(options).settings();
  }

  private GuideWorldSettings settings() {
    requireKnownNames();
    TimeWindow window =
        new TimeWindow(
            TimeWindow.parseInstant(options.require(FROM, TIME)),
            TimeWindow.parseInstant(options.require(TO, TIME)));
    long seed = value(SEED, DEFAULT_SEED, Long::valueOf);
    GuideWorldSettings guide = GuideWorldSettings.withDefaults(window, seed);
    return new GuideWorldSettings(
        window,
        options.find(STEP).map(TimeGrid::parseStep).orElse(guide.step()),
        seed,
        types(guide.types()),
        zones(guide.zoneFactors()),
        value(NOISE, guide.noise(), Double::valueOf),
        value(SPIKES, guide.spikeProbability(), Double::valueOf));
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

  private void requireKnownNames() {
    List<String> known = new ArrayList<>(PLAIN);
    Stream.of(ON_DEMAND, DISCOUNT, RATE).map(s -> TYPE + "NAME" + s).forEach(known::add);
    known.add(ZONE + "NAME" + FACTOR);
    for (String option : options.values().keySet()) {
      boolean patterned =
          isNamed(option, ZONE, FACTOR)
              || Stream.of(ON_DEMAND, DISCOUNT, RATE).anyMatch(s -> isNamed(option, TYPE, s));
      if (!patterned && !PLAIN.contains(option)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "option of the world guide must be one of %s but was '%s'",
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

  private static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
