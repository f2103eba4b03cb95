/** The settings of a run: read from YAML and flags, checked, and frozen. */
package dev.spotwise.cli.config;
