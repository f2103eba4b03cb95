package dev.spotwise.backtest;

import java.util.Arrays;

/**
 * The cheapest placement to start at one tick from one zone, and the cheapest but that one, for
 * every slack that a job may have left. Not thread-safe.
 */
final class ClairvoyantJobTargets {

  private final double[] usd;
  private final double[] secondUsd;
  private final short[] first;
  private final short[] second;
  private int from;
  private int to;

  ClairvoyantJobTargets(int cells) {
    this.usd = new double[cells];
    this.secondUsd = new double[cells];
    this.first = new short[cells];
    this.second = new short[cells];
  }

  /** Forgets all; the cells {@code [from, to]} count from now on. */
  void clear(int newFrom, int newTo) {
    from = newFrom;
    to = newTo;
    if (from <= to) {
      Arrays.fill(usd, from, to + 1, Double.POSITIVE_INFINITY);
      Arrays.fill(secondUsd, from, to + 1, Double.POSITIVE_INFINITY);
      Arrays.fill(first, from, to + 1, (short) ClairvoyantPlan.NOTHING);
      Arrays.fill(second, from, to + 1, (short) ClairvoyantPlan.NOTHING);
    }
  }

  /** Weighs a placement; of equal ones the first offered counts. */
  void offer(int placement, double[] values, double extraUsd) {
    for (int cell = from; cell <= to; cell++) {
      double value = values[cell] + extraUsd;
      if (value < usd[cell]) {
        secondUsd[cell] = usd[cell];
        second[cell] = first[cell];
        usd[cell] = value;
        first[cell] = (short) placement;
      } else if (value < secondUsd[cell]) {
        secondUsd[cell] = value;
        second[cell] = (short) placement;
      }
    }
  }

  /** The least cost per cell; not a copy. */
  double[] usd() {
    return usd;
  }

  double usdBut(int placement, int cell) {
    return first[cell] == placement ? secondUsd[cell] : usd[cell];
  }

  /** The placements in the cells that count: the cheapest, then the next. */
  short[][] placements() {
    return from > to
        ? new short[2][0]
        : new short[][] {
          Arrays.copyOfRange(first, from, to + 1), Arrays.copyOfRange(second, from, to + 1)
        };
  }
}
