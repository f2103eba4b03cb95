/** Making forecast probabilities true to frequency. */
package dev.spotwise.models.calibration;
