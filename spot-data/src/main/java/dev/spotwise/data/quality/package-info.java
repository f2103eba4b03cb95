/** Looking at data before it is used: what a source holds, and how a market moves. */
package dev.spotwise.data.quality;
