/** An archive of prices that outlives the 90 days for which AWS keeps them. */
package dev.spotwise.data.archive;
