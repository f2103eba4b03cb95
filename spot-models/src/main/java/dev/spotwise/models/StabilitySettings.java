package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.TreeSettings;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the stability ranker is trained.
 *
 * @param model which one
 * @param boosting how the boosting is grown
 * @param classWeights how the boosting weights rows with an interruption
 * @param ridge penalty on the squared coefficients of the hazard's standardised terms, &gt; 0;
 *     empty for the model's own
 * @param calibration how probabilities are made true to frequency
 */
public record StabilitySettings(
    StabilityModel model,
    TreeSettings boosting,
    ClassWeights classWeights,
    OptionalDouble ridge,
    CalibrationSettings calibration) {

  /** The penalty of {@link StabilityModel#HAZARD} and {@link StabilityModel#BLEND} by default. */
  public static final double HAZARD_RIDGE = 40;

  /** The penalty of {@link StabilityModel#RENEWAL} by default. */
  public static final double RENEWAL_RIDGE = 200;

  /** Which model ranks. */
  public enum StabilityModel {
    /** A logistic regression on chosen terms: few numbers, so that few interruptions suffice. */
    HAZARD,
    /**
     * The same regression as a correction of what a pool's own recent losses say: little is learnt
     * where little was seen.
     */
    RENEWAL,
    /** Gradient boosting on all features. */
    BOOSTING,
    /** The hazard and the boosting: the mean of their log-odds. */
    BLEND
  }

  /** How rows with an interruption are weighted against those without. */
  public enum ClassWeights {
    /**
     * All alike, so that the forecasts are probabilities. The default: a decision weighs them in
     * percent and points.
     */
    NONE,
    /**
     * Both classes have the same total weight. Ranks as well, but without calibration the forecasts
     * are far above the true frequencies.
     */
    BALANCED
  }

  /** Checks the range. */
  public StabilitySettings {
    requireNonNull(model, "model");
    requireNonNull(boosting, "boosting");
    requireNonNull(classWeights, "classWeights");
    requireNonNull(calibration, "calibration");
    double penalty = requireNonNull(ridge, "ridge").orElse(HAZARD_RIDGE);
    if (!(penalty > 0 && Double.isFinite(penalty))) {
      throw new IllegalArgumentException("ridge must be finite and > 0 but was " + penalty);
    }
  }

  /** The hazard model, and what the boosting would be. */
  public static StabilitySettings withDefaults() {
    return new StabilitySettings(
        StabilityModel.HAZARD,
        TreeSettings.boosting(),
        ClassWeights.NONE,
        OptionalDouble.empty(),
        CalibrationSettings.withDefaults());
  }

  /** A boosting, grown, weighted and calibrated as said. */
  public static StabilitySettings boosting(
      TreeSettings trees, ClassWeights classWeights, CalibrationSettings calibration) {
    return new StabilitySettings(
        StabilityModel.BOOSTING, trees, classWeights, OptionalDouble.empty(), calibration);
  }

  /** The ridge that the model is fitted with, &gt; 0. */
  public double penalty() {
    return ridge.orElse(model == StabilityModel.RENEWAL ? RENEWAL_RIDGE : HAZARD_RIDGE);
  }

  /** These settings with another model, and its own ridge unless they name one. */
  public StabilitySettings withModel(StabilityModel other) {
    return new StabilitySettings(other, boosting, classWeights, ridge, calibration);
  }

  /** What the model was trained with, by name, numbers in their shortest form. */
  SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    if (model == StabilityModel.BOOSTING || model == StabilityModel.BLEND) {
      map.putAll(boosting.toMap());
      map.put("classWeights", classWeights.toString());
    }
    if (model != StabilityModel.BOOSTING) {
      map.put("ridge", NumberOutput.toString(penalty(), true));
    }
    map.put("calibration", calibration.method().toString());
    map.put("calibrationShare", NumberOutput.toString(calibration.share(), true));
    return map;
  }
}
