package dev.spotwise.models.evaluation;

import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.SurvivalForecasts;

/**
 * Forecasts by someone who knows more than any model may, such as a generated world of itself: what
 * a model is held against, never what it learns from.
 */
public interface Bound {

  /** What it is called in tables, such as {@code oracle}. */
  String name();

  /**
   * Forecasts all pools at some origins, given what this bound may know then.
   *
   * @param originTicks ticks of the market's grid, strictly ascending
   * @param price takes the mean price; row {@code o x pools + p} is origin {@code o} of pool {@code
   *     p}, its horizons are rounded to whole steps
   * @param survival takes the probability of no interruption, likewise
   */
  void forecast(int[] originTicks, PriceForecasts price, SurvivalForecasts survival);
}
