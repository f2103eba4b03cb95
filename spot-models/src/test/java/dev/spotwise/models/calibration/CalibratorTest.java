package dev.spotwise.models.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CalibratorTest {

  private static final int ROWS = 40_000;

  /** Rows whose model says p, and of which a share truth(p) is positive. */
  private static Calibration learn(CalibrationMethod method, DoubleUnaryOperator truth, int rows) {
    Random random = new Random(5);
    double[] probability = random.doubles(rows).toArray();
    boolean[] positive = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      positive[i] = random.nextDouble() < truth.applyAsDouble(probability[i]);
    }
    return Calibrator.fit(method, 1, probability, positive);
  }

  private static double tooSure(double p) {
    return 1 / (1 + Math.exp(-(0.5 * Math.log(p / (1 - p)) - 1)));
  }

  private static double step(double p) {
    return p < 0.4 ? 0.1 : 0.6;
  }

  @Test
  void plattFindsALogisticCurve() {
    PlattScaling found =
        (PlattScaling) learn(CalibrationMethod.PLATT, CalibratorTest::tooSure, ROWS);
    assertThat(found.slope()).isCloseTo(0.5, within(0.02));
    assertThat(found.intercept()).isCloseTo(-1, within(0.04));
    assertThat(found.apply(0.5)).isCloseTo(tooSure(0.5), within(0.01));
  }

  @Test
  void isotonicFindsAStep() {
    Calibration found = learn(CalibrationMethod.ISOTONIC, CalibratorTest::step, ROWS);
    assertThat(found.apply(0.2)).isCloseTo(0.1, within(0.02));
    assertThat(found.apply(0.8)).isCloseTo(0.6, within(0.03));
  }

  @Test
  void theDataDecideBetweenBoth() {
    assertThat(learn(CalibrationMethod.AUTO, CalibratorTest::step, ROWS).method())
        .isEqualTo(CalibrationMethod.ISOTONIC);
    assertThat(learn(CalibrationMethod.AUTO, CalibratorTest::tooSure, 1000).method())
        .isEqualTo(CalibrationMethod.PLATT);
  }

  @Test
  void fewInterruptionsAreNoMatterForSteps() {
    assertThat(learn(CalibrationMethod.AUTO, p -> 0.01, 4000).method())
        .isEqualTo(CalibrationMethod.PLATT);
  }

  /** Pooled: 0, then (1 + 0) / 2 for the two that fall, then 1; the ends half a row inside. */
  @Test
  void adjacentViolatorsArePooled() {
    Calibration found =
        IsotonicRegression.fit(
            new double[] {0.8, 0.2, 0.4, 0.6}, new boolean[] {true, false, true, false});
    assertThat(found.apply(0.2)).isEqualTo(0.125);
    assertThat(found.apply(0.5)).isEqualTo(0.5);
    assertThat(found.apply(0.8)).isEqualTo(0.875);
    assertThat(found.apply(0.35)).isCloseTo(0.3125, within(1e-12));
    assertThat(found.apply(0)).isEqualTo(0.125);
    assertThat(found.apply(1)).isEqualTo(0.875);
  }

  @ParameterizedTest
  @EnumSource(CalibrationMethod.class)
  void aHigherProbabilityIsNeverCalibratedToALowerOne(CalibrationMethod method) {
    Calibration found = learn(method, p -> 1 - p, 3000);
    double[] all =
        IntStream.rangeClosed(0, 1000).mapToDouble(i -> found.apply(i / 1000.0)).toArray();
    assertThat(all).isSorted();
    assertThat(all[0]).isBetween(0.0, 1.0);
    assertThat(all[1000]).isBetween(0.0, 1.0);
  }

  @Test
  void aModelThatRanksBackwardsIsWorthItsBaseRate() {
    Calibration found = learn(CalibrationMethod.PLATT, p -> 1 - p, ROWS);
    assertThat(((PlattScaling) found).slope()).isZero();
    assertThat(found.apply(0.9)).isCloseTo(0.5, within(0.01));
  }

  @ParameterizedTest
  @EnumSource(CalibrationMethod.class)
  void oneOutcomeAloneTeachesNothing(CalibrationMethod method) {
    assertThat(Calibrator.fit(method, 1, new double[] {0.1, 0.2}, new boolean[2]))
        .isEqualTo(new Calibration.None());
    assertThat(Calibrator.fit(method, 1, new double[0], new boolean[0]).apply(0.3)).isEqualTo(0.3);
  }

  @ParameterizedTest
  @EnumSource(CalibrationMethod.class)
  void whatIsWrittenIsReadAgain(CalibrationMethod method) throws IOException {
    Calibration written = learn(method, CalibratorTest::step, 3000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    written.write(new DataOutputStream(bytes));
    Calibration read = read(bytes.toByteArray());
    assertThat(read.method()).isEqualTo(written.method());
    for (int i = 0; i <= 100; i++) {
      assertThat(read.apply(i / 100.0)).isEqualTo(written.apply(i / 100.0));
    }
  }

  private static Calibration read(byte[] bytes) throws IOException {
    return Calibration.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static byte[] bytes(int kind, double... numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(kind);
    if (kind == 2) {
      out.writeInt(numbers.length / 2);
    }
    for (double number : numbers) {
      out.writeDouble(number);
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsNoCalibrationIsRefused() throws IOException {
    assertThatThrownBy(() -> read(new byte[] {3}))
        .isInstanceOf(IOException.class)
        .hasMessage("a calibration must be of kind 0 to 2 but is of 3");
    byte[] falling = bytes(1, -1, 0);
    assertThatThrownBy(() -> read(falling))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("slope must be finite and >= 0");
    byte[] unsorted = bytes(2, 0.5, 0.2, 0.4, 0.3);
    assertThatThrownBy(() -> read(unsorted))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("points must lie in [0, 1] and ascend");
    assertThatThrownBy(() -> read(new byte[] {2, 0x7f, -1, -1, -1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must have 1 to 1048576 steps but has 2147483647");
    assertThatThrownBy(() -> read(new byte[] {2, 0, 15, 0, 0})).isInstanceOf(EOFException.class);
  }

  @Test
  void asManyOutcomesAsProbabilitiesAreNeeded() {
    assertThatThrownBy(
            () -> Calibrator.fit(CalibrationMethod.AUTO, 1, new double[2], new boolean[3]))
        .hasMessage("positive must have 2 values but had 3");
  }

  @ParameterizedTest
  @CsvSource({"0", "0.95", "NaN", "-1"})
  void theShareIsChecked(double share) {
    assertThatThrownBy(() -> new CalibrationSettings(CalibrationMethod.AUTO, share))
        .hasMessage("calibrationShare must be in (0, 0.9] but was " + share);
  }
}
