package dev.spotwise.cli.config;

import dev.spotwise.models.evaluation.ImportanceSettings;
import dev.spotwise.models.evaluation.RollingOrigin;
import java.util.Optional;

/**
 * How models are evaluated.
 *
 * @param rolling how the period is cut into folds
 * @param importance how permutation importance is measured; empty if it is not
 */
public record EvaluationSettings(RollingOrigin rolling, Optional<ImportanceSettings> importance) {}
