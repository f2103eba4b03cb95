package dev.spotwise.models;

/** Which rows a score was measured on. */
public enum Split {
  /** The rows that the model was trained on. */
  TRAIN,
  /** Later rows, which it had not seen. */
  TEST
}
