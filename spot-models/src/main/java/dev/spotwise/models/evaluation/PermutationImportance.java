package dev.spotwise.models.evaluation;

import dev.spotwise.features.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How much a model's loss grows when values of a feature are exchanged between rows (Breiman 2001,
 * doi 10.1023/A:1010933404324; as "model reliance" in Fisher, Rudin and Dominici 2019, "All Models
 * are Wrong, but Many are Useful", JMLR 20/177): {@code loss(permuted) - loss}, the mean over some
 * permutations.
 *
 * <p>Columns that tell the same story stand in for each other, so that each seems to matter little;
 * therefore whole families are permuted too. What a model reads besides its columns, the last
 * price, stays.
 */
final class PermutationImportance {

  private final FeatureMatrix x;
  private final ImportanceSettings settings;
  private final long seed;

  /**
   * Importance on some rows.
   *
   * @param x the rows; not changed
   * @param seed of the permutations
   */
  PermutationImportance(FeatureMatrix x, ImportanceSettings settings, long seed) {
    this.x = x;
    this.settings = settings;
    this.seed = seed;
  }

  /** At most so many of the numbers {@code [0, count)}, evenly spread. */
  static int[] spread(int count, int most) {
    int size = Math.min(count, most);
    return IntStream.range(0, size).map(i -> (int) ((long) i * count / size)).toArray();
  }

  /**
   * Measures all families, then all columns.
   *
   * @param families columns by family; a family without a column of these rows is left out
   * @param losses loss of the model at each horizon, on rows as many as these
   * @return per horizon, in the order of the losses
   */
  List<List<Importance>> of(
      SortedMap<String, List<String>> families, Function<FeatureMatrix, double[]> losses) {
    double[] base = losses.apply(x);
    List<List<Importance>> all = new ArrayList<>();
    Arrays.stream(base).forEach(loss -> all.add(new ArrayList<>()));
    int group = 0;
    for (Map.Entry<String, List<String>> family : families.entrySet()) {
      int[] columns =
          family.getValue().stream().mapToInt(x.schema()::indexOf).filter(i -> i >= 0).toArray();
      if (columns.length > 0) {
        add(family.getKey(), Importance.Kind.FAMILY, increases(columns, group, base, losses), all);
      }
      group++;
    }
    for (int column = 0; column < x.schema().width(); column++) {
      double[][] increases = increases(new int[] {column}, group++, base, losses);
      add(x.schema().names().get(column), Importance.Kind.COLUMN, increases, all);
    }
    return all;
  }

  private static void add(
      String feature, Importance.Kind kind, double[][] increases, List<List<Importance>> all) {
    for (int horizon = 0; horizon < all.size(); horizon++) {
      double mean = Arrays.stream(increases[horizon]).average().orElse(Double.NaN);
      double squared = Arrays.stream(increases[horizon]).map(i -> (i - mean) * (i - mean)).sum();
      int spare = increases[horizon].length - 1;
      double deviation = spare == 0 ? 0 : Math.sqrt(squared / spare);
      all.get(horizon).add(new Importance(feature, kind, mean, deviation));
    }
  }

  /** Increase of the loss per horizon and repetition. */
  private double[][] increases(
      int[] columns, int group, double[] base, Function<FeatureMatrix, double[]> losses) {
    double[][] increases = new double[base.length][settings.repetitions()];
    FeatureMatrix permuted = x.select(IntStream.range(0, x.rows()).toArray());
    for (int repetition = 0; repetition < settings.repetitions(); repetition++) {
      int[] order = order(group, repetition);
      for (int row = 0; row < order.length; row++) {
        for (int column : columns) {
          permuted.set(row, column, x.get(order[row], column));
        }
      }
      double[] worse = losses.apply(permuted);
      for (int horizon = 0; horizon < base.length; horizon++) {
        increases[horizon][repetition] = worse[horizon] - base[horizon];
      }
    }
    return increases;
  }

  /** A permutation of the rows (Fisher and Yates), of a stream of its own. */
  private int[] order(int group, int repetition) {
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(seed + group).nextLong() + repetition);
    int[] order = IntStream.range(0, x.rows()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int other = (int) Math.floorMod(random.nextLong(), i + 1L);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
