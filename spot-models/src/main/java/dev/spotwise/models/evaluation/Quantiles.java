package dev.spotwise.models.evaluation;

/** Quantiles of samples. */
final class Quantiles {

  private Quantiles() {}

  /**
   * A quantile, linear between neighbours (type 7 of Hyndman and Fan 1996, "Sample quantiles in
   * statistical packages", doi 10.1080/00031305.1996.10473566).
   *
   * @param sorted values in ascending order; NaN last
   * @param share which quantile, in [0, 1]
   * @return NaN without values
   */
  static double ofSorted(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double value = sorted[below];
    double part = place - below;
    return part == 0 ? value : value + part * (sorted[below + 1] - value);
  }
}
