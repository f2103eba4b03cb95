package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

  /** Rows of an arithmetic that any language can repeat. */
  private record Arithmetic(int size, IntPredicate outcome, IntToDoubleFunction weights)
      implements LogisticRegression.Rows {

    @Override
    public int width() {
      return 3;
    }

    @Override
    public void copy(int row, double[] out) {
      out[0] = ((row * 7) % 13) / 13.0 - 0.5;
      out[1] = ((row * row * 5) % 17) / 17.0;
      out[2] = row % 2;
    }

    @Override
    public boolean positive(int row) {
      return outcome.test(row);
    }

    @Override
    public double weight(int row) {
      return weights.applyAsDouble(row);
    }
  }

  private static final double[] REFERENCE = {
    0.10308925698234615, -0.19520305338759286, -1.815252232408754, 0.7567726209099326
  };

  private static boolean mixed(int i) {
    return ((i * 11) % 7) + (i % 2) * 2 - ((i * i * 5) % 17) / 4.0 > 2;
  }

  /**
   * Reference: 100 Newton steps with NumPy 1.24 in extended precision, from the formula of the
   * class, ridge 0.7, weights 1 + (i mod 3) / 2.
   */
  @Test
  void itFindsTheReferencesCoefficients() {
    double[] found =
        LogisticRegression.fit(
            new Arithmetic(40, LogisticRegressionTest::mixed, i -> 1 + (i % 3) * 0.5), 0.7, 0);

    assertThat(found).containsExactly(REFERENCE, within(1e-7));
  }

  @Test
  void theMeanProbabilityIsTheShareOfPositives() {
    Arithmetic rows = new Arithmetic(200, LogisticRegressionTest::mixed, i -> 1);
    double[] found = LogisticRegression.fit(rows, 0.1, 0);
    double sum = 0;
    int positives = 0;
    double[] x = {1, 0, 0, 0};
    double[] values = new double[3];
    for (int row = 0; row < rows.size(); row++) {
      rows.copy(row, values);
      System.arraycopy(values, 0, x, 1, 3);
      sum += LogisticRegression.probability(LogisticRegression.dot(found, x));
      positives += rows.positive(row) ? 1 : 0;
    }

    assertThat(sum).isCloseTo(positives, within(1e-4));
  }

  @Test
  void whatSeparatesPerfectlyStillHasAFiniteSolution() {
    double[] found =
        LogisticRegression.fit(new Arithmetic(60, row -> row % 2 == 1, i -> 1), 1e-3, 0);

    assertThat(found[3]).isBetween(5.0, 50.0);
  }

  @Test
  void aWeightOfTwoIsARowTwice() {
    double[] weighted =
        LogisticRegression.fit(new Arithmetic(40, LogisticRegressionTest::mixed, i -> 2), 0.7, 0);
    double[] halfAsStrict =
        LogisticRegression.fit(new Arithmetic(40, LogisticRegressionTest::mixed, i -> 1), 0.35, 0);

    assertThat(weighted).containsExactly(halfAsStrict, within(1e-6));
  }

  /** The same rows, each with log-odds to begin from. */
  private record Begun(Arithmetic rows, double from) implements LogisticRegression.Rows {

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public int width() {
      return rows.width();
    }

    @Override
    public void copy(int row, double[] out) {
      rows.copy(row, out);
    }

    @Override
    public boolean positive(int row) {
      return rows.positive(row);
    }

    @Override
    public double weight(int row) {
      return rows.weight(row);
    }

    @Override
    public double offset(int row) {
      return from;
    }
  }

  @Test
  void whatRowsBeginFromIsTakenOffTheIntercept() {
    Arithmetic rows = new Arithmetic(40, LogisticRegressionTest::mixed, i -> 1);
    double[] plain = LogisticRegression.fit(rows, 0.7, 0);
    double[] begun = LogisticRegression.fit(new Begun(rows, 1.5), 0.7, 0);

    assertThat(begun[0]).isCloseTo(plain[0] - 1.5, within(1e-6));
    for (int i = 1; i < plain.length; i++) {
      assertThat(begun[i]).isCloseTo(plain[i], within(1e-6));
    }
  }

  @Test
  void aPenaltyOnTheInterceptKeepsAllWhereItBegan() {
    Arithmetic rows = new Arithmetic(40, LogisticRegressionTest::mixed, i -> 1);
    double[] begun = LogisticRegression.fit(new Begun(rows, 1.5), 1e9, 1e9);
    double[] between = LogisticRegression.fit(new Begun(rows, 1.5), 1e9, 5);
    double[] free = LogisticRegression.fit(new Begun(rows, 1.5), 1e9, 0);

    assertThat(begun).containsExactly(new double[4], within(1e-6));
    assertThat(free[0]).isNegative();
    assertThat(between[0]).isBetween(0.9 * free[0], 0.1 * free[0]);
    // where the slope of the penalty is that of the likelihood: 5 w = 40 (p - share)
    double share = IntStream.range(0, 40).filter(rows::positive).count() / 40.0;
    double p = LogisticRegression.probability(1.5 + between[0]);
    assertThat(5 * between[0]).isCloseTo(40 * (share - p), within(1e-4));
  }

  @Test
  void thePenaltyIsChecked() {
    assertThatThrownBy(
            () ->
                LogisticRegression.fit(
                    new Arithmetic(40, LogisticRegressionTest::mixed, i -> 1), 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ridge must be > 0 but was 0.0");
    assertThatThrownBy(
            () ->
                LogisticRegression.fit(
                    new Arithmetic(40, LogisticRegressionTest::mixed, i -> 1), 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interceptRidge must be >= 0 but was NaN");
  }
}
