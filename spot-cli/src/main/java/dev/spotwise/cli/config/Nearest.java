package dev.spotwise.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that was probably meant. */
public final class Nearest {

  private static final int LONGEST = 200;
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Nearest() {}

  /** The known name with the fewest edits, if a third of its letters or fewer differ. */
  public static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(other -> DISTANCE.apply(name, other) <= Math.max(1, other.length() / 3))
        .min(
            Comparator.<String>comparingInt(other -> DISTANCE.apply(name, other))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean X?"}, or nothing. */
  public static String suggestion(String name, Collection<String> known) {
    return to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** {@code "; did you mean X?"}, or that the known names are these. */
  public static String hint(String name, Collection<String> known) {
    return to(name, known)
        .map(near -> "; did you mean " + near + "?")
        .orElseGet(() -> "; known are " + String.join(", ", known));
  }
}
