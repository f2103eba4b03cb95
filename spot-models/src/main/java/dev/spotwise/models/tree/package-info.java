/** Tree ensembles, trained once and walked as flat arrays. */
package dev.spotwise.models.tree;
