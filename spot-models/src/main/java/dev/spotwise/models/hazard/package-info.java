/** The discrete-time hazard model of interruptions: a logistic regression on chosen terms. */
package dev.spotwise.models.hazard;
