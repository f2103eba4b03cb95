package dev.spotwise.backtest;

import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Tariff;
import dev.spotwise.decision.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that is going to happen in a window to the placements that a workload may use: what a
 * clairvoyant knows, read backwards.
 *
 * <p>Placements are numbered: the eligible pools first, in the market's order, then the cheapest
 * placement on demand of each zone, since no dearer one of the zone is ever better. Where moving
 * data costs nothing all zones count as one. Holds changes of prices and two bits per pool and
 * tick. Not thread-safe.
 */
final class ClairvoyantMarket {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final long MAX_POOL_TICKS = 1L << 28;

  private final int ticks;
  private final long stepSeconds;
  private final Tariff tariff;
  private final boolean flatMove;
  private final long refundSeconds;
  private final int[] pools;
  private final List<String> zones;
  private final List<Placement> placements = new ArrayList<>();
  private final int[] zoneOf;
  private final double[] restartUsd;
  private final double[][] dataUsd;
  private final BitSet launchable = new BitSet();
  private final BitSet lost = new BitSet();
  private final Changes[] prices;
  private final double[] usdPerHour;
  private long beginSecond;

  /** What a pool costs, by the tick from which it does. */
  private static final class Changes {

    private int[] tick = new int[4];
    private double[] usd = new double[4];
    private int size;
    private int place;

    void add(int at, double value) {
      if (size > 0 && usd[size - 1] == value) {
        return;
      }
      if (size == tick.length) {
        tick = Arrays.copyOf(tick, 2 * size);
        usd = Arrays.copyOf(usd, 2 * size);
      }
      tick[size] = at;
      usd[size] = value;
      place = size++;
    }

    double back(int at) {
      while (tick[place] > at) {
        place--;
      }
      return usd[place];
    }
  }

  /** The ticks {@code [from, to)} of a market's grid. */
  record Span(int from, int to) {}

  /** Reads a span of a market. */
  ClairvoyantMarket(Market market, BillingRules billing, Workload workload, Span span) {
    MarketShape shape = market.shape();
    this.ticks = span.to() - span.from();
    this.stepSeconds = shape.stepSeconds();
    this.tariff = new Tariff(shape, workload, billing);
    this.flatMove = billing.migration().isPresent();
    this.refundSeconds = billing.freeIfInterruptedWithin().toSeconds();
    this.pools = eligible(shape, workload);
    requireSmall();
    Set<Placement.OnDemand> onDemand = onDemand(shape, workload);
    this.zones = zones(onDemand);
    for (int pool : pools) {
      placements.add(new Placement.Spot(shape.pools().get(pool)));
    }
    int count = pools.length + zones.size();
    this.zoneOf = new int[count];
    this.restartUsd = new double[count];
    this.usdPerHour = new double[count];
    for (int place = 0; place < pools.length; place++) {
      zoneOf[place] = zoneIndex(placements.get(place));
      restartUsd[place] = tariff.restartUsd(pools[place]);
    }
    addOnDemand(shape, workload, onDemand);
    this.dataUsd = new double[zones.size()][zones.size()];
    for (int a = 0; a < zones.size(); a++) {
      for (int b = 0; b < zones.size(); b++) {
        dataUsd[a][b] = tariff.dataUsd(zones.get(a), zones.get(b));
      }
    }
    this.prices = new Changes[pools.length];
    Arrays.setAll(prices, unused -> new Changes());
    read(market.cursor(), billing, span.from());
  }

  private static int[] eligible(MarketShape shape, Workload workload) {
    int[] found = new int[shape.poolCount()];
    int count = 0;
    for (int pool = 0; pool < found.length; pool++) {
      if (workload.eligible().admits(shape.type(pool))) {
        found[count++] = pool;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private void requireSmall() {
    long cells = (long) ticks * pools.length;
    if (cells > MAX_POOL_TICKS) {
      throw new IllegalArgumentException(
          "pools x ticks must be <= " + MAX_POOL_TICKS + " for a clairvoyant but were " + cells);
    }
  }

  private Set<Placement.OnDemand> onDemand(MarketShape shape, Workload workload) {
    Set<Placement.OnDemand> found = new LinkedHashSet<>();
    for (int pool : pools) {
      CapacityPool at = shape.pools().get(pool);
      found.add(new Placement.OnDemand(at.instanceType(), at.zone()));
    }
    found.add(workload.fallback());
    return found;
  }

  /** The zones, or one for all if data move for nothing. */
  private List<String> zones(Set<Placement.OnDemand> onDemand) {
    Set<String> names = new TreeSet<>();
    onDemand.forEach(placement -> names.add(placement.zone()));
    List<String> all = List.copyOf(names);
    boolean free =
        all.stream().allMatch(a -> all.stream().allMatch(b -> tariff.dataUsd(a, b) == 0));
    return free ? all.subList(0, 1) : all;
  }

  private int zoneIndex(Placement placement) {
    return zones.size() == 1 ? 0 : zones.indexOf(placement.zone());
  }

  private void addOnDemand(
      MarketShape shape, Workload workload, Set<Placement.OnDemand> candidates) {
    Placement[] best = new Placement[zones.size()];
    for (Placement.OnDemand candidate : candidates) {
      int zone = zoneIndex(candidate);
      int pool = workload.pricingPool(shape, candidate);
      int place = pools.length + zone;
      double usd = tariff.onDemandUsdPerHour(pool);
      if (best[zone] == null || usd < usdPerHour[place]) {
        best[zone] = candidate;
        zoneOf[place] = zone;
        usdPerHour[place] = usd;
        restartUsd[place] = tariff.restartUsd(pool);
      }
    }
    placements.addAll(Arrays.asList(best));
  }

  private void read(MarketCursor cursor, BillingRules billing, int from) {
    MarketTick tick = cursor.tick();
    while (tick.index() < from) {
      cursor.advance();
    }
    beginSecond = tick.epochSecond();
    BilledPrices billed = new BilledPrices(billing.priceBasis(), tick.poolCount(), beginSecond);
    for (int at = 0; at < ticks; at++) {
      if (at > 0) {
        cursor.advance();
      }
      billed.advance(tick);
      for (int place = 0; place < pools.length; place++) {
        int pool = pools[place];
        long micro = billed.microUsd(pool);
        // nothing runs at a price that is unknown
        prices[place].add(at, micro == MicroUsd.UNKNOWN ? 0 : tariff.spotUsdPerHour(pool, micro));
        launchable.set(at * pools.length + place, tick.launchable(pool));
        lost.set(
            at * pools.length + place,
            tick.availability(pool) == Availability.DOWN || tick.interruptions(pool) > 0);
      }
    }
  }

  int ticks() {
    return ticks;
  }

  long stepSeconds() {
    return stepSeconds;
  }

  double stepHours() {
    return stepSeconds / SECONDS_PER_HOUR;
  }

  long beginSecond() {
    return beginSecond;
  }

  int poolCount() {
    return pools.length;
  }

  int zoneCount() {
    return zones.size();
  }

  /** The placements by number. */
  List<Placement> placements() {
    return List.copyOf(placements);
  }

  int zoneOf(int placement) {
    return zoneOf[placement];
  }

  /** The number of the placement on demand in a zone. */
  int onDemand(int zone) {
    return pools.length + zone;
  }

  boolean isOnDemand(int placement) {
    return placement >= pools.length;
  }

  /** Goes back to a tick: it must not lie after the one gone to before. */
  void seek(int tick) {
    for (int pool = 0; pool < pools.length; pool++) {
      usdPerHour[pool] = prices[pool].back(tick);
    }
  }

  /** What running costs at the tick that was sought, USD per hour. */
  double usdPerHour(int placement) {
    return usdPerHour[placement];
  }

  boolean launchable(int tick, int placement) {
    return isOnDemand(placement) || launchable.get(tick * pools.length + placement);
  }

  /** Whether an instance launched earlier is lost at a tick. */
  boolean lost(int tick, int placement) {
    return !isOnDemand(placement) && lost.get(tick * pools.length + placement);
  }

  /** Whether an instance that is lost so many ticks after its launch is free. */
  boolean refunds(int heldTicks) {
    return heldTicks * stepSeconds <= refundSeconds;
  }

  double restartUsd(int placement) {
    return restartUsd[placement];
  }

  double dataUsd(int fromZone, int toZone) {
    return dataUsd[fromZone][toZone];
  }

  double idleUsdPerHour() {
    return tariff.idleUsdPerHour();
  }

  /** Leaving a placement at the tick that was sought, to run nothing. */
  double leaveUsd(int placement) {
    return tariff.leaveUsd(usdPerHour[placement]);
  }

  /** Leaving a placement for another at the tick that was sought, without the start there. */
  double moveUsd(int placement) {
    return pricesMovesFlat(placement)
        ? tariff.moveUsd(true, usdPerHour[placement], 0)
        : leaveUsd(placement);
  }

  /** Whether a move away from a placement costs the same wherever it goes. */
  boolean pricesMovesFlat(int placement) {
    return flatMove && !isOnDemand(placement);
  }
}
