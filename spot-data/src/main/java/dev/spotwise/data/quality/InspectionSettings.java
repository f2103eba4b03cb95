package dev.spotwise.data.quality;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is looked at, and what counts as questionable. An empty set leaves its dimension open.
 *
 * @param types instance types
 * @param zones zone names or ids
 * @param products product descriptions
 * @param window instants; empty for all
 * @param gap a pool unobserved for longer has a gap, &gt; 0
 * @param step distance of the grid cells whose price may be unknown, whole seconds, &gt; 0
 * @param onDemand on-demand prices to compare with; none if they are not known
 */
public record InspectionSettings(
    Set<String> types,
    Set<String> zones,
    Set<String> products,
    Optional<TimeWindow> window,
    Duration gap,
    Duration step,
    OnDemandHistory onDemand) {

  /** AWS repeats an unchanged price about every 24 h: 26 h. */
  public static final Duration DEFAULT_GAP = Duration.ofHours(26);

  /** The step of a market: 5 min. */
  public static final Duration DEFAULT_STEP = Duration.ofMinutes(5);

  private static final TimeWindow ALWAYS = TimeWindow.parse("1970-01-01/2101-01-01");

  /** Checks the ranges and freezes the sets. */
  public InspectionSettings {
    types = Collections.unmodifiableSet(new TreeSet<>(types));
    zones = Collections.unmodifiableSet(new TreeSet<>(zones));
    products = Collections.unmodifiableSet(new TreeSet<>(products));
    requireNonNull(window, "window");
    requireNonNull(onDemand, "onDemand");
    requirePositive("gap", gap);
    requirePositive("step", step);
  }

  /** Everything, with the default gap and step and without on-demand prices. */
  public static InspectionSettings withDefaults() {
    return new InspectionSettings(
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        DEFAULT_GAP,
        DEFAULT_STEP,
        OnDemandHistory.none());
  }

  /** These settings over a window. */
  public InspectionSettings withWindow(TimeWindow asked) {
    return new InspectionSettings(types, zones, products, Optional.of(asked), gap, step, onDemand);
  }

  /** These settings with on-demand prices. */
  public InspectionSettings withOnDemand(OnDemandHistory prices) {
    return new InspectionSettings(types, zones, products, window, gap, step, prices);
  }

  /** These settings with another gap. */
  public InspectionSettings withGap(Duration longest) {
    return new InspectionSettings(types, zones, products, window, longest, step, onDemand);
  }

  /** A query for everything, as what is not asked for is counted too. */
  PriceQuery everything() {
    return new PriceQuery(ALWAYS, Set.of(), Set.of(), Set.of());
  }

  boolean accepts(CapacityPool pool) {
    return query().accepts(pool);
  }

  long fromEpochSecond() {
    return window.orElse(ALWAYS).fromEpochSecond();
  }

  long toEpochSecond() {
    return window.orElse(ALWAYS).toEpochSecond();
  }

  private PriceQuery query() {
    return new PriceQuery(window.orElse(ALWAYS), types, zones, products);
  }

  private static void requirePositive(String name, Duration span) {
    if (span.toSeconds() < 1) {
      throw new IllegalArgumentException(name + " must be >= 1 s but was " + span);
    }
  }
}
