package dev.spotwise.models.hazard;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Logistic regression with a ridge penalty (Hoerl and Kennard 1970; le Cessie and van Houwelingen
 * 1992, doi:10.2307/2347628), by Newton's method.
 *
 * <p>Minimises {@code sum of -weight ln P(outcome) + ridge / 2 x sum of coefficient^2 +
 * interceptRidge / 2 x intercept^2}, with {@code P(1) = 1 / (1 + e^-(offset + intercept + sum of
 * coefficient x value))}. Sums run in the order of the rows and logarithms are {@link
 * StrictMath}'s, so that the same rows give the same bits everywhere.
 */
final class LogisticRegression {

  private static final int MOST_STEPS = 60;
  private static final int MOST_HALVINGS = 30;
  private static final double ENOUGH = 1e-9;

  private final Rows rows;
  private final double ridge;
  private final double interceptRidge;
  private final int width;

  private LogisticRegression(Rows rows, double ridge, double interceptRidge) {
    this.rows = rows;
    this.ridge = ridge;
    this.interceptRidge = interceptRidge;
    this.width = rows.width();
  }

  /** What is learnt from, row by row. */
  interface Rows {

    /** Number of rows. */
    int size();

    /** Number of values per row. */
    int width();

    /** Writes a row's values into {@code out}, from index 0 on. */
    void copy(int row, double[] out);

    /** Whether the outcome of a row is 1. */
    boolean positive(int row);

    /** Weight of a row, &gt; 0. */
    double weight(int row);

    /** What a row's log-odds are before any coefficient counts, finite. */
    default double offset(int row) {
      return 0;
    }
  }

  /**
   * Fits the coefficients.
   *
   * @param rows at least one of either outcome
   * @param ridge penalty, &gt; 0, so that there is one solution whatever the rows
   * @param interceptRidge penalty on the intercept, &gt;= 0; if 0, the mean probability is the
   *     share of positives
   * @return the intercept, then one coefficient per value
   */
  static double[] fit(Rows rows, double ridge, double interceptRidge) {
    if (!(ridge > 0)) {
      throw new IllegalArgumentException("ridge must be > 0 but was " + ridge);
    }
    if (!(interceptRidge >= 0)) {
      throw new IllegalArgumentException("interceptRidge must be >= 0 but was " + interceptRidge);
    }
    return new LogisticRegression(rows, ridge, interceptRidge).fit();
  }

  private double[] fit() {
    double[] coefficients = new double[width + 1];
    double[] gradient = new double[width + 1];
    double[][] curvature = new double[width + 1][width + 1];
    double loss = measure(coefficients, gradient, curvature);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = solve(curvature, gradient);
      double[] next = new double[width + 1];
      double length = 1;
      double nextLoss = Double.POSITIVE_INFINITY;
      for (int halving = 0; halving < MOST_HALVINGS && !(nextLoss <= loss); halving++) {
        for (int i = 0; i <= width; i++) {
          next[i] = coefficients[i] - length * direction[i];
        }
        nextLoss = measure(next, gradient, curvature);
        length /= 2;
      }
      if (!(nextLoss <= loss)) {
        return coefficients;
      }
      boolean done = loss - nextLoss <= ENOUGH * (1 + Math.abs(loss));
      coefficients = next;
      loss = nextLoss;
      if (done) {
        break;
      }
    }
    return coefficients;
  }

  /** The loss, and into the arrays its first and second derivatives. */
  private double measure(double[] coefficients, double[] gradient, double[][] curvature) {
    Arrays.fill(gradient, 0);
    for (double[] line : curvature) {
      Arrays.fill(line, 0);
    }
    double[] x = new double[width + 1];
    double[] values = new double[width];
    x[0] = 1;
    double loss = 0;
    for (int row = 0; row < rows.size(); row++) {
      rows.copy(row, values);
      System.arraycopy(values, 0, x, 1, width);
      double margin = rows.offset(row) + dot(coefficients, x);
      double weight = rows.weight(row);
      double signed = rows.positive(row) ? -margin : margin;
      loss += weight * softplus(signed);
      double p = probability(margin);
      add(
          x,
          weight * (p - (rows.positive(row) ? 1 : 0)),
          weight * p * (1 - p),
          gradient,
          curvature);
    }
    for (int i = 1; i <= width; i++) {
      loss += ridge / 2 * coefficients[i] * coefficients[i];
      gradient[i] += ridge * coefficients[i];
      curvature[i][i] += ridge;
    }
    loss += interceptRidge / 2 * coefficients[0] * coefficients[0];
    gradient[0] += interceptRidge * coefficients[0];
    curvature[0][0] += interceptRidge + ENOUGH;
    return loss;
  }

  private static void add(
      double[] x, double slope, double bend, double[] gradient, double[][] curvature) {
    for (int i = 0; i < x.length; i++) {
      gradient[i] += slope * x[i];
      double scaled = bend * x[i];
      double[] line = curvature[i];
      for (int j = 0; j <= i; j++) {
        line[j] += scaled * x[j];
      }
    }
  }

  private static double[] solve(double[][] lower, double[] gradient) {
    int size = gradient.length;
    double[][] full = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        full[i][j] = lower[i][j];
        full[j][i] = lower[i][j];
      }
    }
    try {
      return new CholeskyDecomposition(new Array2DRowRealMatrix(full, false), 1e-9, 0)
          .getSolver()
          .solve(new ArrayRealVector(gradient, false))
          .toArray();
    } catch (NonPositiveDefiniteMatrixException e) {
      throw new IllegalStateException("rows must be finite", e);
    }
  }

  static double dot(double[] coefficients, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += coefficients[i] * x[i];
    }
    return sum;
  }

  /** The logistic function. */
  static double probability(double margin) {
    return 1 / (1 + StrictMath.exp(-margin));
  }

  private static double softplus(double value) {
    return value > 0
        ? value + StrictMath.log1p(StrictMath.exp(-value))
        : StrictMath.log1p(StrictMath.exp(value));
  }
}
