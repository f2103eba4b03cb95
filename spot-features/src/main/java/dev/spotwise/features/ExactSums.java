package dev.spotwise.features;

/** Arithmetic on exact sums that does not fit into 64 bits. */
final class ExactSums {

  private static final double TWO_64 = 0x1p64;

  private ExactSums() {}

  /**
   * {@code n x squares - sum x sum}, which is n squared times the population variance, computed in
   * 128 bits: 0 for a constant window, never negative.
   *
   * @param n number of values, &gt;= 1
   * @param sum their sum, &gt;= 0
   * @param squares the sum of their squares, &gt;= 0
   */
  static double scaledVariance(long n, long sum, long squares) {
    long high = Math.multiplyHigh(n, squares) - Math.multiplyHigh(sum, sum);
    long left = n * squares;
    long right = sum * sum;
    if (Long.compareUnsigned(left, right) < 0) {
      high--;
    }
    return high * TWO_64 + unsignedToDouble(left - right);
  }

  private static double unsignedToDouble(long value) {
    return value >= 0 ? value : (double) (value >>> 1) * 2;
  }
}
