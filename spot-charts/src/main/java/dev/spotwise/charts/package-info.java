/** Figures and the HTML report, drawn from result records alone. */
package dev.spotwise.charts;
