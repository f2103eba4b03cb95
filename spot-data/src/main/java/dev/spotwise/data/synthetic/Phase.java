package dev.spotwise.data.synthetic;

/** Where a pool stands between two interruptions. */
enum Phase {
  /** Nothing runs; it comes up after a while. */
  DOWN,
  /** It came up a short while ago and is likely to be interrupted again. */
  FRESH,
  /** It has been up for long. */
  SETTLED
}
