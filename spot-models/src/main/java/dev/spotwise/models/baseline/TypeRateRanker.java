package dev.spotwise.models.baseline;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Every instance type is interrupted as often as it was in training: what a ranker achieves that
 * tells types apart and nothing else.
 *
 * <p>The survival of a type is {@code (survived + 100 base) / (rows + 100)}, over its training rows
 * whose price and outcome are known, with base the share of all such rows that survived: a type of
 * few rows is drawn towards the base rate, and one that was not seen in training has the base rate.
 * NaN at a horizon without any such row. Immutable and thread-safe.
 */
public final class TypeRateRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "type-rate";

  private final ModelCard card;
  private final List<String> types;
  private final GroupRates rates;

  private TypeRateRanker(ModelCard like, List<String> types, GroupRates rates) {
    this.card = BaselineCards.of(ID, like);
    this.types = List.copyOf(types);
    this.rates = rates;
  }

  /**
   * The rates of the training rows of a set.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public static TypeRateRanker of(LearningSet set, ModelCard like) {
    FeatureMatrix x = set.features();
    TreeSet<String> names = new TreeSet<>();
    x.pools().forEach(pool -> names.add(pool.instanceType()));
    List<String> types = List.copyOf(names);
    int[] groupOfPool = groups(x, types);
    return new TypeRateRanker(
        like,
        types,
        GroupRates.of(set, like.horizons(), types.size(), row -> groupOfPool[x.pool(row)]));
  }

  /** Index of each pool's type; negative if there is none. */
  private static int[] groups(FeatureMatrix x, List<String> types) {
    return x.pools().stream()
        .mapToInt(pool -> Collections.binarySearch(types, pool.instanceType()))
        .toArray();
  }

  /** Survival of an instance type at a horizon, in [0, 1], or NaN. */
  public double survival(String instanceType, int horizon) {
    return survival(Collections.binarySearch(types, instanceType), horizon);
  }

  private double survival(int group, int horizon) {
    return group < 0 ? rates.base(horizon) : rates.survival(group, horizon);
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    int[] groupOfPool = groups(x, types);
    for (int row = 0; row < x.rows(); row++) {
      boolean known = x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
      for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
        out.set(row, horizon, known ? survival(groupOfPool[x.pool(row)], horizon) : Double.NaN);
      }
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }

  /** Writes the rates and the types that they are of. */
  public void write(DataOutput out) throws IOException {
    rates.write(out);
    for (String type : types) {
      out.writeUTF(type);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is not that
   */
  public static TypeRateRanker read(ModelCard card, DataInput in) throws IOException {
    GroupRates rates = GroupRates.read(in, card.horizons().size());
    List<String> types = new ArrayList<>();
    for (int group = 0; group < rates.groups(); group++) {
      types.add(in.readUTF());
    }
    for (int i = 1; i < types.size(); i++) {
      if (types.get(i - 1).compareTo(types.get(i)) >= 0) {
        throw new IOException(
            "instance types must be unique and sorted but number " + (i + 1) + " is not");
      }
    }
    return new TypeRateRanker(card, types, rates);
  }
}
