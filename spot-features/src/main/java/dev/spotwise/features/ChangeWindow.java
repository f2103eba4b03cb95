package dev.spotwise.features;

/**
 * Exact sums over the newest ticks of a {@link LogPriceRing}: of the logs at the known ones, and of
 * the changes that came at them. A window of n ticks needs n + 2 in the ring: a change is the
 * difference from the tick before, and the one that leaves must still be there.
 */
final class ChangeWindow {

  private final LogPriceRing ring;
  private final int length;
  private final int[] known;
  private final long[] sum;
  private final long[] squares;
  private final int[] changes;
  private final int[] risesLessFalls;
  private final long[] total;
  private final long[] totalSquares;

  ChangeWindow(LogPriceRing ring, int length) {
    this.ring = ring;
    this.length = length;
    int pools = ring.pools();
    known = new int[pools];
    sum = new long[pools];
    squares = new long[pools];
    changes = new int[pools];
    risesLessFalls = new int[pools];
    total = new long[pools];
    totalSquares = new long[pools];
  }

  /** Takes the ring's newest tick in and lets one go. */
  void advance() {
    int newest = ring.stripe(0);
    int before = ring.stripe(1);
    int leaving = ring.stripe(length);
    int beforeLeaving = ring.stripe(length + 1);
    for (int pool = 0; pool < known.length; pool++) {
      int log = ring.at(newest + pool);
      if (log != LogPriceRing.UNKNOWN) {
        add(pool, log, 1);
        change(pool, ring.at(before + pool), log, 1);
      }
      int left = ring.at(leaving + pool);
      if (left != LogPriceRing.UNKNOWN) {
        add(pool, left, -1);
        change(pool, ring.at(beforeLeaving + pool), left, -1);
      }
    }
  }

  private void add(int pool, long log, int sign) {
    known[pool] += sign;
    sum[pool] += sign * log;
    squares[pool] += sign * log * log;
  }

  private void change(int pool, int from, int to, int sign) {
    if (from == to || from == LogPriceRing.UNKNOWN) {
      return;
    }
    long size = Math.abs((long) to - from);
    changes[pool] += sign;
    risesLessFalls[pool] += to > from ? sign : -sign;
    total[pool] += sign * size;
    totalSquares[pool] += sign * size * size;
  }

  int changes(int pool) {
    return changes[pool];
  }

  int risesLessFalls(int pool) {
    return risesLessFalls[pool];
  }

  /** Sum of the sizes of the changes. */
  double total(int pool) {
    return total[pool];
  }

  /** Root of the sum of the squares of the changes. */
  double rootOfSquares(int pool) {
    return Math.sqrt((double) totalSquares[pool]);
  }

  /** Mean over the known ticks, at least one. */
  double mean(int pool) {
    return (double) sum[pool] / known[pool];
  }

  /** Population standard deviation over the known ticks, at least one. */
  double standardDeviation(int pool) {
    int n = known[pool];
    return Math.sqrt(ExactSums.scaledVariance(n, sum[pool], squares[pool])) / n;
  }
}
