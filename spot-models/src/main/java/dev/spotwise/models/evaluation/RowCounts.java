package dev.spotwise.models.evaluation;

/** What every metric checks first. */
final class RowCounts {

  private RowCounts() {}

  static void requireAsMany(String name, int rows, int given) {
    if (rows != given) {
      throw new IllegalArgumentException(
          name + " must have " + rows + " values, one per row, but had " + given);
    }
  }

  static void requireFinite(String name, double[] values) {
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw new IllegalArgumentException(
            name + " must be finite but was " + values[row] + " (row " + row + ")");
      }
    }
  }

  static void requireProbabilities(String name, double[] values) {
    for (int row = 0; row < values.length; row++) {
      if (!(values[row] >= 0 && values[row] <= 1)) {
        throw new IllegalArgumentException(
            name + " must be in [0, 1] but was " + values[row] + " (row " + row + ")");
      }
    }
  }
}
