package dev.spotwise.features;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The features of the guide without its leaks: calendar, price and interruption history up to and
 * including the origin. Prices enter as shares of on-demand, so that a model learns from types of
 * all sizes together.
 *
 * <p>Immutable and thread-safe.
 */
public final class StandardFeatures implements FeatureExtractor {

  private static final String VERSION = "standard-3";

  private final Set<FeatureFamily> families;

  private StandardFeatures(Set<FeatureFamily> families) {
    if (families.isEmpty()) {
      throw new IllegalArgumentException("at least one feature family must be chosen");
    }
    this.families = EnumSet.copyOf(families);
  }

  /** All families. */
  public static StandardFeatures all() {
    return new StandardFeatures(EnumSet.allOf(FeatureFamily.class));
  }

  /**
   * Some families.
   *
   * @param families at least one
   */
  public static StandardFeatures of(Set<FeatureFamily> families) {
    return new StandardFeatures(families);
  }

  /** The columns of some families, in the order of {@link FeatureFamily}. */
  public static List<String> columns(Set<FeatureFamily> families) {
    return EnumSet.copyOf(families).stream().flatMap(family -> names(family).stream()).toList();
  }

  @Override
  public FeatureSchema schema(Duration step) {
    return new FeatureSchema(VERSION, columns(families), step.toSeconds());
  }

  @Override
  public Duration lookback() {
    return families.stream()
        .map(StandardFeatures::lookback)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Override
  public FeatureStream open(MarketShape shape) {
    return new Stream(shape);
  }

  /** The columns that a family makes, in order. */
  public static List<String> columns(FeatureFamily family) {
    return names(family);
  }

  private static List<String> names(FeatureFamily family) {
    return switch (family) {
      case CALENDAR -> CalendarFeatures.NAMES;
      case PRICE -> PriceFeatures.NAMES;
      case PRICE_CHANGE -> PriceChangeFeatures.NAMES;
      case INTERRUPTION -> InterruptionFeatures.NAMES;
      case AVAILABILITY -> AvailabilityFeatures.NAMES;
      case SIBLING -> SiblingFeatures.NAMES;
      case ADVISOR -> AdvisorFeatures.NAMES;
    };
  }

  /** The columns of each family that was chosen, in order. */
  public SortedMap<FeatureFamily, List<String>> columns() {
    SortedMap<FeatureFamily, List<String>> columns = new TreeMap<>();
    families.forEach(family -> columns.put(family, List.copyOf(names(family))));
    return columns;
  }

  private static Duration lookback(FeatureFamily family) {
    return switch (family) {
      case CALENDAR, ADVISOR -> Duration.ZERO;
      case PRICE -> PriceFeatures.LOOKBACK;
      case PRICE_CHANGE -> PriceChangeFeatures.LOOKBACK;
      case INTERRUPTION, AVAILABILITY, SIBLING -> StateRing.LONGEST;
    };
  }

  private static FeatureGroup open(
      FeatureFamily family, MarketShape shape, Optional<StateRing> states) {
    return switch (family) {
      case CALENDAR -> new CalendarFeatures();
      case PRICE -> new PriceFeatures(shape);
      case PRICE_CHANGE -> new PriceChangeFeatures(shape);
      case INTERRUPTION -> new InterruptionFeatures(states.orElseThrow());
      case AVAILABILITY -> new AvailabilityFeatures(states.orElseThrow());
      case SIBLING -> new SiblingFeatures(states.orElseThrow());
      case ADVISOR -> new AdvisorFeatures(shape);
    };
  }

  private final class Stream implements FeatureStream {

    private static final Set<FeatureFamily> OF_STATES =
        EnumSet.of(FeatureFamily.INTERRUPTION, FeatureFamily.AVAILABILITY, FeatureFamily.SIBLING);

    private final FeatureSchema schema;
    private final Optional<StateRing> states;
    private final FeatureGroup[] groups;
    private final int[] firstColumns;
    private final int poolCount;
    private final long stepSeconds;
    private long lastSecond;
    private boolean started;

    Stream(MarketShape shape) {
      poolCount = shape.poolCount();
      stepSeconds = shape.stepSeconds();
      schema = schema(Duration.ofSeconds(stepSeconds));
      states =
          families.stream().anyMatch(OF_STATES::contains)
              ? Optional.of(new StateRing(shape))
              : Optional.empty();
      groups =
          families.stream()
              .map(family -> StandardFeatures.open(family, shape, states))
              .toArray(FeatureGroup[]::new);
      firstColumns = new int[groups.length];
      int column = 0;
      int group = 0;
      for (FeatureFamily family : families) {
        firstColumns[group++] = column;
        column += names(family).size();
      }
    }

    @Override
    public void advance(MarketTick tick) {
      requireNext(tick);
      started = true;
      lastSecond = tick.epochSecond();
      if (states.isPresent()) {
        states.get().advance(tick);
      }
      for (FeatureGroup group : groups) {
        group.advance(tick);
      }
    }

    private void requireNext(MarketTick tick) {
      if (tick.poolCount() != poolCount) {
        throw new IllegalArgumentException(
            "a tick must have " + poolCount + " pools but had " + tick.poolCount());
      }
      if (started && tick.epochSecond() - lastSecond != stepSeconds) {
        throw new IllegalArgumentException(
            "a tick must be "
                + stepSeconds
                + " s after the one before but was "
                + (tick.epochSecond() - lastSecond)
                + " s");
      }
    }

    @Override
    public void write(int firstPool, int count, FeatureMatrix out, int firstRow) {
      if (!started) {
        throw new IllegalStateException("advance must be called before write");
      }
      schema.requireSame(out.schema(), "the feature stream");
      Objects.checkFromIndexSize(firstPool, count, poolCount);
      Objects.checkFromIndexSize(firstRow, count, out.rows());
      float[] cells = out.cells();
      for (int group = 0; group < groups.length; group++) {
        for (int i = 0; i < count; i++) {
          groups[group].write(firstPool + i, cells, out.cell(firstRow + i) + firstColumns[group]);
        }
      }
    }
  }
}
