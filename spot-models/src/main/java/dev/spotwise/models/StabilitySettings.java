package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.TreeSettings;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the stability ranker is trained.
 *
 * @param model which one
 * @param boosting how the boosting is grown
 * @param classWeights how the boosting weights rows with an interruption
 * @param ridge penalty on the squared coefficients of the hazard's standardised terms, &gt; 0
 * @param calibration how probabilities are made true to frequency
 */
public record StabilitySettings(
    StabilityModel model,
    TreeSettings boosting,
    ClassWeights classWeights,
    double ridge,
    CalibrationSettings calibration) {

  /** The penalty by default. */
  public static final double RIDGE = 40;

  /** Which model ranks. */
  public enum StabilityModel {
    /** A logistic regression on chosen terms: few numbers, so that few interruptions suffice. */
    HAZARD,
    /** Gradient boosting on all features. */
    BOOSTING,
    /** Both: the mean of their log-odds. */
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
    if (!(ridge > 0 && Double.isFinite(ridge))) {
      throw new IllegalArgumentException("ridge must be finite and > 0 but was " + ridge);
    }
  }

  /** The hazard model, and what the boosting would be. */
  public static StabilitySettings withDefaults() {
    return new StabilitySettings(
        StabilityModel.HAZARD,
        TreeSettings.boosting(),
        ClassWeights.NONE,
        RIDGE,
        CalibrationSettings.withDefaults());
  }

  /** A boosting, grown, weighted and calibrated as said. */
  public static StabilitySettings boosting(
      TreeSettings trees, ClassWeights classWeights, CalibrationSettings calibration) {
    return new StabilitySettings(StabilityModel.BOOSTING, trees, classWeights, RIDGE, calibration);
  }

  /** These settings with another model. */
  public StabilitySettings withModel(StabilityModel other) {
    return new StabilitySettings(other, boosting, classWeights, ridge, calibration);
  }

  /** What the model was trained with, by name, numbers in their shortest form. */
  SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    if (model != StabilityModel.HAZARD) {
      map.putAll(boosting.toMap());
      map.put("classWeights", classWeights.toString());
    }
    if (model != StabilityModel.BOOSTING) {
      map.put("ridge", NumberOutput.toString(ridge, true));
    }
    map.put("calibration", calibration.method().toString());
    map.put("calibrationShare", NumberOutput.toString(calibration.share(), true));
    return map;
  }
}
