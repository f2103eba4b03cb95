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

/**
 * Every pool is interrupted as often as pools that had been up for as long were in training: what a
 * ranker achieves that reads {@value #COLUMN} and nothing else.
 *
 * <p>Ages fall into bins that begin at 0, 1, 3, 6, 12, 24, 72, 168 and 720 hours, the last one open
 * ended; an age that is not known, as wherever availability is not, has a bin of its own, and so
 * has every row of a schema without that column. The survival of a bin is {@code (survived + 100
 * base) / (rows + 100)}, over its training rows whose price and outcome are known, with base the
 * share of all such rows that survived. NaN at a horizon without any such row. Immutable and
 * thread-safe.
 */
public final class AgeRateRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "age-rate";

  /** The feature that it reads, hours. */
  public static final String COLUMN = "hours_since_up";

  private static final double[] BIN_ENDS = {1, 3, 6, 12, 24, 72, 168, 720};
  private static final int UNKNOWN_AGE = BIN_ENDS.length + 1;
  private static final int BINS = UNKNOWN_AGE + 1;

  private final ModelCard card;
  private final int column;
  private final GroupRates rates;

  private AgeRateRanker(ModelCard like, GroupRates rates) {
    this.card = BaselineCards.of(ID, like);
    this.column = like.schema().indexOf(COLUMN);
    this.rates = rates;
  }

  /**
   * The rates of the training rows of a set.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public static AgeRateRanker of(LearningSet set, ModelCard like) {
    FeatureMatrix x = set.features();
    int column = like.schema().indexOf(COLUMN);
    return new AgeRateRanker(
        like, GroupRates.of(set, like.horizons(), BINS, row -> bin(x, row, column)));
  }

  private static int bin(FeatureMatrix x, int row, int column) {
    return bin(column < 0 ? Double.NaN : x.get(row, column));
  }

  private static int bin(double hours) {
    if (Double.isNaN(hours)) {
      return UNKNOWN_AGE;
    }
    int bin = 0;
    while (bin < BIN_ENDS.length && hours >= BIN_ENDS[bin]) {
      bin++;
    }
    return bin;
  }

  /**
   * Survival of a pool at a horizon, in [0, 1], or NaN.
   *
   * @param hoursSinceUp how long it has been up, hours, &gt;= 0, or NaN if that is not known
   */
  public double survival(double hoursSinceUp, int horizon) {
    return rates.survival(bin(hoursSinceUp), horizon);
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int row = 0; row < x.rows(); row++) {
      boolean known = x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
      int bin = bin(x, row, column);
      for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
        out.set(row, horizon, known ? rates.survival(bin, horizon) : Double.NaN);
      }
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }

  /** Writes the rates. */
  public void write(DataOutput out) throws IOException {
    rates.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is not that
   */
  public static AgeRateRanker read(ModelCard card, DataInput in) throws IOException {
    GroupRates rates = GroupRates.read(in, card.horizons().size());
    if (rates.groups() != BINS) {
      throw new IOException("bins must be " + BINS + " but were " + rates.groups());
    }
    return new AgeRateRanker(card, rates);
  }
}
