package dev.spotwise.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that was probably meant. */
public final class Nearest {

  private static final int LONGEST = 200;

  private static final Pattern CHOICE =
      Pattern.compile("must be one of (.{1,2000}?) but (?:was|were) '([^']*)'");

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Nearest() {}

  /**
   * The known name with the fewest edits, if a third of its letters or fewer differ, and less than
   * half. Two letters in the wrong order are one edit.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(other -> edits(name, other) <= Math.max(1, other.length() / 3))
        .filter(other -> edits(name, other) * 2 < other.length())
        .min(
            Comparator.<String>comparingInt(other -> edits(name, other))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int edits(String name, String other) {
    int least = DISTANCE.apply(name, other);
    for (int i = 0; i + 1 < name.length() && least > 1; i++) {
      String swapped =
          name.substring(0, i) + name.charAt(i + 1) + name.charAt(i) + name.substring(i + 2);
      least = Math.min(least, 1 + DISTANCE.apply(swapped, other));
    }
    return least;
  }

  /** {@code "; did you mean X?"}, or nothing. */
  public static String suggestion(String name, Collection<String> known) {
    return to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /**
   * A message that says which names are possible and which one was given, {@code must be one of A,
   * B but was 'C'}, with the nearest name at its end; any other as it is.
   */
  public static String completed(String message) {
    Matcher choice = CHOICE.matcher(message);
    if (message.contains("did you mean") || !choice.find()) {
      return message;
    }
    List<String> known =
        Stream.of(choice.group(1).split("[,\\s\\[\\]:]+", -1))
            .filter(name -> !name.isEmpty())
            .toList();
    return message + suggestion(choice.group(2), known);
  }

  /** {@code "; did you mean X?"}, or that the known names are these. */
  public static String hint(String name, Collection<String> known) {
    return to(name, known)
        .map(near -> "; did you mean " + near + "?")
        .orElseGet(() -> "; known are " + String.join(", ", known));
  }
}
