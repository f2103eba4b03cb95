/** What the documents show, compiled and run. */
package dev.spotwise.cli.documented;
