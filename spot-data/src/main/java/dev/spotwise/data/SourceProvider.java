package dev.spotwise.data;

import java.nio.file.Path;
import java.util.List;

/**
 * What the providers of all three kinds of source have in common. Public, with a public constructor
 * without parameters, and named in a file under {@code META-INF/services}. Thread-safe.
 */
public interface SourceProvider {

  /** The scheme that names this provider: lower case, two letters or more, such as {@code csv}. */
  String scheme();

  /** What it reads, in a line without a full stop, for {@code spot sources}; empty by default. */
  default String summary() {
    return "";
  }

  /** The options it takes, for {@code spot sources}; none by default. */
  default List<SourceOption> options() {
    return List.of();
  }

  /**
   * Whether a bare path is in this provider's form.
   *
   * @param path an existing file or folder
   * @param head the first characters of a file, at most 4,096, decompressed if it is gzip or zstd
   *     and read as ISO-8859-1; empty for a folder
   */
  default boolean recognises(Path path, String head) {
    return false;
  }
}
