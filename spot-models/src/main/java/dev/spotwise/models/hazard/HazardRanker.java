package dev.spotwise.models.hazard;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A discrete-time hazard model (Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x, section 8; Singer
 * and Willett 1993, doi:10.3102/10769986018002155): per horizon a logistic regression for the
 * probability of an interruption within it, on {@link HazardTerms}. A longer horizon never gets a
 * higher survival than a shorter one. Immutable and thread-safe.
 */
public final class HazardRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "hazard";

  /** Standard deviations that a term counts at most. */
  static final double FAR = 6;

  private final ModelCard card;
  private final PoolPriors priors;
  private final HazardTerms terms;
  private final List<FittedHazard> perHorizon;

  HazardRanker(ModelCard card, PoolPriors priors, List<FittedHazard> perHorizon) {
    this.card = card;
    this.priors = priors;
    this.terms = HazardTerms.of(card.schema(), priors);
    this.perHorizon = List.copyOf(perHorizon);
    if (perHorizon.size() != card.horizons().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there must be a hazard per horizon %s but were %d",
              card.horizons(),
              perHorizon.size()));
    }
  }

  /** This ranker with another card. */
  public HazardRanker withCard(ModelCard newCard) {
    return new HazardRanker(newCard, priors, perHorizon);
  }

  /** The names of the terms. */
  public List<String> terms() {
    return terms.names();
  }

  /**
   * What one standard deviation of a term adds to the log-odds of an interruption; 0 for a term
   * that did not vary in training.
   */
  public double coefficient(int horizon, int term) {
    return perHorizon.get(horizon).coefficient(term);
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    double[] values = new double[terms.width()];
    for (int row = 0; row < x.rows(); row++) {
      boolean known = x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
      if (known) {
        terms.fill(x, row, values);
      }
      for (int horizon = 0; horizon < perHorizon.size(); horizon++) {
        out.set(
            row, horizon, known ? 1 - perHorizon.get(horizon).probability(0, values) : Double.NaN);
      }
    }
  }

  /** Writes priors and coefficients; the card is written apart. */
  public void write(DataOutput out) throws IOException {
    priors.write(out);
    for (FittedHazard hazard : perHorizon) {
      hazard.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is not that
   */
  public static HazardRanker read(ModelCard card, DataInput in) throws IOException {
    PoolPriors priors = PoolPriors.read(in);
    int width = HazardTerms.of(card.schema(), priors).width();
    List<FittedHazard> perHorizon = new ArrayList<>();
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      perHorizon.add(FittedHazard.read(in, FAR, width));
    }
    return new HazardRanker(card, priors, perHorizon);
  }
}
