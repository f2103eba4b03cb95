package dev.spotwise.data;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a source needs to know beside its location, as text by name. Sorted by name, so that a
 * source can be described, and opened again, the same way every time.
 *
 * @param values values by option name, such as {@code polarity}
 */
public record SourceOptions(SortedMap<String, String> values) {

  /** Freezes the values. */
  public SourceOptions {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** No options. */
  public static SourceOptions none() {
    return new SourceOptions(new TreeMap<>());
  }

  /** The options of a map. */
  public static SourceOptions of(Map<String, String> values) {
    return new SourceOptions(new TreeMap<>(values));
  }

  /** The value of an option, if it is given. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * Refuses options that nobody reads, so that a misspelt name doesn't pass for a default.
   *
   * @param known names of the options that are read
   * @throws IllegalArgumentException if another is given
   */
  public void requireOnly(Collection<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            known.isEmpty()
                ? "this source takes no options but was given '" + name + "'"
                : "option must be one of "
                    + String.join(", ", new TreeSet<>(known))
                    + " but was '"
                    + name
                    + "'");
      }
    }
  }

  /**
   * Refuses options that a provider doesn't list, as {@link #requireOnly} does.
   *
   * @param provider whose {@link SourceProvider#options()} are read
   */
  public void requireOnlyOf(SourceProvider provider) {
    requireOnly(provider.options().stream().map(SourceOption::name).toList());
  }

  /**
   * The value of an option that has no default.
   *
   * @param name option
   * @param expected what the user should write, for the message
   * @throws IllegalArgumentException if it is not given
   */
  public String require(String name, String expected) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException(name + " must be given: " + expected));
  }
}
