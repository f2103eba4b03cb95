package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PriceStatistic;
import dev.spotwise.models.RowChecks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A random forest (Breiman 2001, doi:10.1023/A:1010933404324) per horizon for the log change of the
 * price, so that with nothing to learn it is persistence.
 *
 * <p>With {@code y} the forest's mean, quantile or bound, the forecast is {@code last x exp(y)}.
 * Where most of the past stayed at its price the median is the last price itself. The chance of a
 * change is the share of the past, as the leaves remember it, whose price was another.
 */
public final class ForestPredictor implements PricePredictor {

  /** The id of this predictor. */
  public static final String ID = "forest";

  private static final double MEDIAN = 0.5;

  /** A price is not forecast to grow or shrink by more than a factor of a million. */
  private static final double MOST_LOG = 13.8;

  private final ModelCard card;
  private final List<PriceForest> forests;

  ForestPredictor(ModelCard card, List<PriceForest> forests) {
    this.card = card;
    this.forests = List.copyOf(forests);
    if (forests.size() != card.horizons().size()) {
      throw new IllegalArgumentException(
          "there must be a forest per horizon " + card.horizons() + " but were " + forests.size());
    }
  }

  /** This forest with another card. */
  public ForestPredictor withCard(ModelCard newCard) {
    return new ForestPredictor(newCard, forests);
  }

  /** The forests, in the order of the horizons. */
  List<PriceForest> forests() {
    return forests;
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public void predict(FeatureMatrix x, PriceForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    int[] known =
        IntStream.range(0, x.rows())
            .filter(row -> x.lastMicroUsd(row) != MicroUsd.UNKNOWN)
            .toArray();
    for (int horizon = 0; horizon < forests.size(); horizon++) {
      for (int row = 0; row < x.rows(); row++) {
        for (PriceStatistic statistic : PriceStatistic.values()) {
          out.set(row, horizon, statistic, Double.NaN);
        }
      }
      predict(horizon, x, known, out);
    }
  }

  private void predict(int horizon, FeatureMatrix x, int[] known, PriceForecasts out) {
    PriceForest forest = forests.get(horizon);
    PriceForest.Levels levels = forest.levels();
    forest.predict(
        x,
        known,
        (place, outlook) -> {
          int row = known[place];
          double last = MicroUsd.toUsd(x.lastMicroUsd(row));
          double low = outlook.quantile(levels.low());
          double median = outlook.quantile(MEDIAN);
          double high = outlook.quantile(levels.high());
          out.set(row, horizon, PriceStatistic.MEAN, price(last, forest, outlook.mean()));
          out.set(row, horizon, PriceStatistic.LOW, price(last, forest, low));
          out.set(row, horizon, PriceStatistic.MEDIAN, price(last, forest, median));
          out.set(row, horizon, PriceStatistic.HIGH, price(last, forest, high));
          out.set(row, horizon, PriceStatistic.CHANGE_PROBABILITY, outlook.changeProbability());
        });
  }

  private static double price(double last, PriceForest forest, double change) {
    double log = Math.max(-MOST_LOG, Math.min(MOST_LOG, forest.spread() * change));
    return last * StrictMath.exp(log);
  }

  /** Writes the trees; the card is written apart. */
  public void write(DataOutput out) throws IOException {
    for (PriceForest forest : forests) {
      forest.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote; errors as {@link TreeEnsemble#read}.
   *
   * @throws IllegalArgumentException if the trees are no forest
   */
  public static ForestPredictor read(ModelCard card, DataInput in) throws IOException {
    List<PriceForest> forests = new ArrayList<>();
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      forests.add(PriceForest.read(in, card.schema().width()));
    }
    return new ForestPredictor(card, forests);
  }
}
