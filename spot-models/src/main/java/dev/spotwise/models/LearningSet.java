package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.WorkListener;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Features and labels of a training window, split by time: the older part to train on, the newer
 * part to be judged on.
 *
 * <p>Origins lie an interval apart. A training origin whose label would reach the split is purged,
 * so that no label overlaps what the test rows see (López de Prado, Advances in Financial Machine
 * Learning, 2018, section 7.4.1). Immutable.
 */
public final class LearningSet {

  private final FeatureMatrix features;
  private final TimeWindow trainWindow;
  private final int trainRows;
  private final SortedMap<Duration, Labels> trainLabels;
  private final SortedMap<Duration, Labels> testLabels;
  private final boolean hasAdvisor;

  private LearningSet(
      FeatureMatrix features,
      TimeWindow trainWindow,
      int trainRows,
      SortedMap<Duration, Labels> trainLabels,
      SortedMap<Duration, Labels> testLabels,
      boolean hasAdvisor) {
    this.hasAdvisor = hasAdvisor;
    this.features = features;
    this.trainWindow = trainWindow;
    this.trainRows = trainRows;
    this.trainLabels = Collections.unmodifiableSortedMap(trainLabels);
    this.testLabels = Collections.unmodifiableSortedMap(testLabels);
  }

  /**
   * How a window becomes rows.
   *
   * @param window all that may be learnt from or judged on, half-open
   * @param trainShare share of the window that is trained on, in (0, 1)
   * @param interval distance between origins, &gt; 0, rounded to whole steps
   */
  public record Plan(TimeWindow window, double trainShare, Duration interval) {

    /** Checks the ranges. */
    public Plan {
      requireNonNull(window, "window");
      requirePositive(interval);
      if (!(trainShare > 0 && trainShare < 1)) {
        throw new IllegalArgumentException("trainShare must be in (0, 1) but was " + trainShare);
      }
    }
  }

  /**
   * The two windows of a set, the older one to train on, the newer one to be judged on.
   *
   * @param train half-open; the label of a training row ends within it
   * @param test half-open, begins where {@code train} ends or later; so ends the label of a test
   *     row
   * @param embargo the label of a training row also ends this long before the test window, &gt;= 0
   * @param interval distance between origins, &gt; 0, rounded to whole steps
   */
  public record Windows(TimeWindow train, TimeWindow test, Duration embargo, Duration interval) {

    /** Checks the order and the ranges. */
    public Windows {
      if (test.from().isBefore(train.to())) {
        throw new IllegalArgumentException(
            "test window must begin where training ends (" + train.to() + ") but was " + test);
      }
      if (embargo.isNegative()) {
        throw new IllegalArgumentException("embargo must be >= 0 but was " + embargo);
      }
      requirePositive(interval);
    }

    /** Where the labels of training rows end. */
    TimeWindow trainLabels() {
      Instant last = test.from().minus(embargo);
      return last.isBefore(train.to()) && last.isAfter(train.from())
          ? new TimeWindow(train.from(), last)
          : train;
    }
  }

  private static void requirePositive(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval must be > 0 but was " + interval);
    }
  }

  /**
   * Reads the market once and looks the labels up.
   *
   * @param market what happened
   * @param extractor makes the features
   * @param plan window, split and distance of origins
   * @param horizons all horizons that will be learnt
   * @throws IllegalArgumentException if the window holds no origin on either side of the split, or
   *     a horizon is longer than the part to train on, so that nothing could be learnt
   */
  public static LearningSet of(
      Market market, FeatureExtractor extractor, Plan plan, List<Duration> horizons) {
    return of(market, extractor, plan, horizons, WorkListener.none());
  }

  /**
   * As {@link #of(Market, FeatureExtractor, Plan, List)}.
   *
   * @param listener is told how many rows are read
   */
  public static LearningSet of(
      Market market,
      FeatureExtractor extractor,
      Plan plan,
      List<Duration> horizons,
      WorkListener listener) {
    TimeGrid grid = market.grid();
    int[] origins = originsOf(grid, plan.window(), plan.interval());
    int split = (int) Math.round(origins.length * plan.trainShare());
    if (split == 0 || split == origins.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "training window must hold origins on both sides of its split but holds %d (%s)",
              origins.length,
              plan.window()));
    }
    Instant splitAt = grid.instant(origins[split]);
    Windows windows =
        new Windows(
            new TimeWindow(plan.window().from(), splitAt),
            new TimeWindow(splitAt, plan.window().to()),
            Duration.ZERO,
            plan.interval());
    return of(market, extractor, windows, horizons, listener);
  }

  /**
   * Reads the market once and looks the labels up.
   *
   * @param market what happened
   * @param extractor makes the features
   * @param windows what is trained on and what is judged on
   * @param horizons all horizons that will be learnt
   * @throws IllegalArgumentException if a window holds no origin, or a horizon is longer than what
   *     there is to train on, so that nothing could be learnt
   */
  public static LearningSet of(
      Market market, FeatureExtractor extractor, Windows windows, List<Duration> horizons) {
    return of(market, extractor, windows, horizons, WorkListener.none());
  }

  private static LearningSet of(
      Market market,
      FeatureExtractor extractor,
      Windows windows,
      List<Duration> horizons,
      WorkListener listener) {
    TimeGrid grid = market.grid();
    int[] trainOrigins = originsOf(grid, windows.train(), windows.interval());
    int[] testOrigins = originsOf(grid, windows.test(), windows.interval());
    requireOrigins("training", windows.train(), trainOrigins);
    requireOrigins("test", windows.test(), testOrigins);
    TimeWindow labelled = windows.trainLabels();
    SortedMap<Duration, Labels> trainLabels = new TreeMap<>();
    SortedMap<Duration, Labels> testLabels = new TreeMap<>();
    for (Duration horizon : horizons) {
      if (grid.steps(horizon) >= grid.indexAtOrAfter(labelled.to()) - trainOrigins[0]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "horizon must be shorter than the window to train on (%s) but was %s",
                labelled,
                horizon));
      }
      trainLabels.put(horizon, Labels.of(market, trainOrigins, horizon, labelled));
      testLabels.put(horizon, Labels.of(market, testOrigins, horizon, windows.test()));
    }
    int[] origins =
        IntStream.concat(IntStream.of(trainOrigins), IntStream.of(testOrigins)).toArray();
    FeatureMatrix features = FeatureMatrix.of(market, extractor, origins, listener);
    return new LearningSet(
        features,
        windows.train(),
        trainOrigins.length * market.shape().poolCount(),
        trainLabels,
        testLabels,
        market.advisor().isPresent());
  }

  private static void requireOrigins(String what, TimeWindow window, int[] origins) {
    if (origins.length == 0) {
      throw new IllegalArgumentException(
          what + " window must hold at least one origin but holds none (" + window + ")");
    }
  }

  /**
   * The origins of a window: its first tick and then one every interval.
   *
   * @param interval rounded to whole steps, at least one
   */
  public static int[] originsOf(TimeGrid grid, TimeWindow window, Duration interval) {
    int from = grid.indexAtOrAfter(window.from());
    int to = grid.indexAtOrAfter(window.to());
    int every = grid.steps(interval);
    List<Integer> origins = new ArrayList<>();
    for (int tick = from; tick < to; tick += every) {
      origins.add(tick);
    }
    return origins.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether the market has ratings of the Spot Instance Advisor. */
  public boolean hasAdvisor() {
    return hasAdvisor;
  }

  /** The features of all rows, training rows first. */
  public FeatureMatrix features() {
    return features;
  }

  /** The window that training rows and their labels come from. */
  public TimeWindow trainWindow() {
    return trainWindow;
  }

  /** First row of a split in {@link #features}; its label 0 belongs to it. */
  public int firstRow(Split split) {
    return split == Split.TRAIN ? 0 : trainRows;
  }

  /**
   * The labels of a split.
   *
   * @param horizon one of those that the set was made for
   */
  public Labels labels(Split split, Duration horizon) {
    Labels labels = (split == Split.TRAIN ? trainLabels : testLabels).get(horizon);
    if (labels == null) {
      throw new IllegalArgumentException(
          "horizon must be one of " + trainLabels.keySet() + " but was " + horizon);
    }
    return labels;
  }

  /**
   * SHA-256 of the pools, the training rows and their labels at some horizons, hexadecimal. A NaN
   * counts alike whatever its bits.
   */
  public String digest(List<Duration> horizons) {
    MessageDigest digest = Sha256.open();
    for (CapacityPool pool : features.pools()) {
      digest.update((pool.id() + '\n').getBytes(StandardCharsets.UTF_8));
    }
    int width = features.schema().width();
    ByteBuffer buffer = ByteBuffer.allocate(4 * width + 28);
    for (int row = 0; row < trainRows; row++) {
      buffer.clear();
      buffer.putInt(features.pool(row)).putLong(features.originSecond(row));
      buffer.putLong(features.lastMicroUsd(row)).putLong(features.onDemandMicroUsd(row));
      for (int column = 0; column < width; column++) {
        buffer.putInt(Float.floatToIntBits(features.get(row, column)));
      }
      digest.update(buffer.flip());
      for (Duration horizon : horizons) {
        Labels labels = labels(Split.TRAIN, horizon);
        buffer.clear();
        buffer.putLong(labels.futureMicroUsd(row)).putInt(labels.outcome(row).name().charAt(0));
        digest.update(buffer.flip());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
