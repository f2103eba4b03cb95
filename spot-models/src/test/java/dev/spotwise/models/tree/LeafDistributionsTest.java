package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeafDistributionsTest {

  /**
   * Column a from 0 on, a row each; rows below 4 fall left, into node 1, the others into node 2.
   */
  private static final TreeEnsemble STUMP = stump();

  private static TreeEnsemble stump() {
    TreeEnsemble.Nodes nodes = new TreeEnsemble.Nodes(3);
    nodes.split(0, 0, 4f, 1, false);
    nodes.leaf(1, -1);
    nodes.leaf(2, 1);
    return new TreeEnsemble(1, 0, new int[] {0}, new int[1], nodes);
  }

  private static TreeRows rows(double... targets) {
    FeatureMatrix x =
        FeatureMatrix.allocate(Margins.SCHEMA, List.of(CapacityPool.of("a", "b")), targets.length);
    for (int row = 0; row < targets.length; row++) {
      x.set(row, 0, row);
    }
    return new TreeRows(x, IntStream.range(0, targets.length).toArray(), targets);
  }

  private static LeafDistributions distributions() {
    // bins -1, 0, 2; left leaf: 0, 0, 2, 2 and right leaf: 0, -1, -1
    TreeRows rows = rows(0, 0, 2, 2, 0, -1, -1);
    return LeafDistributions.of(STUMP, rows, TargetBins.of(rows.targets()).of());
  }

  private static int[] of(LeafDistributions leaves, int leaf) {
    int[] histogram = new int[4];
    leaves.addTo(leaf, histogram, 1);
    return histogram;
  }

  @Test
  void aLeafHoldsTheSharesOfItsTargets() {
    LeafDistributions leaves = distributions();

    assertThat(leaves.entries()).isEqualTo(4);
    // 65535 / 2, half up, and 65535 x 2 / 3, 65535 / 3
    assertThat(of(leaves, 1)).containsExactly(0, 0, 32768, 32768);
    assertThat(of(leaves, 2)).containsExactly(0, 43690, 21845, 0);
    assertThat(of(leaves, 0)).containsOnly(0);
  }

  @Test
  void sharesOfSeveralTreesAddUp() {
    LeafDistributions leaves = distributions();
    int[] histogram = new int[3];
    leaves.addTo(1, histogram, 0);
    leaves.addTo(2, histogram, 0);

    assertThat(histogram).containsExactly(43690, 32768 + 21845, 32768);
  }

  private static DataInput in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    distributions().write(new DataOutputStream(bytes));

    LeafDistributions read = LeafDistributions.read(in(bytes.toByteArray()), 3, 3);

    assertThat(of(read, 1)).containsExactly(0, 0, 32768, 32768);
    assertThat(of(read, 2)).containsExactly(0, 43690, 21845, 0);
  }

  private static DataInput announced(int entries, int ofFirst, int ofSecond, int bin) {
    return in(
        ByteBuffer.allocate(9)
            .putInt(entries)
            .putShort((short) ofFirst)
            .putShort((short) ofSecond)
            .put((byte) bin)
            .array());
  }

  @Test
  void entriesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> LeafDistributions.read(announced(-1, 0, 0, 0), 2, 3))
        .hasMessage("entries must be in [0, 268435456] but were -1");
    assertThatThrownBy(() -> LeafDistributions.read(announced(1, 1, 1, 0), 2, 3))
        .hasMessage("leaves must have 1 entries together but have more");
    assertThatThrownBy(() -> LeafDistributions.read(announced(2, 1, 0, 0), 2, 3))
        .hasMessage("leaves must have 2 entries together but have 1");
    assertThatThrownBy(() -> LeafDistributions.read(announced(1, 1, 0, 3), 2, 3))
        .hasMessage("bin must be < 3 but was 3");
    assertThatThrownBy(() -> LeafDistributions.read(announced(60_000, 60_000, 0, 0), 2, 3))
        .isInstanceOf(EOFException.class);
  }
}
