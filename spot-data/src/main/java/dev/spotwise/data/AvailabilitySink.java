package dev.spotwise.data;

/** Takes the observations that an {@link AvailabilitySource} reads. */
@FunctionalInterface
public interface AvailabilitySink extends RowSink {

  /**
   * Takes one observation; those of one pool come oldest first.
   *
   * @param pool whose availability
   * @param epochSecond since when, UTC
   * @param state the state from then on
   */
  void accept(CapacityPool pool, long epochSecond, Availability state);
}
