package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.calibration.Calibration;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forest of one horizon: the mean of the log change of the price and its distribution, both in
 * units of {@code spread}.
 *
 * <p>The mean is that over the trees. The distribution is that of quantile regression forests
 * (Meinshausen 2006, Quantile Regression Forests, Journal of Machine Learning Research 7): the mean
 * over the trees of the distribution of the training targets in the row's leaf.
 *
 * @param spread standard deviation of the log change in training, &gt; 0
 * @param bins what a distribution is made of
 * @param parts at least one
 * @param levels of the prediction interval's bounds
 * @param change makes the share of the past that changed its price true to frequency
 */
record PriceForest(
    double spread, TargetBins bins, List<Part> parts, Levels levels, Calibration change) {

  private static final int MAX_PARTS = 1024;
  private static final int BLOCK = 256;

  /**
   * Trees that were grown together.
   *
   * @param trees a regression, at least one tree
   * @param leaves the distributions in its leaves
   */
  record Part(TreeEnsemble trees, LeafDistributions leaves) {}

  /**
   * The levels of the quantiles that are the bounds of the prediction interval.
   *
   * @param low in (0, 0.5)
   * @param high in (0.5, 1)
   */
  record Levels(double low, double high) {

    /** As the quantiles are named. */
    static final Levels NOMINAL = new Levels(0.05, 0.95);

    Levels {
      if (!(low > 0 && low < 0.5 && high > 0.5 && high < 1)) {
        throw new IllegalArgumentException(
            "levels must be in (0, 0.5) and (0.5, 1) but were " + low + " and " + high);
      }
    }
  }

  PriceForest {
    parts = List.copyOf(parts);
    if (!(spread > 0 && Double.isFinite(spread))) {
      throw new IllegalArgumentException("spread must be finite and > 0 but was " + spread);
    }
    if (parts.isEmpty()
        || !parts.stream().allMatch(p -> p.trees().trees() > 0 && p.trees().groups() == 1)) {
      throw new IllegalArgumentException("each part of a forest must be trees of one group");
    }
  }

  /** Not calibrated. */
  PriceForest(double spread, TargetBins bins, List<Part> parts) {
    this(spread, bins, parts, Levels.NOMINAL, new Calibration.None());
  }

  PriceForest calibrated(Levels newLevels, Calibration newChange) {
    return new PriceForest(spread, bins, parts, newLevels, newChange);
  }

  int trees() {
    return parts.stream().mapToInt(part -> part.trees().trees()).sum();
  }

  /** Takes what the forest says of a row; valid until the next row. */
  interface Sink {
    void accept(int place, Outlook outlook);
  }

  /** What the forest says of one row, in units of {@code spread}. */
  final class Outlook {

    private final int[] histogram = new int[BLOCK * bins.size()];
    private final double[] sums = new double[BLOCK];
    private int place;

    /** The mean over the trees. */
    double mean() {
      return sums[place] / trees();
    }

    /** The least value whose cumulative share is at least the level, in (0, 1). */
    double quantile(double level) {
      int from = place * bins.size();
      double wanted = level * total(from);
      long sum = 0;
      int bin = -1;
      do {
        bin++;
        sum += histogram[from + bin];
      } while (sum < wanted && bin + 1 < bins.size());
      return bins.value(bin);
    }

    /** Share that is not exactly 0, calibrated. */
    double changeProbability() {
      return change.apply(changedShare());
    }

    private double changedShare() {
      int from = place * bins.size();
      long total = total(from);
      return total == 0 ? 0 : (double) (total - histogram[from + bins.zero()]) / total;
    }

    private long total(int from) {
      long total = 0;
      for (int bin = 0; bin < bins.size(); bin++) {
        total += histogram[from + bin];
      }
      return total;
    }
  }

  /**
   * What the forest says of some rows. Walks tree by tree over a block of rows, so that a tree
   * stays in the cache.
   *
   * @param rows rows of {@code x}
   */
  void predict(FeatureMatrix x, int[] rows, Sink sink) {
    Outlook outlook = new Outlook();
    for (int done = 0; done < rows.length; done += BLOCK) {
      int count = Math.min(BLOCK, rows.length - done);
      Arrays.fill(outlook.histogram, 0);
      Arrays.fill(outlook.sums, 0);
      for (Part part : parts) {
        block(part, x, rows, done, count, outlook);
      }
      for (int i = 0; i < count; i++) {
        outlook.place = i;
        sink.accept(done + i, outlook);
      }
    }
  }

  private void block(Part part, FeatureMatrix x, int[] rows, int from, int count, Outlook outlook) {
    TreeEnsemble trees = part.trees();
    int binCount = bins.size();
    for (int tree = 0; tree < trees.trees(); tree++) {
      for (int i = 0; i < count; i++) {
        int leaf = trees.leaf(tree, x, rows[from + i]);
        outlook.sums[i] += (double) trees.value(leaf) * trees.trees();
        part.leaves().addTo(leaf, outlook.histogram, i * binCount);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(spread);
    out.writeDouble(levels.low());
    out.writeDouble(levels.high());
    change.write(out);
    bins.write(out);
    out.writeInt(parts.size());
    for (Part part : parts) {
      part.trees().write(out);
      part.leaves().write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote; errors as {@link TreeEnsemble#read}.
   *
   * @throws IllegalArgumentException if the trees are no forest
   */
  static PriceForest read(DataInput in, int width) throws IOException {
    double spread = in.readDouble();
    Levels levels = new Levels(in.readDouble(), in.readDouble());
    Calibration change = Calibration.read(in);
    TargetBins bins = TargetBins.read(in);
    int size = in.readInt();
    if (size < 1 || size > MAX_PARTS) {
      throw new IOException("parts must be in [1, " + MAX_PARTS + "] but was " + size);
    }
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part < size; part++) {
      TreeEnsemble trees = TreeEnsemble.read(in, width);
      parts.add(new Part(trees, LeafDistributions.read(in, trees.nodes(), bins.size())));
    }
    return new PriceForest(spread, bins, parts, levels, change);
  }
}
