package dev.spotwise.decision;

import dev.spotwise.decision.Rationale.Option;
import java.util.Optional;

/**
 * A way to go on, with its expected cost.
 *
 * @param placement where
 * @param pool its index; empty on demand
 * @param held whether the workload runs there now
 * @param moveUsd what going there costs, 0 where it is held
 * @param option the sum, the move included
 */
record Weighed(
    Placement placement, Optional<Integer> pool, boolean held, double moveUsd, Option option) {

  /** Expected cost once there, USD. */
  double stayingUsd() {
    return option.usd() - moveUsd;
  }

  /** Expected cost with an allowance of a multiple of the move, USD. */
  double weighed(double margin) {
    return option.usd() + margin * moveUsd;
  }
}
