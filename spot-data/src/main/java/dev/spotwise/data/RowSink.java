package dev.spotwise.data;

/**
 * What the sinks of all three kinds of source have in common: they say what becomes of a row that
 * can't be read.
 */
public interface RowSink {

  /**
   * Is told of a row that can't be read, and answers whether the reading goes on without it. By
   * default it does not: the source is refused, together with whatever else is wrong with it.
   *
   * <p>A file that can't be read to its end, or is of another form altogether, is refused whatever
   * the answer.
   *
   * @param problem value, constraint, file and line
   * @return true if the row is left out and everything else read
   */
  default boolean skips(String problem) {
    return false;
  }
}
