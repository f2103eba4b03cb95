package dev.spotwise.data;

/**
 * Is told how far a long work has come, so that a program can show it. What is told never changes a
 * result. Told every few thousand units, possibly by several threads at once.
 */
@FunctionalInterface
public interface WorkListener {

  /** In the place of {@code of}: nobody knows how much there is. */
  long UNKNOWN = -1;

  /**
   * So much is done. Another {@code of} than before, or fewer units, begins another stretch of
   * work; a stretch begins with 0 units.
   *
   * @param units done so far, &gt;= 0
   * @param of how many there are, or {@link #UNKNOWN}
   */
  void done(long units, long of);

  /** Does not listen. */
  static WorkListener none() {
    return (units, of) -> {};
  }
}
