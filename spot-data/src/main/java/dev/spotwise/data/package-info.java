/** Capacity pools, their price and interruption histories, and the market they make up. */
package dev.spotwise.data;
