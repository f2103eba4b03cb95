package dev.spotwise.features;

/** The newest 256 events of one pool, by the tick that they came at. */
final class RecentTicks {

  private static final int MOST = 256;

  private final int[] ticks = new int[MOST];
  private int next;
  private int size;

  void add(int tick, int events) {
    for (int event = 0; event < events; event++) {
      ticks[next] = tick;
      next = next + 1 == MOST ? 0 : next + 1;
      size = Math.min(MOST, size + 1);
    }
  }

  /**
   * The sum of the events' weights, oldest first, so that it depends on them alone.
   *
   * @param now current tick
   * @param weightOfAge weight by age in ticks; an older event has none
   */
  double weighted(int now, double[] weightOfAge) {
    double sum = 0;
    for (int i = size; i > 0; i--) {
      int age = now - ticks[next - i < 0 ? next - i + MOST : next - i];
      sum += age < weightOfAge.length ? weightOfAge[age] : 0;
    }
    return sum;
  }
}
