package dev.spotwise.data.format;

import static dev.spotwise.data.Availability.DOWN;
import static dev.spotwise.data.Availability.UNKNOWN;
import static dev.spotwise.data.Availability.UP;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySink;
import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.AvailabilitySourceProvider;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Availability from traces of probes at a fixed interval, as <a
 * href="https://github.com/skypilot-org/spot-traces">spot-traces</a> publishes them: scheme {@code
 * trace}. The location is a file, plain or compressed, or a folder of files named {@code
 * ZONE_ANYTHING.json}, read in the order of their names.
 *
 * <p>A file is {@code {"metadata":{"gap_seconds":195},"data":[0,1,...]}}; any number above 0 counts
 * as 1. Tick i lies at {@code start + i x gap_seconds}; after the last tick, and at one that a sink
 * has left out, the state is unknown. Options:
 *
 * <ul>
 *   <li>{@code polarity}: {@code 1-is-up} for probes (a 1 is a successful launch), {@code 0-is-up}
 *       for the inputs of simulators, which turn the bits round (a 1 is a preemption); needed
 *   <li>{@code start}: instant of tick 0; needed
 *   <li>{@code instance-type}: what was probed; needed
 *   <li>{@code zone}: of a single file; the part of the file's name before the first {@code _} by
 *       default
 * </ul>
 *
 * <p>Memory follows the changes of one file. Immutable and thread-safe. Source: Wu et al., "Can't
 * Be Late: Optimizing Spot Instance Savings under Deadlines", NSDI 2024.
 */
public final class TraceAvailability implements AvailabilitySourceProvider {

  private static final String POLARITY =
      "1-is-up if a 1 in the file means that an instance could be launched, 0-is-up if it means a"
          + " preemption (simulators invert the probes they are made from)";
  private static final String START =
      "the instant of the first probe, such as 2023-02-15T22:05:00Z";
  private static final String TYPE = "what was probed, such as p3.2xlarge";
  private static final List<SourceOption> OPTIONS =
      List.of(
          SourceOption.needed("polarity", POLARITY),
          SourceOption.needed("start", START),
          SourceOption.needed("instance-type", TYPE),
          SourceOption.optional(
              "zone", "zone of a single file; by default its name up to the first _"));

  /** For {@link java.util.ServiceLoader}. */
  public TraceAvailability() {}

  @Override
  public String scheme() {
    return "trace";
  }

  @Override
  public String summary() {
    return "availability probed at a fixed interval, JSON of spot-traces; a file, or a folder of ZONE_ANYTHING.json";
  }

  @Override
  public List<SourceOption> options() {
    return OPTIONS;
  }

  @Override
  public boolean recognises(Path path, String head) {
    String marker = '"' + TraceFile.GAP + '"';
    return head.contains(marker)
        || DataFile.anyBegins(DataFile.jsonFiles(path), text -> text.contains(marker));
  }

  @Override
  public AvailabilitySource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    boolean oneIsUp = oneIsUp(options.require("polarity", POLARITY));
    long start = TimeWindow.parseInstant(options.require("start", START)).getEpochSecond();
    String type = options.require("instance-type", TYPE);
    Map<CapacityPool, Path> files = files(at, options, type);
    return (query, sink) ->
        files.forEach(
            (pool, file) -> {
              if (query.accepts(pool)) {
                TraceFile trace = TraceFile.read(file, new Problems(sink));
                emit(trace, pool, new Clock(start, oneIsUp), query, sink);
              }
            });
  }

  private record Clock(long start, boolean oneIsUp) {

    Availability state(TraceFile.Tick tick) {
      return switch (tick) {
        case ONE -> oneIsUp ? UP : DOWN;
        case ZERO -> oneIsUp ? DOWN : UP;
        case UNREADABLE -> UNKNOWN;
      };
    }
  }

  private static void emit(
      TraceFile trace, CapacityPool pool, Clock clock, PriceQuery query, AvailabilitySink sink) {
    long to = query.window().toEpochSecond();
    for (int run = 0; run < trace.runs(); run++) {
      long second = clock.start() + trace.gapSeconds() * trace.firstTick(run);
      if (second < to) {
        sink.accept(pool, second, clock.state(trace.value(run)));
      }
    }
    long end = clock.start() + trace.gapSeconds() * trace.ticks();
    if (end < to) {
      sink.accept(pool, end, UNKNOWN);
    }
  }

  private static boolean oneIsUp(String polarity) {
    if (!polarity.equals("1-is-up") && !polarity.equals("0-is-up")) {
      throw new IllegalArgumentException(
          "polarity must be " + POLARITY + " but was '" + polarity + "'");
    }
    return polarity.equals("1-is-up");
  }

  private static SortedMap<CapacityPool, Path> files(
      SourceLocation at, SourceOptions options, String type) {
    List<Path> files = DataFile.requireJson(at);
    if (options.find("zone").isPresent() && Files.isDirectory(at.path())) {
      throw new IllegalArgumentException(
          "zone must not be given for a folder, whose files are named by zone (" + at + ")");
    }
    SortedMap<CapacityPool, Path> byPool = new TreeMap<>();
    for (Path file : files) {
      CapacityPool pool = CapacityPool.of(options.find("zone").orElseGet(() -> zoneOf(file)), type);
      Path other = byPool.putIfAbsent(pool, file);
      if (other != null) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT, "a pool must have one trace but %s has %s and %s", pool, other, file));
      }
    }
    return byPool;
  }

  private static String zoneOf(Path file) {
    String name = file.getFileName().toString();
    int end = name.indexOf('_');
    if (end < 1) {
      throw new MarketDataException(
          "a trace must be named ZONE_ANYTHING.json, or the option zone given, but was " + file);
    }
    return name.substring(0, end);
  }
}
