package dev.spotwise.models.evaluation;

import dev.spotwise.data.TimeWindow;
import java.time.Duration;

/**
 * One step of a walk forward: what is trained on, and the later window that judges.
 *
 * @param number place among the folds, oldest first, from 1
 * @param train training rows and their labels lie within, half-open
 * @param test origins of the test rows lie within, half-open; begins where {@code train} ends
 * @param embargo a training label also ends this long before {@code test}, &gt;= 0
 */
public record Fold(int number, TimeWindow train, TimeWindow test, Duration embargo) {

  /** Checks the order. */
  public Fold {
    if (number < 1) {
      throw new IllegalArgumentException("number must be >= 1 but was " + number);
    }
    if (test.from().isBefore(train.to())) {
      throw new IllegalArgumentException(
          "test must begin where training ends (" + train.to() + ") but was " + test);
    }
    if (embargo.isNegative()) {
      throw new IllegalArgumentException("embargo must be >= 0 but was " + embargo);
    }
  }
}
