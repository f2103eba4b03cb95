package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

/** What to do with a workload now. */
public sealed interface Decision {

  /** Why. */
  Rationale rationale();

  /**
   * Leave it where it is.
   *
   * @param rationale why
   */
  record Stay(Rationale rationale) implements Decision {

    /** Checks that there is a reason. */
    public Stay {
      requireNonNull(rationale, "rationale");
    }
  }

  /**
   * Run it elsewhere, or start it.
   *
   * @param to where
   * @param rationale why
   */
  record Move(Placement to, Rationale rationale) implements Decision {

    /** Checks that there is a place to go. */
    public Move {
      requireNonNull(to, "to");
      requireNonNull(rationale, "rationale");
    }
  }

  /**
   * Run nothing until the next decision.
   *
   * @param rationale why
   */
  record Wait(Rationale rationale) implements Decision {

    /** Checks that there is a reason. */
    public Wait {
      requireNonNull(rationale, "rationale");
    }
  }
}
