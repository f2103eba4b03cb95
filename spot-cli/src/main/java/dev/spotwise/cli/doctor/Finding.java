package dev.spotwise.cli.doctor;

import java.util.Locale;
import java.util.Objects;

/**
 * What was found about one part of a machine.
 *
 * @param check what was looked at, one word
 * @param verdict how it is
 * @param text what was found
 * @param advice what to do; empty exactly if the verdict is {@link Verdict#OK}
 */
public record Finding(String check, Verdict verdict, String text, String advice) {

  /** How something is. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** Will do, but not well. */
    WARNING,
    /** A run will fail. */
    PROBLEM;

    /** As it is shown. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Finding {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(text, "text");
    if (advice.isEmpty() != (verdict == Verdict.OK)) {
      throw new IllegalArgumentException("advice must come with a warning or problem: " + text);
    }
  }

  static Finding ok(String check, String text) {
    return new Finding(check, Verdict.OK, text, "");
  }

  static Finding warning(String check, String text, String advice) {
    return new Finding(check, Verdict.WARNING, text, advice);
  }

  static Finding problem(String check, String text, String advice) {
    return new Finding(check, Verdict.PROBLEM, text, advice);
  }
}
