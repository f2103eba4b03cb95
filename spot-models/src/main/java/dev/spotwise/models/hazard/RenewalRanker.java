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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A hazard that begins from a renewal prior: {@code ln(q / (1 - q)) = ln(q0 / (1 - q0)) + w0 + sum
 * of w z}, where {@code q0} is what the pool's own recent losses say ({@link RenewalPrior}) and
 * {@code z} the standardised terms of {@link HazardTerms}. The prior is an offset, which nothing is
 * learnt about; the penalty is on all of {@code w}, {@code w0} too, and draws the forecast towards
 * the prior: what little was seen moves little, and where too few rows have either outcome the
 * prior stands. A longer horizon never gets a higher survival than a shorter one. Immutable and
 * thread-safe.
 */
public final class RenewalRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "renewal";

  /** Standard deviations that a term counts at most. */
  static final double FAR = 3;

  private static final double SECONDS_PER_HOUR = 3600;

  private final ModelCard card;
  private final RenewalPrior prior;
  private final PoolPriors pools;
  private final HazardTerms terms;
  private final List<FittedHazard> perHorizon;

  RenewalRanker(
      ModelCard card, RenewalPrior prior, PoolPriors pools, List<FittedHazard> perHorizon) {
    this.card = card;
    this.prior = prior;
    this.pools = pools;
    this.terms = HazardTerms.of(card.schema(), pools);
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

  static double hours(Duration horizon) {
    return horizon.toSeconds() / SECONDS_PER_HOUR;
  }

  /** This ranker with another card. */
  public RenewalRanker withCard(ModelCard newCard) {
    return new RenewalRanker(newCard, prior, pools, perHorizon);
  }

  /** The prior alone: this ranker without what it learnt beyond the rate of all pools. */
  public RenewalRanker uncorrected() {
    List<FittedHazard> none = new ArrayList<>();
    for (FittedHazard hazard : perHorizon) {
      none.add(FittedHazard.none(FAR, hazard.width()));
    }
    return new RenewalRanker(card, prior, pools, none);
  }

  /** The names of the terms. */
  public List<String> terms() {
    return terms.names();
  }

  /**
   * What one standard deviation of a term adds to the log-odds of an interruption; 0 for a term
   * that did not vary in training, and where the prior stands.
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
        out.set(row, horizon, known ? survival(x, row, horizon, values) : Double.NaN);
      }
    }
  }

  private double survival(FeatureMatrix x, int row, int horizon, double[] values) {
    double offset = prior.logOdds(x, row, hours(card.horizons().get(horizon)));
    return 1 - perHorizon.get(horizon).probability(offset, values);
  }

  /** Writes priors and coefficients; the card is written apart. */
  public void write(DataOutput out) throws IOException {
    prior.write(out);
    pools.write(out);
    for (FittedHazard hazard : perHorizon) {
      hazard.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is not that
   */
  public static RenewalRanker read(ModelCard card, DataInput in) throws IOException {
    RenewalPrior prior = RenewalPrior.read(in, card.schema());
    PoolPriors pools = PoolPriors.read(in);
    int width = HazardTerms.of(card.schema(), pools).width();
    List<FittedHazard> perHorizon = new ArrayList<>();
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      perHorizon.add(FittedHazard.read(in, FAR, width));
    }
    return new RenewalRanker(card, prior, pools, perHorizon);
  }
}
