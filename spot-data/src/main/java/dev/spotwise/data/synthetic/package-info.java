/** Generated worlds whose true hazards are known. */
package dev.spotwise.data.synthetic;
