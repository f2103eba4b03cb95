package dev.spotwise.models;

import dev.spotwise.data.Market;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * All that a bundle says about a market at given origins: made once, read by any number of policies
 * and parameters, because no forecast depends on a policy. Immutable and thread-safe.
 */
public final class Forecasts {

  private final int[] originTicks;
  private final int poolCount;
  private final PriceForecasts price;
  private final SurvivalForecasts survival;
  private final Instant knowsUntil;

  private Forecasts(
      int[] originTicks,
      int poolCount,
      PriceForecasts price,
      SurvivalForecasts survival,
      Instant knowsUntil) {
    this.originTicks = originTicks;
    this.poolCount = poolCount;
    this.price = price;
    this.survival = survival;
    this.knowsUntil = knowsUntil;
  }

  /**
   * Forecasts every pool of a market at every origin.
   *
   * @param originTicks ticks of the market's grid, strictly ascending
   */
  public static Forecasts of(
      Market market, FeatureExtractor extractor, ModelBundle bundle, int[] originTicks) {
    return of(FeatureMatrix.of(market, extractor, originTicks), bundle, originTicks);
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
    return new Forecasts(
        originTicks.clone(), poolCount, price, survival, bundle.price().card().trainedOn().to());
  }

  /** The models know nothing of this instant or later. */
  public Instant knowsUntil() {
    return knowsUntil;
  }

  /** Horizons of the price forecasts, ascending. */
  public List<Duration> priceHorizons() {
    return price.horizons();
  }

  /** Horizons of the survival forecasts, ascending. */
  public List<Duration> survivalHorizons() {
    return survival.horizons();
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
    return price.usdPerHour(row(origin, pool), horizon);
  }

  /** Probability of no interruption of a pool within a horizon, in [0, 1], or NaN. */
  public double survival(int origin, int pool, int horizon) {
    return survival.survival(row(origin, pool), horizon);
  }

  private int row(int origin, int pool) {
    return origin * poolCount + Objects.checkIndex(pool, poolCount);
  }
}
