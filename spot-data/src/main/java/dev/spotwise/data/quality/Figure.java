package dev.spotwise.data.quality;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One figure of a report.
 *
 * @param key name that does not change, in lower case with underscores; durations end in {@code
 *     _seconds}, shares in {@code _percent}
 * @param label the same for people
 * @param value the figure
 * @param note what else is to be said of it; may be empty
 */
public record Figure(String key, String label, Value value, String note) {

  /** Checks that nothing is missing. */
  public Figure {
    requireNonNull(key, "key");
    requireNonNull(label, "label");
    requireNonNull(value, "value");
    requireNonNull(note, "note");
  }

  /** What a figure can be. */
  public sealed interface Value permits Count, Percent, Span, Moment, Text, Counts, Percents {

    /** The figure for people, such as {@code 1,234}, {@code 0.25 %} or {@code 26 h}. */
    String text();
  }

  /**
   * A number of things.
   *
   * @param count how many
   */
  public record Count(long count) implements Value {

    @Override
    public String text() {
      return String.format(Locale.ROOT, "%,d", count);
    }
  }

  /**
   * A share or a rate.
   *
   * @param percent in percent; NaN if unknown
   */
  public record Percent(double percent) implements Value {

    @Override
    public String text() {
      return percentText(percent);
    }
  }

  /**
   * A length of time.
   *
   * @param length whole seconds
   */
  public record Span(Duration length) implements Value {

    @Override
    public String text() {
      return Spans.text(length);
    }
  }

  /**
   * A point in time.
   *
   * @param instant whole seconds
   */
  public record Moment(Instant instant) implements Value {

    @Override
    public String text() {
      return instant.toString();
    }
  }

  /**
   * Words.
   *
   * @param text may be empty
   */
  public record Text(String text) implements Value {}

  /**
   * Numbers of things by name.
   *
   * @param byName sorted by name
   */
  public record Counts(SortedMap<String, Long> byName) implements Value {

    /** Freezes the counts. */
    public Counts {
      byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    @Override
    public String text() {
      return byName.entrySet().stream()
          .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * Shares or rates by name.
   *
   * @param byName percent, NaN if unknown; sorted by name
   */
  public record Percents(SortedMap<String, Double> byName) implements Value {

    /** Freezes the rates. */
    public Percents {
      byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    @Override
    public String text() {
      return byName.entrySet().stream()
          .map(entry -> entry.getKey() + " " + percentText(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
  }

  private static String percentText(double percent) {
    return Double.isNaN(percent) ? "unknown" : String.format(Locale.ROOT, "%.2f %%", percent);
  }
}
