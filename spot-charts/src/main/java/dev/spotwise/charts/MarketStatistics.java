package dev.spotwise.charts;

import dev.spotwise.data.Availability;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import java.util.ArrayList;
import java.util.List;

/**
 * What the figures say about a market, gathered in one pass: prices from hourly samples, exposure
 * and interruptions from every tick.
 *
 * <p>Exposure is pool-hours in which an interruption would have been seen: those in which the pool
 * was up if its availability is known, all of a watched pool's otherwise. Memory follows the number
 * of pools and types, not the length of the market.
 */
final class MarketStatistics {

  /** Width of a discount bin in percent; the first begins at 0 and holds what lies below. */
  static final int DISCOUNT_BIN = 5;

  /** Pools up to this many have a price line each, more are drawn as means of their types. */
  static final int MOST_POOL_LINES = 6;

  private static final int MOST_PRICE_BUCKETS = 400;
  private static final int MOST_RATE_BUCKETS = 62;
  private static final long HOUR = 3600;
  private static final double MOST_SHARE = 1.5;
  private static final int FINE_BINS = 3000;

  /** Interruptions and the pool-hours in which they would have been seen. */
  static final class Exposure {

    private long events;
    private double hours;

    long events() {
      return events;
    }

    double hours() {
      return hours;
    }

    /** Interruptions per pool-hour, percent; NaN without exposure. */
    double percentPerHour() {
      return hours > 0 ? 100 * events / hours : Double.NaN;
    }
  }

  private final Market market;
  private final MarketGroups groups;
  private final boolean linePerPool;
  private final TimeBuckets priceBuckets;
  private final TimeBuckets rateBuckets;
  private final Histogram discounts = new Histogram(-50, 100, FINE_BINS);
  private final List<Histogram> usdByType = new ArrayList<>();
  private final List<Histogram> discountByType = new ArrayList<>();
  private final List<Histogram> shareByZone = new ArrayList<>();
  private final double[][] lineSums;
  private final int[][] lineCounts;
  private final Exposure all = new Exposure();
  private final List<Exposure> byType;
  private final List<Exposure> byDiscount;
  private final List<List<Exposure>> byTypeAndTime = new ArrayList<>();
  private final Volatility volatility;

  private MarketStatistics(Market market) {
    this.market = market;
    this.groups = MarketGroups.of(market);
    this.linePerPool = market.pools().size() <= MOST_POOL_LINES;
    var start = market.grid().start();
    this.priceBuckets = TimeBuckets.covering(start, market.grid().end(), MOST_PRICE_BUCKETS);
    this.rateBuckets = TimeBuckets.covering(start, market.grid().end(), MOST_RATE_BUCKETS);
    for (int type = 0; type < groups.types().size(); type++) {
      usdByType.add(new Histogram(0, MOST_SHARE * dearest(type), FINE_BINS));
      discountByType.add(new Histogram(-50, 100, FINE_BINS));
      byTypeAndTime.add(exposures(rateBuckets.count()));
    }
    for (int zone = 0; zone < groups.zones().size(); zone++) {
      shareByZone.add(new Histogram(0, 100 * MOST_SHARE, FINE_BINS));
    }
    int lines = linePerPool ? market.pools().size() : groups.types().size();
    this.lineSums = new double[lines][priceBuckets.count()];
    this.lineCounts = new int[lines][priceBuckets.count()];
    this.byType = exposures(groups.types().size());
    this.byDiscount = exposures(100 / DISCOUNT_BIN);
    this.volatility = new Volatility(market.pools().size(), samplesPerDay(market));
  }

  /** The statistics of a market. */
  static MarketStatistics of(Market market) {
    MarketStatistics statistics = new MarketStatistics(market);
    int stride = stride(market);
    boolean[] traced = new boolean[market.pools().size()];
    for (int pool = 0; pool < traced.length; pool++) {
      traced[pool] = market.availability(pool).isPresent();
    }
    MarketCursor cursor = market.cursor();
    while (cursor.advance()) {
      MarketTick tick = cursor.tick();
      statistics.addInterruptions(tick, traced);
      if (tick.index() % stride == 0) {
        statistics.addPrices(tick);
      }
    }
    return statistics;
  }

  private static int stride(Market market) {
    long step = market.grid().stepSeconds();
    return (int) Math.max(1, (HOUR + step / 2) / step);
  }

  private static int samplesPerDay(Market market) {
    long sample = stride(market) * market.grid().stepSeconds();
    return (int) Math.max(1, (24 * HOUR + sample / 2) / sample);
  }

  private static List<Exposure> exposures(int count) {
    List<Exposure> exposures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      exposures.add(new Exposure());
    }
    return exposures;
  }

  private double dearest(int type) {
    long most = 0;
    for (int pool = 0; pool < groups.pools().size(); pool++) {
      if (groups.typeOf(pool) == type) {
        most = Math.max(most, market.shape().onDemandMicroUsd(pool));
      }
    }
    return MicroUsd.toUsd(most);
  }

  private void addPrices(MarketTick tick) {
    int bucket = priceBuckets.index(tick.epochSecond());
    for (int pool = 0; pool < tick.poolCount(); pool++) {
      long microUsd = tick.microUsd(pool);
      volatility.add(pool, MicroUsd.toUsd(microUsd));
      if (microUsd == MicroUsd.UNKNOWN) {
        continue;
      }
      double usd = MicroUsd.toUsd(microUsd);
      double discount = discount(tick, pool);
      int type = groups.typeOf(pool);
      discounts.add(discount);
      usdByType.get(type).add(usd);
      discountByType.get(type).add(discount);
      shareByZone.get(groups.zoneOf(pool)).add(100 - discount);
      int line = linePerPool ? pool : type;
      lineSums[line][bucket] += usd;
      lineCounts[line][bucket]++;
    }
    volatility.next();
  }

  private void addInterruptions(MarketTick tick, boolean[] traced) {
    double hours = (double) market.grid().stepSeconds() / HOUR;
    int bucket = rateBuckets.index(tick.epochSecond());
    int before = rateBuckets.index(tick.epochSecond() - market.grid().stepSeconds());
    for (int pool = 0; pool < tick.poolCount(); pool++) {
      if (!tick.watched(pool)) {
        continue;
      }
      boolean exposed = !traced[pool] || tick.availability(pool) == Availability.UP;
      int events = tick.interruptions(pool);
      if (!exposed && events == 0) {
        continue;
      }
      int type = groups.typeOf(pool);
      add(all, events, exposed ? hours : 0);
      add(byType.get(type), events, exposed ? hours : 0);
      add(byTypeAndTime.get(type).get(exposed ? bucket : before), events, exposed ? hours : 0);
      double discount = discount(tick, pool);
      if (!Double.isNaN(discount)) {
        int bin = (int) Math.max(0, Math.min(byDiscount.size() - 1.0, discount / DISCOUNT_BIN));
        add(byDiscount.get(bin), events, exposed ? hours : 0);
      }
    }
  }

  private static void add(Exposure exposure, int events, double hours) {
    exposure.events += events;
    exposure.hours += hours;
  }

  private double discount(MarketTick tick, int pool) {
    return MicroUsd.discountPercent(tick.microUsd(pool), market.shape().onDemandMicroUsd(pool));
  }

  Market market() {
    return market;
  }

  MarketGroups groups() {
    return groups;
  }

  /** Discounts of all pools and hours, percent. */
  Histogram discounts() {
    return discounts;
  }

  /** Prices of a type, USD per hour. */
  Histogram usd(int type) {
    return usdByType.get(type);
  }

  Histogram discounts(int type) {
    return discountByType.get(type);
  }

  /** Prices in a zone, percent of on-demand. */
  Histogram share(int zone) {
    return shareByZone.get(zone);
  }

  /** Whether a price line is one pool's and not the mean of a type. */
  boolean linePerPool() {
    return linePerPool;
  }

  TimeBuckets priceBuckets() {
    return priceBuckets;
  }

  /** Mean price of a line in a bucket, USD per hour; NaN if no price was known. */
  double meanUsd(int line, int bucket) {
    return lineSums[line][bucket] / lineCounts[line][bucket];
  }

  TimeBuckets rateBuckets() {
    return rateBuckets;
  }

  Exposure exposure() {
    return all;
  }

  Exposure exposure(int type) {
    return byType.get(type);
  }

  Exposure exposure(int type, int rateBucket) {
    return byTypeAndTime.get(type).get(rateBucket);
  }

  /** Exposure by discount, bins of {@value #DISCOUNT_BIN} points from 0 on. */
  List<Exposure> byDiscount() {
    return byDiscount;
  }

  /** Standard deviation of a pool's price change over 24 hours, percent; NaN if it has none. */
  double volatilityPercent(int pool) {
    return volatility.percent(pool);
  }
}
