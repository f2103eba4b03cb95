/** Price predictors and stability rankers: immutable values made by trainers. */
package dev.spotwise.models;
