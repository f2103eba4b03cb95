package dev.spotwise.data;

import java.util.Locale;

/** What an interruption does to its instance. */
public enum InstanceAction {
  /** The instance is gone. */
  TERMINATE,
  /** The instance is stopped, and may be started again. */
  STOP,
  /** The instance is hibernated, which begins without a warning time. */
  HIBERNATE;

  /**
   * Reads the {@code instance-action} of an event.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static InstanceAction parse(String text) {
    for (InstanceAction action : values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(text)) {
        return action;
      }
    }
    throw new IllegalArgumentException(
        "instance-action must be terminate, stop or hibernate but was '" + text + "'");
  }
}
