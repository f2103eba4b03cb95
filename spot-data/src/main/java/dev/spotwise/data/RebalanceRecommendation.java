package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The signal that a Spot instance is at an elevated risk of interruption. It is no interruption: it
 * may come before a notice, with it, or without one ever following.
 *
 * @param id id of the event
 * @param time when the recommendation was sent
 * @param instanceId the instance
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/rebalance-recommendations.html">EC2
 *     instance rebalance recommendations</a>
 */
public record RebalanceRecommendation(String id, Instant time, String instanceId)
    implements SpotEvent {

  /** Checks that nothing is missing. */
  public RebalanceRecommendation {
    InstanceLife.requireName("id", id);
    requireNonNull(time, "time");
    InstanceLife.requireName("instanceId", instanceId);
  }
}
