/** Forecasts that every model has to beat. */
package dev.spotwise.models.baseline;
