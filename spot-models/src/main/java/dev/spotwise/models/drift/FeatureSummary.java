package dev.spotwise.models.drift;

import dev.spotwise.features.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * How the features that models were trained on were distributed, column by column: what later
 * features are held against.
 *
 * @param rows number of training rows, &gt;= 0
 * @param columns in the order of the schema
 */
public record FeatureSummary(int rows, List<ColumnSummary> columns) {

  /** Most sampled rows of a column. */
  public static final int MOST_SAMPLED = 256;

  /** Checks that all columns are of the same rows. */
  public FeatureSummary {
    columns = List.copyOf(columns);
    for (ColumnSummary column : columns) {
      if (column.rows() != rows) {
        throw new IllegalArgumentException(
            column.name() + " must be of " + rows + " rows but is of " + column.rows());
      }
      if (column.sample().size() > MOST_SAMPLED) {
        throw new IllegalArgumentException(
            column.name()
                + " must have at most "
                + MOST_SAMPLED
                + " sampled rows but has "
                + column.sample().size());
      }
    }
  }

  /**
   * Summarises the first rows of a matrix.
   *
   * @param x rows in the order of their origins
   * @param rows how many, from the first on
   */
  public static FeatureSummary of(FeatureMatrix x, int rows) {
    int[] sampled = IndependentRows.of(x, rows, MOST_SAMPLED);
    List<ColumnSummary> columns = new ArrayList<>();
    for (int column = 0; column < x.schema().width(); column++) {
      float[] values = new float[rows];
      for (int row = 0; row < rows; row++) {
        values[row] = x.get(row, column);
      }
      columns.add(
          ColumnSummary.of(x.schema().names().get(column), values, values(x, sampled, column)));
    }
    return new FeatureSummary(rows, columns);
  }

  /** A column's values in some rows. */
  static float[] values(FeatureMatrix x, int[] rows, int column) {
    float[] values = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = x.get(rows[i], column);
    }
    return values;
  }
}
