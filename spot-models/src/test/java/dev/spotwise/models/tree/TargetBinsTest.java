package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetBinsTest {

  private static DataInput in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static DataInput values(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + 8 * values.length).put((byte) (values.length - 1));
    Arrays.stream(values).forEach(bytes::putDouble);
    return in(bytes.array());
  }

  @Test
  void fewDifferentTargetsAreABinEach() {
    TargetBins.Sorted sorted = TargetBins.of(new double[] {0, 2, -1, 2, 0, -3});

    TargetBins bins = sorted.bins();
    assertThat(bins.size()).isEqualTo(4);
    assertThat(bins.value(0)).isEqualTo(-3);
    assertThat(bins.value(1)).isEqualTo(-1);
    assertThat(bins.value(2)).isZero();
    assertThat(bins.value(3)).isEqualTo(2);
    assertThat(bins.zero()).isEqualTo(2);
    int[] of = {2, 3, 1, 3, 2, 0};
    for (int i = 0; i < of.length; i++) {
      assertThat(sorted.of().bin(i)).isEqualTo(of[i]);
    }
  }

  @Test
  void nothingButZeroIsOneBin() {
    assertThat(TargetBins.of(new double[] {0, -0.0, 0}).bins().size()).isEqualTo(1);
  }

  @Test
  void thereIsABinForZeroEvenIfNoTargetIsZero() {
    TargetBins bins = TargetBins.of(new double[] {1, -1}).bins();

    assertThat(bins.size()).isEqualTo(3);
    assertThat(bins.value(bins.zero())).isZero();
  }

  @Test
  void manyTargetsAreBinnedByQuantilesAndEachBinIsTheMeanOfItsOwn() {
    Random random = new Random(1);
    double[] targets = random.doubles(10_000, -1, 1).map(t -> Math.abs(t) < 0.3 ? 0 : t).toArray();
    TargetBins.Sorted sorted = TargetBins.of(targets);
    double[] sums = new double[sorted.bins().size()];
    int[] counts = new int[sums.length];
    for (int i = 0; i < targets.length; i++) {
      sums[sorted.of().bin(i)] += targets[i];
      counts[sorted.of().bin(i)]++;
    }

    assertThat(sorted.bins().size()).isBetween(199, 203);
    for (int bin = 0; bin < sums.length; bin++) {
      assertThat(sorted.bins().value(bin)).isCloseTo(sums[bin] / counts[bin], within(1e-12));
      if (bin != sorted.bins().zero()) {
        assertThat(counts[bin]).isLessThan(80);
      }
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    TargetBins bins = TargetBins.of(new double[] {0, 2, -1}).bins();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bins.write(new DataOutputStream(bytes));

    TargetBins read = TargetBins.read(in(bytes.toByteArray()));

    assertThat(read.size()).isEqualTo(3);
    assertThat(read.value(0)).isEqualTo(-1);
    assertThat(read.zero()).isEqualTo(1);
  }

  @Test
  void binsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> TargetBins.read(values(0, 0)))
        .isInstanceOf(IOException.class)
        .hasMessage("values of bins must ascend but one was 0.0");
    assertThatThrownBy(() -> TargetBins.read(values(0, Double.NaN)))
        .hasMessage("values of bins must ascend but one was NaN");
    assertThatThrownBy(() -> TargetBins.read(values(0, Double.POSITIVE_INFINITY)))
        .hasMessage("values of bins must ascend but one was Infinity");
    assertThatThrownBy(() -> TargetBins.read(values(1, 2)))
        .hasMessage("one of the bins must stand for 0");
    assertThatThrownBy(() -> TargetBins.read(in(new byte[] {5}))).isInstanceOf(EOFException.class);
  }
}
