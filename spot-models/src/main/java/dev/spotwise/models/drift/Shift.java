package dev.spotwise.models.drift;

/** How far something has moved. */
public enum Shift {
  /** Nothing that would need a look. */
  NONE,
  /** Worth a look. */
  MODERATE,
  /** Models should be trained again. */
  MAJOR;

  /** A population stability index from here on is a moderate shift. */
  public static final double MODERATE_INDEX = 0.1;

  /** A population stability index from here on is a major shift. */
  public static final double MAJOR_INDEX = 0.25;

  /**
   * What a population stability index means: below 0.1 little change, from 0.25 on so much that
   * something should be done; the field's rule of thumb, as told by Yurdakul and Naranjo (2020,
   * "Statistical properties of the population stability index", Journal of Risk Model Validation).
   * A convention, not a test.
   *
   * @param index &gt;= 0; NaN is no shift
   */
  public static Shift ofIndex(double index) {
    if (index >= MAJOR_INDEX) {
      return MAJOR;
    }
    return index >= MODERATE_INDEX ? MODERATE : NONE;
  }

  /**
   * What a rise of an error means, by the same numbers: 10 % of it, and 25 %. A convention of this
   * library.
   *
   * @param rise share of the error before, -1 or more; NaN is no shift
   */
  public static Shift ofRise(double rise) {
    return ofIndex(rise);
  }
}
