package dev.spotwise.features;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names and order of the columns of a {@link FeatureMatrix}.
 *
 * @param version what the columns' definitions are called; changes whenever a definition does
 * @param names column names, unique, in order, at least one
 * @param stepSeconds the grid that windows and lags were rounded to, seconds, &gt; 0
 */
public record FeatureSchema(String version, List<String> names, long stepSeconds) {

  /** Checks the names. */
  public FeatureSchema {
    names = List.copyOf(names);
    if (version.isBlank() || names.isEmpty()) {
      throw new IllegalArgumentException("a schema must have a version and at least one column");
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("column names must be unique but were " + names);
    }
    if (stepSeconds < 1) {
      throw new IllegalArgumentException("stepSeconds must be > 0 but was " + stepSeconds);
    }
  }

  /** This schema with one more column behind the others. */
  public FeatureSchema with(String name) {
    return new FeatureSchema(
        version, Stream.concat(names.stream(), Stream.of(name)).toList(), stepSeconds);
  }

  /** Number of columns. */
  public int width() {
    return names.size();
  }

  /** Column of a name, -1 if there is none. */
  public int indexOf(String name) {
    return names.indexOf(name);
  }

  /**
   * Refuses features of another schema.
   *
   * @param given schema of the features at hand
   * @param whose what they were handed to, for the message
   * @throws IllegalArgumentException if the schemas differ; the message says where
   */
  public void requireSame(FeatureSchema given, String whose) {
    if (equals(given)) {
      return;
    }
    throw new IllegalArgumentException(
        whose + " takes other features than it is given: " + difference(given));
  }

  private String difference(FeatureSchema given) {
    if (!version.equals(given.version)) {
      return "version must be " + version + " but was " + given.version;
    }
    if (stepSeconds != given.stepSeconds) {
      return "step must be " + stepSeconds + " s but was " + given.stepSeconds + " s";
    }
    for (int i = 0; i < Math.min(width(), given.width()); i++) {
      if (!names.get(i).equals(given.names.get(i))) {
        return "column " + i + " must be " + names.get(i) + " but was " + given.names.get(i);
      }
    }
    return "there must be " + width() + " columns but were " + given.width();
  }
}
