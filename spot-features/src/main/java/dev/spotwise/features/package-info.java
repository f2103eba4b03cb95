/** Features and labels, folded over market ticks one at a time. */
package dev.spotwise.features;
