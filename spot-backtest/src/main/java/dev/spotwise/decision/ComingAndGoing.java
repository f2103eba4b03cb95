package dev.spotwise.decision;

import java.util.Arrays;

/**
 * How capacity comes and goes for somebody who runs in the cheapest pool that is up and stays there
 * until it is lost, by {@link AgeClass}. Immutable.
 */
final class ComingAndGoing {

  private final double[] lost;
  private final double[] gone;
  private final double[] returned;
  private final double[] next;

  /**
   * Rates.
   *
   * @param lost losses of the pool that is followed, per hour, by its age
   * @param gone times at which no pool is up any more, per hour, by the age of the pool followed
   * @param returned times at which a pool is up again, per hour, by the time for which none was
   * @param next what there is after a loss: a pool of each age, or, last, none
   */
  ComingAndGoing(double[] lost, double[] gone, double[] returned, double[] next) {
    this.lost = lost.clone();
    this.gone = gone.clone();
    this.returned = returned.clone();
    this.next = next.clone();
  }

  /**
   * What is usual of one pool, where nothing was measured: the rates of the first week of the
   * p3.2xlarge traces of 2023, all nine pools together (Wu et al., "Can't Be Late", NSDI 2024).
   */
  static ComingAndGoing usual() {
    double[] lost = {1.31, 0.44, 0.079};
    return new ComingAndGoing(
        lost, lost, new double[] {0.92, 0.32, 0.18}, new double[] {0, 0, 0, 1});
  }

  double lostPerHour(int age) {
    return lost[age];
  }

  double gonePerHour(int age) {
    return gone[age];
  }

  double returnedPerHour(int age) {
    return returned[age];
  }

  /**
   * Probability of what comes after a loss: a pool of an age, or none at {@link AgeClass#COUNT}.
   */
  double next(int age) {
    return next[age];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComingAndGoing that
        && Arrays.equals(lost, that.lost)
        && Arrays.equals(gone, that.gone)
        && Arrays.equals(returned, that.returned)
        && Arrays.equals(next, that.next);
  }

  @Override
  public int hashCode() {
    int hash = Arrays.hashCode(lost);
    hash = 31 * hash + Arrays.hashCode(gone);
    hash = 31 * hash + Arrays.hashCode(returned);
    return 31 * hash + Arrays.hashCode(next);
  }
}
