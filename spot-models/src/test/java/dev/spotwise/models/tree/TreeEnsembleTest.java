package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeEnsembleTest {

  /** One tree: column 1 below 2 goes left to 10, else, and where unknown, right to 20. */
  private static TreeEnsemble stump(boolean defaultLeft) {
    TreeEnsemble.Nodes nodes = new TreeEnsemble.Nodes(3);
    nodes.split(0, 1, 2f, 1, defaultLeft);
    nodes.leaf(1, 10);
    nodes.leaf(2, 20);
    return new TreeEnsemble(1, 0.5f, new int[] {0}, new int[] {0}, nodes);
  }

  private static FeatureMatrix column1(float... values) {
    FeatureMatrix x =
        FeatureMatrix.allocate(Margins.SCHEMA, List.of(CapacityPool.of("a", "b")), values.length);
    for (int row = 0; row < values.length; row++) {
      x.set(row, 1, values[row]);
    }
    return x;
  }

  private static byte[] bytes(TreeEnsemble trees) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    trees.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static TreeEnsemble read(byte[] bytes) throws IOException {
    return TreeEnsemble.read(new DataInputStream(new ByteArrayInputStream(bytes)), 3);
  }

  @Test
  void valuesBelowTheThresholdGoLeftAndUnknownOnesWhereTrainingSaid() {
    FeatureMatrix x = column1(1.9f, 2f, Float.NaN, Float.NEGATIVE_INFINITY);

    assertThat(Margins.of(stump(false), x)).containsExactly(10.5f, 20.5f, 20.5f, 10.5f);
    assertThat(Margins.of(stump(true), x)).containsExactly(10.5f, 20.5f, 10.5f, 10.5f);
  }

  @Test
  void someRowsAloneGetTheSameMargins() {
    float[] margins = {7, 7, 7};
    stump(false).margins(column1(1, 3, 1, 3), 1, 2, margins);

    assertThat(margins).containsExactly(20.5f, 10.5f, 7);
  }

  @Test
  void leavesAreSummedPerGroup() {
    assertThat(Margins.of(Margins.twoClasses(1, 2), column1(0, 0)))
        .containsExactly(1.5f, 2.5f, 1.5f, 2.5f);
    assertThat(Margins.of(Margins.leaves(1, 2, 4), column1(0))).containsExactly(7f);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    FeatureMatrix x = column1(1, 2, 3, Float.NaN);

    for (TreeEnsemble trees : List.of(stump(true), stump(false), Margins.twoClasses(3, 4))) {
      TreeEnsemble back = read(bytes(trees));
      assertThat(Margins.of(back, x)).isEqualTo(Margins.of(trees, x));
      assertThat(bytes(back)).isEqualTo(bytes(trees));
      assertThat(back.nodes()).isEqualTo(trees.nodes());
    }
  }

  @Test
  void manyTreesAreReadBack() throws IOException {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7;
    }
    TreeEnsemble back = read(bytes(Margins.leaves(values)));

    assertThat(back.trees()).isEqualTo(10_000);
    assertThat(bytes(back)).isEqualTo(bytes(Margins.leaves(values)));
  }

  /**
   * Of the stump as 4-byte words: groups, base score, trees, root, group, nodes, then feature,
   * value and left child of each node.
   */
  @ParameterizedTest(name = "word {0} as {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 0          | groups must be in [1, 64] but was 0
          0 | 65         | groups must be in [1, 64] but was 65
          1 | 2143289344 | base score must be finite but was NaN
          2 | -1         | trees must be in [0, 1048576] but was -1
          3 | 3          | root must be in [0, 2] but was 3
          4 | 1          | group must be in [0, 0] but was 1
          5 | -1         | nodes must be in [0, 268435456] but was -1
          6 | 3          | column must be in [0, 2] but was 3
          7 | 2139095040 | value must be finite but was Infinity
          8 | -5         | left child must be in [1, 1] but was -5
          8 | 2          | left child must be in [1, 1] but was 2
          11 | 1         | left child must be in [2, 1] but was 1
          """)
  void arraysThatMakeNoTreesAreRefused(int word, int value, String message) throws IOException {
    byte[] bytes = bytes(stump(false));
    ByteBuffer.wrap(bytes).putInt(4 * word, value);

    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @Test
  void anAnnouncedSizeTakesNoMemoryThatIsNotThere() throws IOException {
    byte[] bytes = bytes(stump(false));
    ByteBuffer.wrap(bytes).putInt(4 * 5, 1 << 28);

    long before = allocated();
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(EOFException.class);
    assertThat(allocated() - before).isLessThan(10 << 20);
  }

  private static long allocated() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void aTwoClassEnsembleIsReadBackWithItsPositiveClass() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryEnsemble(Margins.twoClasses(1, 2), 1).write(new DataOutputStream(bytes));

    BinaryEnsemble back = readBinary(bytes.toByteArray());
    assertThat(back.positive()).isEqualTo(1);
    byte[] other = bytes.toByteArray();
    other[3] = 2;
    assertThatThrownBy(() -> readBinary(other)).isInstanceOf(IOException.class);
    other[3] = -1;
    other[0] = -1;
    assertThatThrownBy(() -> readBinary(other)).isInstanceOf(IOException.class);
  }

  @Test
  void aTwoClassEnsembleHasTwoGroups() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0);
    stump(false).write(out);

    assertThatThrownBy(() -> readBinary(bytes.toByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 groups but has 1");
  }

  private static BinaryEnsemble readBinary(byte[] bytes) throws IOException {
    return BinaryEnsemble.read(new DataInputStream(new ByteArrayInputStream(bytes)), 3);
  }
}
