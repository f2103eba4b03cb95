package dev.spotwise.data.quality;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySink;
import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.CapacityPool;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads an availability source to its end. A source may say only when a state changes: the distance
 * of its probes is taken to be the greatest common divisor of all distances in time.
 */
final class AvailabilityInspector implements AvailabilitySink {

  private final InspectionSettings settings;
  private final SkippedKinds skipped = new SkippedKinds();
  private final SortedMap<CapacityPool, Pool> pools = new TreeMap<>();
  private long rows;
  private long notAskedFor;
  private long outOfOrder;
  private long repeated;
  private long divisor;

  private AvailabilityInspector(InspectionSettings settings) {
    this.settings = settings;
  }

  static QualityReport inspect(AvailabilitySource source, InspectionSettings settings) {
    AvailabilityInspector inspector = new AvailabilityInspector(settings);
    source.read(settings.everything(), inspector);
    return new AvailabilityReport(settings, inspector).report();
  }

  /** What is known of one pool; its last state holds until {@link #last}. */
  static final class Pool {

    private final long first;
    private final Map<Availability, Long> seconds = new EnumMap<>(Availability.class);
    private long last;
    private Availability state;
    private long changes;
    private long interruptions;
    private long upSpells;
    private boolean spellCounted;

    private Pool(long first, Availability state) {
      this.first = first;
      this.last = first;
      this.state = state;
    }

    /** Takes the state from a later second on; times outside the window don't count. */
    private boolean add(long second, Availability next, InspectionSettings settings) {
      long from = Math.max(last, settings.fromEpochSecond());
      long to = Math.min(second, settings.toEpochSecond());
      if (to > from) {
        seconds.merge(state, to - from, Long::sum);
        upSpells += state == Availability.UP && !spellCounted ? 1 : 0;
        spellCounted = true;
      }
      last = second;
      if (next == state) {
        return false;
      }
      if (second >= settings.fromEpochSecond() && second < settings.toEpochSecond()) {
        changes++;
        interruptions += state == Availability.UP && next == Availability.DOWN ? 1 : 0;
      }
      state = next;
      spellCounted = false;
      return true;
    }

    long firstSecond() {
      return first;
    }

    long lastSecond() {
      return last;
    }

    long seconds(Availability of) {
      return seconds.getOrDefault(of, 0L);
    }

    long changes() {
      return changes;
    }

    long interruptions() {
      return interruptions;
    }

    /** Times without a break in which it was up, the first and the last among them. */
    long upSpells() {
      return upSpells;
    }
  }

  @Override
  public void accept(CapacityPool name, long epochSecond, Availability state) {
    rows++;
    if (!settings.accepts(name)) {
      notAskedFor++;
      return;
    }
    Pool pool = pools.get(name);
    if (pool == null) {
      pools.put(name, new Pool(epochSecond, state));
    } else if (epochSecond <= pool.last) {
      outOfOrder++;
    } else {
      divisor = greatestCommonDivisor(divisor, epochSecond - pool.last);
      repeated += pool.add(epochSecond, state, settings) ? 0 : 1;
    }
  }

  private static long greatestCommonDivisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  @Override
  public boolean skips(String problem) {
    return skipped.skips(problem);
  }

  SortedMap<CapacityPool, Pool> pools() {
    return pools;
  }

  SkippedKinds skipped() {
    return skipped;
  }

  long rows() {
    return rows;
  }

  long notAskedFor() {
    return notAskedFor;
  }

  /** Observations not later than the one before of their pool. */
  long outOfOrder() {
    return outOfOrder;
  }

  /** Observations in an unchanged state. */
  long repeated() {
    return repeated;
  }

  /** Seconds between two probes; 0 if no pool was observed twice. */
  long tickSeconds() {
    return divisor;
  }
}
