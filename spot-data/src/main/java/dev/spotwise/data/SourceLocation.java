package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a source lies, as a user writes it: {@code SCHEME:REST}, or a bare path.
 *
 * @param scheme lower-case scheme of at least two letters; empty for a bare path
 * @param rest what follows the colon, or the path; not empty
 */
public record SourceLocation(String scheme, String rest) {

  private static final String SCHEME = "[a-z][a-z0-9-]+";
  private static final Pattern WITH_SCHEME = Pattern.compile("(" + SCHEME + "):(.*)");

  /** Checks that there is something to open. */
  public SourceLocation {
    requireNonNull(scheme, "scheme");
    if (rest.isBlank()) {
      throw new IllegalArgumentException("source must be SCHEME:PLACE or a path but was empty");
    }
  }

  /** Reads {@code csv:prices.csv.gz}, {@code world:guide} or a bare path. */
  public static SourceLocation parse(String text) {
    Matcher matcher = WITH_SCHEME.matcher(text);
    return matcher.matches()
        ? new SourceLocation(matcher.group(1), matcher.group(2))
        : new SourceLocation("", text);
  }

  /** Whether a text can stand before the colon. */
  static boolean isScheme(String text) {
    return text.matches(SCHEME);
  }

  /** The place as a file or folder. */
  public Path path() {
    return Path.of(rest);
  }

  @Override
  public String toString() {
    return scheme.isEmpty() ? rest : scheme + ":" + rest;
  }
}
