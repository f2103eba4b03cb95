package dev.spotwise.backtest.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Which values a sweep tries. */
public sealed interface SearchSpace {

  /** Most tries of one sweep. */
  int MOST_TRIES = 10_000;

  /** The parameters searched for, at least one. */
  List<PolicyParameter> parameters();

  /** The tries: a value for every parameter. The same space gives the same tries. */
  List<SortedMap<PolicyParameter, Double>> tries();

  /**
   * All combinations of given values, the last parameter's changing fastest.
   *
   * @param values the values of each parameter, at least one each
   */
  record Grid(SortedMap<PolicyParameter, List<Double>> values) implements SearchSpace {

    /** Checks that there is something to try, and not too much. */
    public Grid {
      TreeMap<PolicyParameter, List<Double>> copy = new TreeMap<>();
      values.forEach((parameter, each) -> copy.put(parameter, List.copyOf(each)));
      values = Collections.unmodifiableSortedMap(copy);
      long tries = values.isEmpty() ? 0 : 1;
      for (List<Double> each : values.values()) {
        tries = Math.min(MOST_TRIES + 1L, tries * each.size());
      }
      requireTries(tries);
    }

    @Override
    public List<PolicyParameter> parameters() {
      return List.copyOf(values.keySet());
    }

    @Override
    public List<SortedMap<PolicyParameter, Double>> tries() {
      List<SortedMap<PolicyParameter, Double>> tries = List.of(new TreeMap<>());
      for (var entry : values.entrySet()) {
        List<SortedMap<PolicyParameter, Double>> longer = new ArrayList<>();
        for (SortedMap<PolicyParameter, Double> so : tries) {
          for (double value : entry.getValue()) {
            SortedMap<PolicyParameter, Double> with = new TreeMap<>(so);
            with.put(entry.getKey(), value);
            longer.add(with);
          }
        }
        tries = longer;
      }
      return tries;
    }
  }

  /**
   * A span of values.
   *
   * @param low least, finite
   * @param high greatest, finite and at least {@code low}
   */
  record Range(double low, double high) {

    /** Checks the order. */
    public Range {
      if (!(low <= high && Double.isFinite(low) && Double.isFinite(high))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "range must be finite and ascending but was %s to %s", low, high));
      }
    }
  }

  /**
   * Values drawn evenly from ranges, each try on its own: with few parameters that matter it finds
   * as much as a grid in fewer tries (Bergstra and Bengio 2012, "Random Search for Hyper-Parameter
   * Optimization", Journal of Machine Learning Research 13).
   *
   * @param ranges where each parameter's values come from
   * @param count number of tries, in [1, {@value SearchSpace#MOST_TRIES}]
   * @param seed any number; the first tries are the same for any greater count
   */
  record Random(SortedMap<PolicyParameter, Range> ranges, int count, long seed)
      implements SearchSpace {

    /** Checks that there is something to try, and not too much. */
    public Random {
      ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
      requireTries(ranges.isEmpty() ? 0 : count);
    }

    @Override
    public List<PolicyParameter> parameters() {
      return List.copyOf(ranges.keySet());
    }

    @Override
    public List<SortedMap<PolicyParameter, Double>> tries() {
      SplittableRandom random = new SplittableRandom(seed);
      List<SortedMap<PolicyParameter, Double>> tries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        SortedMap<PolicyParameter, Double> values = new TreeMap<>();
        ranges.forEach(
            (parameter, range) -> {
              double share = (random.nextLong() >>> 11) * 0x1.0p-53;
              values.put(parameter, range.low() + share * (range.high() - range.low()));
            });
        tries.add(values);
      }
      return tries;
    }
  }

  private static void requireTries(long tries) {
    if (tries < 1 || tries > MOST_TRIES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a sweep must have 1 to %d tries but had %s",
              MOST_TRIES,
              tries > MOST_TRIES ? "more" : "" + tries));
    }
  }
}
