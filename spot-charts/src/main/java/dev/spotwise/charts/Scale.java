package dev.spotwise.charts;

import java.util.Arrays;

/** How far a scale must reach for values of which a few may be very far away. */
final class Scale {

  private Scale() {}

  /**
   * The greatest of some values that stands in reach of those below it; what is beyond would squash
   * all the others. In reach is what is at most some times the value below it, or the least.
   *
   * @param values any order; NaN is left out
   * @param least values up to this one are always in reach, &gt; 0
   * @param gap how many times the one below a value may be, &gt; 1
   * @return at least {@code least}
   */
  static double reach(double[] values, double least, double gap) {
    double reach = least;
    for (double value : Arrays.stream(values).filter(Double::isFinite).sorted().toArray()) {
      if (value > gap * reach) {
        break;
      }
      reach = Math.max(reach, value);
    }
    return reach;
  }
}
