package dev.spotwise.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Has rows that can't be read left out, and keeps account of them: how many there were, and the
 * first 20 in full. Not thread-safe.
 */
public final class SkippedRows implements RowSink {

  private static final int KEPT = 20;

  private final List<String> first = new ArrayList<>();
  private long count;

  /** None yet. */
  public SkippedRows() {}

  @Override
  public boolean skips(String problem) {
    count++;
    if (first.size() < KEPT) {
      first.add(problem);
    }
    return true;
  }

  /** Number of rows left out. */
  public long count() {
    return count;
  }

  /** What was wrong with the first of them, in the order in which they were met; at most 20. */
  public List<String> first() {
    return List.copyOf(first);
  }
}
