package dev.spotwise.models.evaluation;

/**
 * Names of what a walk forward measures beyond {@link PriceMetrics} and {@link StabilityMetrics}.
 * Share errors are errors divided by the mean price of their pool, so that dear pools don't count
 * for more.
 */
public final class MetricNames {

  /** Mean absolute share error of the median. */
  public static final String MAE_SHARE = "mae_share";

  /** Root mean squared share error of the mean. */
  public static final String RMSE_SHARE = "rmse_share";

  /** {@code 1 - MAE / MAE of persistence}, at most 1; of errors in USD. */
  public static final String SKILL_MAE = "skill_mae";

  /** {@code 1 - RMSE / RMSE of persistence}, at most 1; of errors in USD. */
  public static final String SKILL_RMSE = "skill_rmse";

  /** {@link #SKILL_MAE} of share errors. */
  public static final String SKILL_MAE_SHARE = "skill_mae_share";

  /** {@link #SKILL_RMSE} of share errors. */
  public static final String SKILL_RMSE_SHARE = "skill_rmse_share";

  /**
   * Statistic of {@link DieboldMariano} against persistence on absolute share errors; negative if
   * better.
   */
  public static final String DM_ABSOLUTE = "dm_absolute";

  /** Its p-value, in [0, 1]. */
  public static final String DM_ABSOLUTE_P = "dm_absolute_p";

  /** The same statistic on squared share errors. */
  public static final String DM_SQUARED = "dm_squared";

  /** Its p-value, in [0, 1]. */
  public static final String DM_SQUARED_P = "dm_squared_p";

  /** {@link PinballLoss} of the 0.05 quantile, in share errors. */
  public static final String PINBALL_LOW = "pinball_05";

  /** {@link PinballLoss} of the median, in share errors: half of {@link #MAE_SHARE}. */
  public static final String PINBALL_MEDIAN = "pinball_50";

  /** {@link PinballLoss} of the 0.95 quantile, in share errors. */
  public static final String PINBALL_HIGH = "pinball_95";

  /** Share of rows within the 90 % prediction interval, in [0, 1]. */
  public static final String COVERAGE = "coverage";

  /** Least {@link #COVERAGE} of a pool. */
  public static final String COVERAGE_MIN = "coverage_min";

  /** 0.05 quantile of {@link #COVERAGE} over pools. */
  public static final String COVERAGE_P5 = "coverage_p5";

  /** 0.95 quantile of {@link #COVERAGE} over pools. */
  public static final String COVERAGE_P95 = "coverage_p95";

  /** Greatest {@link #COVERAGE} of a pool. */
  public static final String COVERAGE_MAX = "coverage_max";

  /** Mean width of the 90 % prediction interval, as a share of the pool's mean price. */
  public static final String WIDTH = "width";

  /** Share of rows whose price differs from the one at the origin, in [0, 1]. */
  public static final String CHANGE_SHARE = "change_share";

  /** Brier score of the probability of a change. */
  public static final String CHANGE_BRIER = "change_brier";

  /** Brier score of the training rows' share of changes. */
  public static final String CHANGE_BRIER_BASE = "change_brier_base";

  /** Log loss of the probability of a change, nats. */
  public static final String CHANGE_LOG_LOSS = "change_log_loss";

  /** Log loss of the training rows' share of changes, nats. */
  public static final String CHANGE_LOG_LOSS_BASE = "change_log_loss_base";

  /** {@link StabilityMetrics#brierSkill} against the base rate, at most 1. */
  public static final String BRIER_SKILL = "brier_skill";

  /** Statistic of {@link DieboldMariano} against the base rate on squared errors. */
  public static final String DM_BRIER = "dm_brier";

  /** Its p-value, in [0, 1]. */
  public static final String DM_BRIER_P = "dm_brier_p";

  private static final String OF = "_of_";

  private MetricNames() {}

  /** A metric as a multiple of that of a bound, such as {@code auc_of_oracle}. */
  public static String of(String metric, String bound) {
    return metric + OF + bound;
  }
}
