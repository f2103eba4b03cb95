/** Readers and writers of price and interruption data, one per file format. */
package dev.spotwise.data.format;
