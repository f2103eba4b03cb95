package dev.spotwise.models.evaluation;

/**
 * How permutation importance is measured.
 *
 * @param rows at most so many test rows of the newest fold, evenly spread, in [1, 1,000,000]
 * @param repetitions permutations per feature, in [1, 100]
 */
public record ImportanceSettings(int rows, int repetitions) {

  /** Checks the ranges. */
  public ImportanceSettings {
    if (rows < 1 || rows > 1_000_000) {
      throw new IllegalArgumentException("rows must be in [1, 1000000] but was " + rows);
    }
    if (repetitions < 1 || repetitions > 100) {
      throw new IllegalArgumentException("repetitions must be in [1, 100] but was " + repetitions);
    }
  }
}
