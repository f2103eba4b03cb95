package dev.spotwise.charts;

/**
 * Counts in bins of equal width, for quantiles that need no list of values. Values outside the
 * range fall into the outermost bins; least and greatest are exact, quantiles to one bin.
 */
final class Histogram {

  private final double low;
  private final double width;
  private final int[] counts;
  private long count;
  private double min = Double.NaN;
  private double max = Double.NaN;

  Histogram(double low, double high, int bins) {
    this.low = low;
    this.width = (high - low) / bins;
    this.counts = new int[bins];
  }

  /** Adds a value; NaN is left out. */
  void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    double bin = Math.floor((value - low) / width);
    counts[(int) Math.max(0, Math.min(counts.length - 1.0, bin))]++;
    min = count == 0 ? value : Math.min(min, value);
    max = count == 0 ? value : Math.max(max, value);
    count++;
  }

  long count() {
    return count;
  }

  int bins() {
    return counts.length;
  }

  int count(int bin) {
    return counts[bin];
  }

  /** Middle of a bin. */
  double middle(int bin) {
    return low + width * (bin + 0.5);
  }

  /** The value below which a share in [0, 1] of the values lies; NaN if there are none. */
  double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    double wanted = share * count;
    long below = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0 && below + counts[bin] >= wanted) {
        double inside = (wanted - below) / counts[bin];
        return Math.max(min, Math.min(max, low + width * (bin + inside)));
      }
      below += counts[bin];
    }
    return max;
  }
}
