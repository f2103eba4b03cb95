package dev.spotwise.cli.config;

import dev.spotwise.cli.config.DataSettings.Advisor;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.DataSettings.TypeOverride;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.AdvisorJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code data}, {@code instance-types} and {@code world}. */
final class DataSettingsReader {

  private static final String WORLD = "world:";
  private static final double LEAST_USD = 1e-6;
  private static final double MOST_USD = 1e6;

  private final ConfigReader config;

  DataSettingsReader(ConfigReader config) {
    this.config = config;
  }

  /** The settings; null if something is wrong with them. */
  DataSettings read() {
    int since = config.count();
    Optional<Source> prices = source("data.prices", "data.price-options");
    if (prices.isEmpty() && config.count() == since) {
      config.problem("data.prices must name a source");
    }
    prices.map(Source::location).ifPresent(this::requireWorld);
    Optional<Source> interruptions = source("data.interruptions", "data.interruption-options");
    Optional<Source> availability = source("data.availability", "data.availability-options");
    Optional<Path> onDemand = file("data.on-demand");
    Optional<Advisor> advisor = advisor();
    List<String> types = config.list("data.types", text -> text);
    List<String> zones = config.list("data.zones", text -> text);
    String product = config.read("data.product", text -> text);
    Duration step = config.read("data.step", DataSettingsReader::step);
    Boolean lenient = config.read("data.lenient", DataSettingsReader::yesOrNo);
    SortedMap<String, TypeOverride> overrides = overrides();
    SortedMap<String, String> world = world(prices.map(Source::location).orElse(""));
    return config.make(
        "data",
        since,
        () ->
            new DataSettings(
                prices.orElseThrow(),
                interruptions,
                availability,
                onDemand,
                advisor,
                types,
                zones,
                product,
                step,
                lenient,
                overrides,
                world));
  }

  /** A world is known by its name alone; anything else must be looked at. */
  private void requireWorld(String location) {
    String name = location.startsWith(WORLD) ? location.substring(WORLD.length()) : "";
    if (location.startsWith(WORLD) && !DataSettings.WORLDS.contains(name)) {
      config.problem(
          "world must be one of "
              + String.join(", ", DataSettings.WORLDS)
              + " but was '"
              + Shown.of(name)
              + "'"
              + Nearest.suggestion(name, DataSettings.WORLDS));
    }
  }

  private static Duration step(String text) {
    Duration step = Durations.parse(text);
    if (step.toSeconds() < 30
        || step.toSeconds() > 86_400
        || !step.truncatedTo(ChronoUnit.SECONDS).equals(step)) {
      throw new IllegalArgumentException(
          "must be whole seconds in [30s, 1d] but was '" + Shown.of(text) + "'");
    }
    return step;
  }

  static Boolean yesOrNo(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("must be true or false but was '" + Shown.of(text) + "'");
    }
    return text.equals("true");
  }

  private Optional<Path> file(String path) {
    return Optional.ofNullable(config.read(path, text -> text))
        .filter(text -> !text.isBlank())
        .map(text -> config.read(path, SettingsReader::path));
  }

  /** The feed has no date of its own: one is given, or stands in the file's name. */
  private Optional<Advisor> advisor() {
    Optional<Path> file = file("data.advisor");
    Optional<Instant> given =
        Optional.ofNullable(config.read("data.advisor-as-of", text -> text))
            .filter(text -> !text.isBlank())
            .map(text -> config.read("data.advisor-as-of", TimeWindow::parseInstant));
    Optional<Instant> asOf = given.or(() -> file.flatMap(AdvisorJson::dateIn));
    if (file.isPresent() && asOf.isEmpty()) {
      config.problem(
          "data.advisor-as-of must be given, or data.advisor have the feed's date, YYYY-MM-DD, in"
              + " its name");
    }
    if (file.isEmpty() && given.isPresent()) {
      config.problem("data.advisor must be given, as data.advisor-as-of is");
    }
    return file.isPresent() && asOf.isPresent()
        ? Optional.of(new Advisor(file.get(), asOf.get()))
        : Optional.empty();
  }

  private Optional<Source> source(String path, String optionsPath) {
    SortedMap<String, String> options = config.texts(optionsPath);
    return Optional.ofNullable(config.read(path, text -> text))
        .filter(text -> !text.isBlank())
        .map(text -> new Source(text, SourceOptions.of(options)));
  }

  private SortedMap<String, TypeOverride> overrides() {
    SortedMap<String, TypeOverride> overrides = new TreeMap<>();
    String path = "instance-types";
    for (String type : config.names(path)) {
      Optional<Double> vcpus = number(path, type, "vcpus", 1, 1e6);
      vcpus
          .filter(count -> count != Math.rint(count))
          .ifPresent(
              count ->
                  config.problem(
                      String.format(
                          Locale.ROOT,
                          "%s.%s.vcpus must be a whole number but was %s",
                          path,
                          type,
                          count)));
      overrides.put(
          type,
          new TypeOverride(
              vcpus.map(Double::intValue),
              number(path, type, "memory-gib", 1e-3, 1e6),
              number(path, type, "on-demand", LEAST_USD, MOST_USD)));
    }
    return overrides;
  }

  private SortedMap<String, String> world(String location) {
    SortedMap<String, String> options = new TreeMap<>();
    boolean guide = location.equals("world:guide");
    worldNumbers("world.guide", guide ? options : new TreeMap<>());
    worldNumbers("world.calibrated", guide ? new TreeMap<>() : options);
    for (String type : config.names("world.types")) {
      worldType(options, type, "base-discount", 0.999);
      worldType(options, type, "interruptions-per-hour", 1);
    }
    for (String zone : config.names("world.zones")) {
      number("world.zones", zone, "", 1e-3, 1e3)
          .ifPresent(factor -> options.put("zone." + zone + ".factor", factor.toString()));
    }
    return options;
  }

  /** The numbers below a path, without those that are left to the world. */
  private void worldNumbers(String path, SortedMap<String, String> options) {
    for (String name : config.names(path)) {
      String full = path + "." + name;
      String text = config.read(full, said -> said);
      if (text != null && !text.equals("auto")) {
        options.put(name, Double.toString(config.number(full)));
      }
    }
  }

  private void worldType(SortedMap<String, String> options, String type, String key, double most) {
    number("world.types", type, key, 0, most)
        .ifPresent(value -> options.put("type." + type + "." + key, value.toString()));
  }

  private Optional<Double> number(String path, String name, String key, double least, double most) {
    Optional<Double> value = config.number(path, name, key);
    value
        .filter(number -> !(number >= least && number <= most))
        .ifPresent(
            number ->
                config.problem(
                    String.format(
                        Locale.ROOT,
                        "%s.%s%s must be in [%s, %s] but was %s",
                        path,
                        name,
                        key.isEmpty() ? "" : "." + key,
                        least,
                        most,
                        number)));
    return value;
  }
}
