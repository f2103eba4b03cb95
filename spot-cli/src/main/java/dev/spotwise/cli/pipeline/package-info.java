/** The steps of a run, and the folder that they hand their results through. */
package dev.spotwise.cli.pipeline;
