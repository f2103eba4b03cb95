/** Walk-forward evaluation and the metrics it reports. */
package dev.spotwise.models.evaluation;
