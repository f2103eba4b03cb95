package dev.spotwise.data;

/** Takes what an {@link InterruptionSource} reads. */
public interface InterruptionSink extends RowSink {

  /** Says that a pool was watched, so that no interruption means that none happened. */
  void watched(CapacityPool pool);

  /**
   * Takes one interruption; the pool counts as watched.
   *
   * @param pool whose instance was reclaimed
   * @param epochSecond when, UTC
   */
  void accept(CapacityPool pool, long epochSecond);
}
