package dev.spotwise.decision;

/** Competition ranks: 1 plus the number of entries that are strictly better; ties share a rank. */
final class Ranks {

  private Ranks() {}

  /**
   * Ranks values, least first.
   *
   * @param values one per entry; NaN ranks behind every number
   * @return ranks, each in [1, values.length]
   */
  static int[] ascending(double[] values) {
    int[] ranks = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = 1;
      for (double other : values) {
        if (other < values[i] || (Double.isNaN(values[i]) && !Double.isNaN(other))) {
          ranks[i]++;
        }
      }
    }
    return ranks;
  }

  /** Ranks values, greatest first; as {@link #ascending} otherwise. */
  static int[] descending(double[] values) {
    double[] negated = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return ascending(negated);
  }
}
