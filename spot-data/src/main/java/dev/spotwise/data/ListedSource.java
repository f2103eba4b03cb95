package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A provider that {@link Sources} found, described.
 *
 * @param scheme scheme that names it
 * @param kinds what it opens, in the order of {@link SourceKind}; not empty
 * @param summary what it reads, in a line; may be empty
 * @param options the options it takes
 * @param provider name of its class
 * @param origin {@code Spotwise}, or the jar or folder that the class came from
 */
public record ListedSource(
    String scheme,
    List<SourceKind> kinds,
    String summary,
    List<SourceOption> options,
    String provider,
    String origin) {

  /** Freezes the lists. */
  public ListedSource {
    requireNonNull(scheme, "scheme");
    requireNonNull(summary, "summary");
    requireNonNull(provider, "provider");
    requireNonNull(origin, "origin");
    kinds = List.copyOf(kinds);
    options = List.copyOf(options);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds must not be empty");
    }
  }
}
