/** What the modules are to others: their metadata, what they bring along, a consumer. */
package dev.spotwise.cli.publishing;
