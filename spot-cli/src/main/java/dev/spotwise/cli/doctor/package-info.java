/** Whether a machine is fit to run {@code spot}: what is checked, and what to do about it. */
package dev.spotwise.cli.doctor;
