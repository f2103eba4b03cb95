package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The warning that a Spot instance is interrupted. EC2 stops or terminates the instance two minutes
 * after it; a hibernation begins at once. Notices are sent on a best effort basis.
 *
 * @param id id of the event
 * @param time when the warning was sent
 * @param instanceId the instance
 * @param action what becomes of it
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html">Spot
 *     Instance interruption notices</a>
 */
public record InterruptionNotice(String id, Instant time, String instanceId, InstanceAction action)
    implements SpotEvent {

  /** Checks that nothing is missing. */
  public InterruptionNotice {
    InstanceLife.requireName("id", id);
    requireNonNull(time, "time");
    InstanceLife.requireName("instanceId", instanceId);
    requireNonNull(action, "action");
  }
}
