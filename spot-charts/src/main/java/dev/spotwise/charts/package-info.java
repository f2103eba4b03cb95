/**
 * The figures and the HTML report of a run, drawn from result records alone.
 *
 * <p>{@link dev.spotwise.charts.Figures} draws the pictures; {@link dev.spotwise.charts.HtmlReport}
 * puts them on one page beside the numbers.
 */
package dev.spotwise.charts;
