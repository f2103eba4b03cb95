package dev.spotwise.models.drift;

import dev.spotwise.features.FeatureMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows far enough apart to count as independent of each other in time: those of origins a little
 * more than a day apart, so that every hour of the day has its turn. Rows of different pools at one
 * origin may still move together.
 */
final class IndependentRows {

  private static final long DAY = 86_400;

  private IndependentRows() {}

  /**
   * Chooses rows.
   *
   * @param x rows in the order of their origins
   * @param rows how many of them, from the first on
   * @param most so many at most; which ones of more is told by a hash of their number alone
   * @return ascending
   */
  static int[] of(FeatureMatrix x, int rows, int most) {
    int[] chosen = new int[rows];
    int size = 0;
    long next = Long.MIN_VALUE;
    long origin = Long.MIN_VALUE;
    for (int row = 0; row < rows; row++) {
      long second = x.originSecond(row);
      if (second > origin && second > next) {
        origin = second;
        next = second + DAY;
      }
      if (second == origin) {
        chosen[size++] = row;
      }
    }
    int[] apart = Arrays.copyOf(chosen, size);
    return size <= most
        ? apart
        : IntStream.of(apart)
            .boxed()
            .sorted(Comparator.comparingLong((Integer row) -> hash(row)))
            .limit(most)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195). */
  private static long hash(long row) {
    long mixed = row * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
