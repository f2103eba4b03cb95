package dev.spotwise.data;

import java.time.Instant;

/**
 * What EC2 says of one Spot instance before it takes its capacity back. Immutable.
 *
 * <p>EventBridge delivers an event at least once: deliveries of one event are equal, its {@link
 * #id()} included.
 */
public sealed interface SpotEvent permits InterruptionNotice, RebalanceRecommendation {

  /** The id that EventBridge gave the event. */
  String id();

  /** When EC2 sent the event. */
  Instant time();

  /** The instance that it is about, {@code i-1234567890abcdef0}. */
  String instanceId();
}
