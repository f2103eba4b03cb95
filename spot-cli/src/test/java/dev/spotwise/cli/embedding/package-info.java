/** What {@code docs/embedding.md} shows: decisions inside another service. */
package dev.spotwise.cli.embedding;
