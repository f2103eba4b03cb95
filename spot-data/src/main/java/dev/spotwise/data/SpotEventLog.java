package dev.spotwise.data;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Spot events that were read from somewhere, each once, in the order in which they stood there.
 *
 * @param interruptionNotices interruption warnings
 * @param rebalanceRecommendations rebalance recommendations
 * @param passedOver events that are neither, counted by their {@code detail-type}
 * @param duplicates further deliveries of events that were read, &gt;= 0
 */
public record SpotEventLog(
    List<InterruptionNotice> interruptionNotices,
    List<RebalanceRecommendation> rebalanceRecommendations,
    SortedMap<String, Long> passedOver,
    long duplicates) {

  /** Freezes the collections. */
  public SpotEventLog {
    interruptionNotices = List.copyOf(interruptionNotices);
    rebalanceRecommendations = List.copyOf(rebalanceRecommendations);
    passedOver = Collections.unmodifiableSortedMap(new TreeMap<>(passedOver));
    if (duplicates < 0) {
      throw new IllegalArgumentException("duplicates must be >= 0 but was " + duplicates);
    }
  }

  /** Number of events that were read: those kept, passed over and delivered again. */
  public long read() {
    long others = passedOver.values().stream().mapToLong(Long::longValue).sum();
    return interruptionNotices.size() + rebalanceRecommendations.size() + others + duplicates;
  }
}
