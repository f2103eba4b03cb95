package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a price source to its end and takes account of every row. Memory follows the number of
 * pools and changes.
 */
final class PriceInspector implements PriceSink {

  private final InspectionSettings settings;
  private final long from;
  private final long to;
  private final Map<CapacityPool, Pool> pools = new HashMap<>();
  private final ArrivalOrder order = new ArrivalOrder();
  private final SkippedKinds skipped = new SkippedKinds();
  private CapacityPool lastPool;
  private Pool last;
  private long rows;
  private long notAskedFor;
  private long before;
  private long after;

  private PriceInspector(InspectionSettings settings) {
    this.settings = settings;
    this.from = settings.fromEpochSecond();
    this.to = settings.toEpochSecond();
  }

  static QualityReport inspect(PriceSource source, InspectionSettings settings) {
    PriceInspector inspector = new PriceInspector(settings);
    source.read(settings.everything(), inspector);
    return inspector.report();
  }

  /** What was read of one pool. */
  static final class Pool {

    private static final long NEVER = Long.MIN_VALUE;

    private final ObservationRuns inside = new ObservationRuns();
    private final boolean asked;
    private long lastArrival = NEVER;
    private long beforeTime = NEVER;
    private long beforePrice = MicroUsd.UNKNOWN;

    Pool(boolean asked) {
      this.asked = asked;
    }

    ObservationRuns inside() {
      return inside;
    }

    boolean hasPriceBefore() {
      return beforeTime != NEVER;
    }

    /** Time of the last row before the window. */
    long beforeTime() {
      return beforeTime;
    }

    /** Price in effect when the window begins; {@link MicroUsd#UNKNOWN} if none is. */
    long beforePrice() {
      return beforePrice;
    }

    private void addBefore(long epochSecond, long microUsd) {
      if (epochSecond > beforeTime || (epochSecond == beforeTime && microUsd > beforePrice)) {
        beforeTime = epochSecond;
        beforePrice = microUsd;
      }
    }
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
    rows++;
    if (!pool.equals(lastPool)) {
      lastPool = pool;
      last = pools.computeIfAbsent(pool, name -> new Pool(settings.accepts(name)));
    }
    if (!last.asked) {
      notAskedFor++;
      return;
    }
    if (last.lastArrival != Pool.NEVER) {
      order.add(last.lastArrival, epochSecond);
    }
    last.lastArrival = epochSecond;
    if (epochSecond >= to) {
      after++;
    } else if (epochSecond < from) {
      before++;
      last.addBefore(epochSecond, microUsdPerHour);
    } else {
      last.inside.add(epochSecond, microUsdPerHour);
    }
  }

  @Override
  public boolean skips(String problem) {
    return skipped.skips(problem);
  }

  private QualityReport report() {
    PriceTally tally = new PriceTally(settings);
    TreeMap<CapacityPool, Pool> sorted = new TreeMap<>();
    pools.forEach(
        (name, pool) -> {
          if (pool.asked && (pool.inside.rows() > 0 || pool.hasPriceBefore())) {
            sorted.put(name, pool);
          }
        });
    sorted.forEach(tally::add);
    tally.end();
    PriceReport report = new PriceReport(settings, tally, order, skipped);
    return report.of(new PriceReport.Rows(rows + skipped.count(), notAskedFor, before, after));
  }
}
