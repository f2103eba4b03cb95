package dev.spotwise.data.quality;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a source was found to hold.
 *
 * @param kind what it holds: {@code prices}, {@code interruptions}, {@code availability}, {@code
 *     on-demand}, {@code advisor} or {@code events}
 * @param figures in the order in which they are shown, no key twice
 * @param notes what the figures don't say; the rows that were skipped, the first 20, among them
 * @param findings what is questionable; empty if nothing is
 */
public record QualityReport(
    String kind, List<Figure> figures, List<String> notes, List<Finding> findings) {

  /** Freezes the lists. */
  public QualityReport {
    requireNonNull(kind, "kind");
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
    findings = List.copyOf(findings);
  }

  /**
   * Something questionable.
   *
   * @param kind name that does not change, such as {@code gaps}
   * @param text the finding in a line
   */
  public record Finding(String kind, String text) {}

  /** The figure of a key. */
  public Optional<Figure.Value> find(String key) {
    return figures.stream().filter(f -> f.key().equals(key)).map(Figure::value).findFirst();
  }

  /**
   * The count of a key.
   *
   * @throws IllegalArgumentException if there is no such count
   */
  public long count(String key) {
    return find(key)
        .filter(Figure.Count.class::isInstance)
        .map(value -> ((Figure.Count) value).count())
        .orElseThrow(() -> new IllegalArgumentException("no count is named '" + key + "'"));
  }

  /** Gathers a report. */
  static final class Builder {

    private final String kind;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Builder(String kind) {
      this.kind = kind;
    }

    Builder add(String key, String label, Figure.Value value) {
      return add(key, label, value, "");
    }

    Builder add(String key, String label, Figure.Value value, String note) {
      figures.add(new Figure(key, label, value, note));
      return this;
    }

    Builder count(String key, String label, long count) {
      return count(key, label, count, "");
    }

    Builder count(String key, String label, long count, String note) {
      return add(key, label, new Figure.Count(count), note);
    }

    Builder note(String note) {
      notes.add(note);
      return this;
    }

    /** Adds a finding if there is something to it. */
    Builder findIf(boolean questionable, String findingKind, String text) {
      if (questionable) {
        findings.add(new Finding(findingKind, text));
      }
      return this;
    }

    QualityReport build() {
      return new QualityReport(kind, figures, notes, findings);
    }
  }
}
