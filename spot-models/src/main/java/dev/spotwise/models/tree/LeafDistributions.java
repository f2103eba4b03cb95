package dev.spotwise.models.tree;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What targets the training rows of each leaf had: the bins that occur and the share of each, as
 * flat arrays in the order of the nodes. Shares are 16-bit fractions of the leaf, so that sums over
 * trees are whole numbers and never depend on their order. Immutable and thread-safe.
 */
final class LeafDistributions {

  private static final int WHOLE = 0xffff;
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int MAX_ENTRIES = 1 << 28;

  /** Where the entries of each node begin, and at the end where the last one's end. */
  private final int[] starts;

  private final byte[] bins;
  private final short[] shares;

  private LeafDistributions(int[] starts, byte[] bins, short[] shares) {
    this.starts = starts;
    this.bins = bins;
    this.shares = shares;
  }

  /**
   * Drops rows down all the trees, in and out of the samples that they were grown on.
   *
   * @param trees a forest
   * @param rows at least one
   * @param binOf the bin of each row's target
   */
  static LeafDistributions of(TreeEnsemble trees, TreeRows rows, TargetBins.BinOfTarget binOf) {
    int[] leaves = new int[rows.size()];
    Builder builder = new Builder(trees.nodes());
    for (int tree = 0; tree < trees.trees(); tree++) {
      for (int i = 0; i < leaves.length; i++) {
        leaves[i] = trees.leaf(tree, rows.features(), rows.row(i));
      }
      builder.addTree(leaves, binOf, trees.firstNode(tree), trees.endNode(tree));
    }
    return builder.build();
  }

  /** Collects the entries tree by tree. */
  private static final class Builder {

    private final int[] starts;
    private byte[] bins = new byte[FIRST_CAPACITY];
    private short[] shares = new short[FIRST_CAPACITY];
    private int size;

    Builder(int nodes) {
      starts = new int[nodes + 1];
    }

    void addTree(int[] leaves, TargetBins.BinOfTarget binOf, int firstNode, int endNode) {
      int[] ends = new int[endNode - firstNode + 1];
      for (int leaf : leaves) {
        ends[leaf - firstNode + 1]++;
      }
      for (int node = 1; node < ends.length; node++) {
        ends[node] += ends[node - 1];
      }
      byte[] sorted = new byte[leaves.length];
      int[] next = ends.clone();
      for (int i = 0; i < leaves.length; i++) {
        sorted[next[leaves[i] - firstNode]++] = (byte) binOf.bin(i);
      }
      int[] counts = new int[TargetBins.MOST];
      for (int node = firstNode; node < endNode; node++) {
        starts[node] = size;
        addLeaf(sorted, ends[node - firstNode], ends[node - firstNode + 1], counts);
      }
      starts[endNode] = size;
    }

    private void addLeaf(byte[] sorted, int from, int to, int[] counts) {
      for (int i = from; i < to; i++) {
        counts[sorted[i] & 0xff]++;
      }
      for (int i = from; i < to; i++) {
        int bin = sorted[i] & 0xff;
        if (counts[bin] > 0) {
          add(
              bin,
              Math.max(1, (int) (((long) WHOLE * counts[bin] + (to - from) / 2) / (to - from))));
          counts[bin] = 0;
        }
      }
    }

    private void add(int bin, int share) {
      if (size == bins.length) {
        bins = Arrays.copyOf(bins, 2 * size);
        shares = Arrays.copyOf(shares, 2 * size);
      }
      bins[size] = (byte) bin;
      shares[size++] = (short) share;
    }

    LeafDistributions build() {
      return new LeafDistributions(starts, Arrays.copyOf(bins, size), Arrays.copyOf(shares, size));
    }
  }

  /** Number of entries of all leaves. */
  int entries() {
    return bins.length;
  }

  /** Adds a leaf's shares to the bins of a row, which begin at {@code at}. */
  void addTo(int leaf, int[] histogram, int at) {
    int end = starts[leaf + 1];
    for (int entry = starts[leaf]; entry < end; entry++) {
      histogram[at + (bins[entry] & 0xff)] += shares[entry] & WHOLE;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(bins.length);
    for (int node = 0; node + 1 < starts.length; node++) {
      out.writeShort(starts[node + 1] - starts[node]);
    }
    out.write(bins);
    for (short share : shares) {
      out.writeShort(share);
    }
  }

  /**
   * Reads what {@link #write} wrote. Takes memory for what is there, not for what is announced.
   *
   * @param nodes number of nodes of the trees
   * @param binCount number of bins there are
   * @throws IOException if the entries are cut short, are not as many as announced, or name a bin
   *     that there is not
   */
  static LeafDistributions read(DataInput in, int nodes, int binCount) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > MAX_ENTRIES) {
      throw new IOException("entries must be in [0, " + MAX_ENTRIES + "] but were " + size);
    }
    int[] starts = new int[nodes + 1];
    for (int node = 0; node < nodes; node++) {
      starts[node + 1] = starts[node] + in.readUnsignedShort();
      if (starts[node + 1] > size) {
        throw new IOException("leaves must have " + size + " entries together but have more");
      }
    }
    if (starts[nodes] != size) {
      throw new IOException(
          "leaves must have " + size + " entries together but have " + starts[nodes]);
    }
    byte[] bins = new byte[Math.min(size, FIRST_CAPACITY)];
    for (int entry = 0; entry < size; entry++) {
      if (entry == bins.length) {
        bins = Arrays.copyOf(bins, (int) Math.min(size, 2L * entry));
      }
      bins[entry] = in.readByte();
      if ((bins[entry] & 0xff) >= binCount) {
        throw new IOException("bin must be < " + binCount + " but was " + (bins[entry] & 0xff));
      }
    }
    short[] shares = new short[size];
    for (int entry = 0; entry < size; entry++) {
      shares[entry] = in.readShort();
    }
    return new LeafDistributions(starts, bins, shares);
  }
}
