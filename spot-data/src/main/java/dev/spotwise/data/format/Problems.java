package dev.spotwise.data.format;

import dev.spotwise.data.MarketDataException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file, so that it is reported together: the first 20 in full. */
final class Problems {

  private static final int KEPT = 20;

  private final List<String> first = new ArrayList<>();
  private long more;

  /**
   * Adds a problem.
   *
   * @param what value and constraint
   * @param where file and line
   */
  void add(String what, String where) {
    if (first.size() < KEPT) {
      first.add(what + " (" + where + ")");
    } else {
      more++;
    }
  }

  /** Throws if there is a problem. */
  void throwIfAny() {
    if (!first.isEmpty()) {
      throw new MarketDataException(first, more);
    }
  }
}
