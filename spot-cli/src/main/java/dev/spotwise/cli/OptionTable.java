package dev.spotwise.cli;

import dev.spotwise.decision.Rationale;
import dev.spotwise.decision.Rationale.Option;
import dev.spotwise.decision.Rationale.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each way to go on would cost: a row per option, a column per term, and the sum. */
final class OptionTable {

  private static final int SHOWN = 12;

  private OptionTable() {}

  /** Adds the table to a page; nothing if the policy does not think in dollars. */
  static void add(Rationale why, Page page) {
    if (why.options().isEmpty()) {
      return;
    }
    Set<String> terms = new LinkedHashSet<>();
    why.options().forEach(option -> option.terms().forEach(term -> terms.add(term.name())));
    TextTable table =
        new TextTable(4).left("expected USD").right(terms.toArray(String[]::new)).right("sum");
    for (Option option : why.options().subList(0, Math.min(SHOWN, why.options().size()))) {
      List<String> row = new ArrayList<>(List.of(option.placement()));
      terms.forEach(term -> row.add(amount(option, term)));
      row.add(Numbers.usd(option.usd()));
      table.row(row);
    }
    page.table(table);
    if (why.options().size() > SHOWN) {
      page.line("    ... and " + (why.options().size() - SHOWN) + " more");
    }
  }

  private static String amount(Option option, String name) {
    Optional<Term> term =
        option.terms().stream().filter(one -> one.name().equals(name)).findFirst();
    return term.map(one -> Numbers.usd(one.usd())).orElse("-");
  }
}
