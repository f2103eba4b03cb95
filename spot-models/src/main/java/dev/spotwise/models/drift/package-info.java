/** How far recent features and errors are from those that models were trained and judged on. */
package dev.spotwise.models.drift;
