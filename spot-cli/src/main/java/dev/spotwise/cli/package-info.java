/** The {@code spot} command: its subcommands, its configuration and its one injector. */
package dev.spotwise.cli;
