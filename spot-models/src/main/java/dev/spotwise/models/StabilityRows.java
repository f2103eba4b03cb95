package dev.spotwise.models;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The training rows of a set whose outcome at one horizon, and whose price, are known, in order of
 * time. Immutable; shares the set's features and labels.
 */
public final class StabilityRows {

  private final LearningSet set;
  private final Duration horizon;
  private final int[] rows;
  private final double weight;

  private StabilityRows(LearningSet set, Duration horizon, int[] rows, double weight) {
    this.set = set;
    this.horizon = horizon;
    this.rows = rows;
    this.weight = weight;
  }

  /** All of them, each weighted by its {@link #uniqueness}. */
  public static StabilityRows known(LearningSet set, Duration horizon) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TRAIN, horizon);
    int[] rows =
        IntStream.range(0, labels.rows())
            .filter(row -> labels.outcome(row) != Outcome.UNKNOWN)
            .filter(row -> x.lastMicroUsd(row) != MicroUsd.UNKNOWN)
            .toArray();
    return new StabilityRows(set, horizon, rows, uniqueness(set, horizon));
  }

  /**
   * The share of a row that is its own, in (0, 1], where all that lies within a span of a row
   * counts for it and the set's origins are an interval apart: {@code min(1, interval / span)}.
   *
   * @param span &gt; 0
   */
  public static double uniqueness(LearningSet set, Duration span) {
    FeatureMatrix x = set.features();
    int pools = x.pools().size();
    if (set.firstRow(Split.TEST) < 2 * pools) {
      return 1;
    }
    long interval = x.originSecond(pools) - x.originSecond(0);
    return Math.min(1, (double) interval / span.toSeconds());
  }

  /**
   * The share of a label that is its own, in (0, 1], where labels of origins an interval apart
   * overlap: a day seen from 24 hourly origins is one day's evidence, not 24 (López de Prado 2018,
   * section 4.4).
   */
  public double uniqueness() {
    return uniqueness(set, horizon);
  }

  /** Those before the newest share of all training origins, whose labels end before it too. */
  public StabilityRows before(double newestShare) {
    long lastOrigin = foldSecond(newestShare) - horizon.toSeconds();
    return only(row -> features().originSecond(row) < lastOrigin);
  }

  /** Those of the newest share of all training origins. */
  public StabilityRows from(double newestShare) {
    long fold = foldSecond(newestShare);
    return only(row -> features().originSecond(row) >= fold);
  }

  private long foldSecond(double newestShare) {
    int pools = features().pools().size();
    int origins = set.firstRow(Split.TEST) / pools;
    int first = Math.min(origins - 1, (int) Math.round(origins * (1 - newestShare)));
    return features().originSecond(first * pools);
  }

  private StabilityRows only(IntPredicate which) {
    return new StabilityRows(set, horizon, IntStream.of(rows).filter(which).toArray(), weight);
  }

  /**
   * Those of every so many origins, each with the weight of the ones that are left out for it.
   *
   * @param origins distance, &gt;= 1
   */
  public StabilityRows every(int origins) {
    int pools = features().pools().size();
    int[] some = IntStream.of(rows).filter(row -> row / pools % origins == 0).toArray();
    return new StabilityRows(set, horizon, some, weight * origins);
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }

  /** Row of {@link #features} at place {@code i}. */
  public int row(int i) {
    return rows[i];
  }

  /** Weight of every row, &gt; 0. */
  public double weight() {
    return weight;
  }

  /** How far ahead outcomes look. */
  public Duration horizon() {
    return horizon;
  }

  /** Where the features are. */
  public FeatureMatrix features() {
    return set.features();
  }

  /** Whether the row at place {@code i} was interrupted within the horizon. */
  public boolean interrupted(int i) {
    return set.labels(Split.TRAIN, horizon).outcome(rows[i]) == Outcome.INTERRUPTED;
  }

  /** What came, by place. */
  public boolean[] outcomes() {
    boolean[] outcomes = new boolean[rows.length];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = interrupted(i);
    }
    return outcomes;
  }

  /** Whether there are not both interruptions and survivals. */
  public boolean hasOneOutcome() {
    return IntStream.range(0, size()).mapToObj(this::interrupted).distinct().limit(2).count() < 2;
  }
}
