package dev.spotwise.data;

/** Whether a pool can be launched in at an instant. */
public enum Availability {
  /** An instance can be launched, and a running one runs on. */
  UP,
  /** Nothing can be launched; a running instance has been reclaimed. Has no stability. */
  DOWN,
  /** Nobody looked. Can be launched in; how often that happened is counted. */
  UNKNOWN
}
