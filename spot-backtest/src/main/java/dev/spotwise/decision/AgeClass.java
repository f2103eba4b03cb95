package dev.spotwise.decision;

/**
 * Classes of the time for which a pool has been up, or for which none has been: what is young ends
 * sooner. Up to half an hour, up to three hours, longer.
 */
final class AgeClass {

  static final int COUNT = 3;

  private static final double[] FROM_HOURS = {0, 0.5, 3};

  private AgeClass() {}

  static int of(double hours) {
    int at = 0;
    while (at + 1 < COUNT && hours >= FROM_HOURS[at + 1]) {
      at++;
    }
    return at;
  }

  /** Width of a class, hours; infinite for the last. */
  static double widthHours(int at) {
    return at + 1 < COUNT ? FROM_HOURS[at + 1] - FROM_HOURS[at] : Double.POSITIVE_INFINITY;
  }
}
