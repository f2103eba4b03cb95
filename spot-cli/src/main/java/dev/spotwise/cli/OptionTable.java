package dev.spotwise.cli;

import dev.spotwise.decision.Rationale;
import dev.spotwise.decision.Rationale.Option;
import dev.spotwise.decision.Rationale.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What each way to go on would cost: a row per option, a column per term, and the sum. */
final class OptionTable {

  private static final int SHOWN = 12;

  private OptionTable() {}

  /** The table; no line if the policy does not think in dollars. */
  static List<String> lines(Rationale why) {
    List<String> lines = new ArrayList<>();
    if (why.options().isEmpty()) {
      return lines;
    }
    Set<String> terms = new LinkedHashSet<>();
    why.options().forEach(option -> option.terms().forEach(term -> terms.add(term.name())));
    int name =
        why.options().stream().mapToInt(option -> option.placement().length()).max().orElse(0);
    StringBuilder head = new StringBuilder(left("expected USD", name));
    terms.forEach(term -> head.append(right(term, width(term))));
    lines.add(head.append(right("sum", 10)).toString());
    for (Option option : why.options().subList(0, Math.min(SHOWN, why.options().size()))) {
      StringBuilder row = new StringBuilder(left(option.placement(), name));
      terms.forEach(term -> row.append(right(amount(option, term), width(term))));
      lines.add(row.append(right(usd(option.usd()), 10)).toString());
    }
    if (why.options().size() > SHOWN) {
      lines.add("... and " + (why.options().size() - SHOWN) + " more");
    }
    return lines;
  }

  private static int width(String term) {
    return Math.max(10, term.length() + 2);
  }

  private static String amount(Option option, String name) {
    Optional<Term> term =
        option.terms().stream().filter(one -> one.name().equals(name)).findFirst();
    return term.map(one -> usd(one.usd())).orElse("-");
  }

  static String usd(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, Math.max(width, "expected USD".length()) - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
