package dev.spotwise.models;

import dev.spotwise.data.Market;
import dev.spotwise.data.WorkListener;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * All that models say about a market at given origins: made once, read by any number of policies
 * and parameters, because no forecast depends on a policy.
 *
 * <p>They come from one bundle, or from several that take turns as time goes ({@link #joined}),
 * each from the first of its origins to that of the next. Immutable and thread-safe.
 */
public final class Forecasts {

  private final int[] originTicks;
  private final int poolCount;
  private final List<Segment> segments;
  private final int[] segmentOf;

  /**
   * The forecasts of one bundle.
   *
   * @param firstOrigin its place among all origins
   * @param firstInstant instant of that origin; null if there is none
   * @param knowsUntil the bundle knows nothing of this instant or later
   */
  private record Segment(
      int firstOrigin,
      Instant firstInstant,
      PriceForecasts price,
      SurvivalForecasts survival,
      Instant knowsUntil) {

    Segment from(int origin) {
      return new Segment(origin, firstInstant, price, survival, knowsUntil);
    }
  }

  private Forecasts(int[] originTicks, int poolCount, List<Segment> segments) {
    this.originTicks = originTicks;
    this.poolCount = poolCount;
    this.segments = List.copyOf(segments);
    this.segmentOf = new int[originTicks.length];
    for (int i = 0; i < segments.size(); i++) {
      Arrays.fill(segmentOf, segments.get(i).firstOrigin(), originTicks.length, i);
    }
  }

  /**
   * Forecasts every pool of a market at every origin.
   *
   * @param originTicks ticks of the market's grid, strictly ascending
   */
  public static Forecasts of(
      Market market, FeatureExtractor extractor, ModelBundle bundle, int[] originTicks) {
    return of(market, extractor, bundle, originTicks, WorkListener.none());
  }

  /**
   * As {@link #of(Market, FeatureExtractor, ModelBundle, int[])}.
   *
   * @param listener is told how many rows are read
   */
  public static Forecasts of(
      Market market,
      FeatureExtractor extractor,
      ModelBundle bundle,
      int[] originTicks,
      WorkListener listener) {
    return of(FeatureMatrix.of(market, extractor, originTicks, listener), bundle, originTicks);
  }

  /**
   * Forecasts from features that are already there, such as those of a live stream.
   *
   * @param x row {@code o x pools + p} is origin {@code o} of pool {@code p}
   * @param originTicks ticks of the origins, strictly ascending
   * @throws IllegalArgumentException if the rows are not one per origin and pool
   */
  public static Forecasts of(FeatureMatrix x, ModelBundle bundle, int[] originTicks) {
    int poolCount = x.pools().size();
    if (x.rows() != Math.multiplyExact(originTicks.length, poolCount)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rows must be %d origins x %d pools but were %d",
              originTicks.length,
              poolCount,
              x.rows()));
    }
    PriceForecasts price = PriceForecasts.allocate(bundle.price().horizons(), x.rows());
    bundle.price().predict(x, price);
    SurvivalForecasts survival =
        SurvivalForecasts.allocate(bundle.stability().horizons(), x.rows());
    bundle.stability().predict(x, survival);
    Instant first = x.rows() == 0 ? null : Instant.ofEpochSecond(x.originSecond(0));
    Instant knowsUntil = bundle.price().card().trainedOn().to();
    Segment only = new Segment(0, first, price, survival, knowsUntil);
    return new Forecasts(originTicks.clone(), poolCount, List.of(only));
  }

  /**
   * Forecasts of bundles that take turns: each part counts from the first of its origins until the
   * next part's first.
   *
   * @param parts at least one, of one market and the same horizons, each with its origins after
   *     those of the part before
   * @throws IllegalArgumentException if they don't go together
   */
  public static Forecasts joined(List<Forecasts> parts) {
    Forecasts first = parts.get(0);
    int origins = parts.stream().mapToInt(part -> part.originTicks.length).sum();
    int[] ticks = new int[origins];
    List<Segment> segments = new ArrayList<>();
    int at = 0;
    for (Forecasts part : parts) {
      first.requireAlike(part);
      if (at > 0 && part.originTicks.length > 0 && part.originTicks[0] <= ticks[at - 1]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "parts must follow each other but one begins at tick %d after one ended at %d",
                part.originTicks[0],
                ticks[at - 1]));
      }
      for (Segment segment : part.segments) {
        segments.add(segment.from(at + segment.firstOrigin()));
      }
      System.arraycopy(part.originTicks, 0, ticks, at, part.originTicks.length);
      at += part.originTicks.length;
    }
    return new Forecasts(ticks, first.poolCount, segments);
  }

  /**
   * No forecasts at all: {@link #originAt} finds no origin at any tick.
   *
   * @param poolCount pools of the market
   */
  public static Forecasts none(
      int poolCount, List<Duration> priceHorizons, List<Duration> survivalHorizons) {
    Segment empty =
        new Segment(
            0,
            null,
            PriceForecasts.allocate(priceHorizons, 0),
            SurvivalForecasts.allocate(survivalHorizons, 0),
            Instant.MIN);
    return new Forecasts(new int[0], poolCount, List.of(empty));
  }

  private void requireAlike(Forecasts other) {
    if (other.poolCount != poolCount
        || !other.priceHorizons().equals(priceHorizons())
        || !other.survivalHorizons().equals(survivalHorizons())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "parts must have the same pools and horizons but had %d, %s, %s and %d, %s, %s",
              poolCount,
              priceHorizons(),
              survivalHorizons(),
              other.poolCount,
              other.priceHorizons(),
              other.survivalHorizons()));
    }
  }

  /** No model knows anything of this instant or later; the latest of several models'. */
  public Instant knowsUntil() {
    return segments.stream().map(Segment::knowsUntil).max(Instant::compareTo).orElseThrow();
  }

  /**
   * Checks that no forecast read from an instant on comes from a model that knows anything of the
   * time at which it is first read, or of later: of the beginning itself, or of the first origin
   * after it from which the model counts. Models that were replaced by then don't matter.
   *
   * @param begin from when on the forecasts are read; before the first origin there are none
   * @throws IllegalArgumentException if one does; says which
   */
  public void requireKnowsNothingFrom(Instant begin) {
    int current = 0;
    for (int i = 0; i < segments.size(); i++) {
      Instant first = segments.get(i).firstInstant();
      current = first != null && !first.isAfter(begin) ? i : current;
    }
    for (Segment segment : segments.subList(current, segments.size())) {
      Instant first = segment.firstInstant();
      Instant read = first != null && first.isAfter(begin) ? first : begin;
      if (first != null && segment.knowsUntil().isAfter(read)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "models must be trained before the window begins%s at %s but know everything until"
                    + " %s",
                read.equals(begin) ? "" : " that they forecast in,",
                read,
                segment.knowsUntil()));
      }
    }
  }

  /** Horizons of the price forecasts, ascending. */
  public List<Duration> priceHorizons() {
    return segments.get(0).price().horizons();
  }

  /** Horizons of the survival forecasts, ascending. */
  public List<Duration> survivalHorizons() {
    return segments.get(0).survival().horizons();
  }

  /**
   * The latest origin at or before a tick.
   *
   * @return its place among the origins, -1 if the tick lies before them all
   */
  public int originAt(int tick) {
    int at = Arrays.binarySearch(originTicks, tick);
    return at >= 0 ? at : -at - 2;
  }

  /** Tick of an origin. */
  public int originTick(int origin) {
    return originTicks[origin];
  }

  /** Expected price of a pool at the end of a horizon, USD per instance-hour, or NaN. */
  public double usdPerHour(int origin, int pool, int horizon) {
    Segment segment = segments.get(segmentOf[origin]);
    return segment.price().usdPerHour(row(segment, origin, pool), horizon);
  }

  /** One statistic of a pool's price at the end of a horizon, in its unit, or NaN. */
  public double price(int origin, int pool, int horizon, PriceStatistic statistic) {
    Segment segment = segments.get(segmentOf[origin]);
    return segment.price().get(row(segment, origin, pool), horizon, statistic);
  }

  /** Probability of no interruption of a pool within a horizon, in [0, 1], or NaN. */
  public double survival(int origin, int pool, int horizon) {
    Segment segment = segments.get(segmentOf[origin]);
    return segment.survival().survival(row(segment, origin, pool), horizon);
  }

  private int row(Segment segment, int origin, int pool) {
    return (origin - segment.firstOrigin()) * poolCount + Objects.checkIndex(pool, poolCount);
  }
}
