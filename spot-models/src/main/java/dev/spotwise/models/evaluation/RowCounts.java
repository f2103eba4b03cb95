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
}
