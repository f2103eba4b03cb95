package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.RestartRecord;
import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Writes a run as one HTML page: what was decided and saved, the success criteria, the models'
 * scores, the figures, and how to make it all again.
 *
 * <p>The page needs no network, no script and no other file; it is well-formed XML, follows the
 * reader's choice of light or dark, and prints. The same arguments give the same bytes.
 */
public final class HtmlReport {

  private static final int MOST_ROWS = 40;

  private final ReportData data;
  private final BacktestResult result;
  private final Html page = new Html();

  private HtmlReport(ReportData data) {
    this.data = data;
    this.result = data.result();
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param file where to; its folder is made if need be
   * @param data what it says; all text in it is escaped
   * @param figuresFolder holds the figures that {@link Figures#draw} made, which become part of the
   *     page; those that are not there are left out
   * @throws UncheckedIOException if a file can't be read or written
   */
  public static void write(Path file, ReportData data, Path figuresFolder) {
    String text = new HtmlReport(data).page(figuresFolder);
    AtomicFile.write(file, temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
  }

  private String page(Path figuresFolder) {
    String title =
        "Spotwise: "
            + result.policy()
            + ", "
            + Numbers.days(result.window().from(), result.window().to());
    page.raw("<!DOCTYPE html>")
        .raw("<html lang=\"en\"><head><meta charset=\"UTF-8\"/>")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + "img-src data:; style-src 'unsafe-inline'\"/>")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
        .raw("<meta name=\"color-scheme\" content=\"light dark\"/>")
        .text("title", title)
        .raw("<style>" + ReportStyle.CSS + "</style></head><body><main>")
        .text("h1", title);
    summary();
    costs();
    ComparisonSection.add(result, page);
    criteria();
    scores("Price forecasts", "USD per instance-hour", data.price());
    scores("Stability forecasts", "risk of interruption", data.stability());
    data.evaluation().ifPresent(found -> EvaluationSection.add(found, page));
    figures(figuresFolder);
    moves();
    restarts();
    notes();
    provenance();
    return page.raw("</main></body></html>").toString();
  }

  private void summary() {
    CostSummary ours = result.ourStrategy();
    page.text(
        "p",
        String.format(
            Locale.ROOT,
            "The strategy cost %s USD: %s than the single pool chosen beforehand, %s than on demand."
                + " It moved %s%s in %s.",
            Numbers.usd(ours.totalUsd()),
            Ways.savings(result.savingsPercentAgainst(BacktestResult.SINGLE_SPOT)),
            Ways.savings(result.savingsPercentAgainst(BacktestResult.ON_DEMAND)),
            Numbers.counted(ours.migrations(), "time"),
            result.stabilityKnown()
                ? " and was restarted " + Numbers.counted(ours.restarts(), "time")
                : "",
            Numbers.counted(result.decisions().size(), "scheduled decision")));
    page.text(
        "p",
        String.format(
            Locale.ROOT,
            "All costs are for a workload of %s x %s. %s",
            Numbers.significant(result.capacity(), 4),
            result.costUnit().id(),
            result.stabilityKnown()
                ? "Stability looks " + Numbers.span(result.stabilityWindow()) + " ahead."
                : StabilityFigure.UNKNOWN + ", and nothing is claimed about it."));
  }

  private void costs() {
    page.text("h2", "Costs");
    page.table(
        "What each way to run the workload cost, USD",
        2,
        List.of(
            "Way",
            "Where",
            "Total",
            "Running",
            "Migrations",
            "Restarts",
            "Moves",
            "Interruptions",
            "Strategy saves"));
    cost(BacktestResult.OUR_STRATEGY, result.ourStrategy(), "");
    for (String name : Ways.baselines(result)) {
      boolean sameRules = !name.equals(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND);
      String saved = sameRules ? Numbers.percent(result.savingsPercentAgainst(name)) : "";
      cost(name, result.baseline(name), saved);
    }
    page.endTable();
    page.text(
        "p",
        "Hindsight: the best single pool, chosen by looking at the window itself. Nobody could have"
            + " known it beforehand; who moves may still do better.");
  }

  private void cost(String name, CostSummary cost, String saved) {
    String title = Ways.title(name);
    boolean unmarked = Ways.hindsight(name) && !Ways.hindsight(title.replace("Clairvoyant", ""));
    page.row(
        2,
        List.of(
            title + (unmarked ? ", hindsight" : ""),
            cost.placement(),
            Numbers.usd(cost.totalUsd()),
            Numbers.usd(cost.runUsd()),
            Numbers.usd(cost.migrationUsd()),
            Numbers.usd(cost.restartUsd()),
            Numbers.count(cost.migrations()),
            result.stabilityKnown() ? Numbers.count(cost.interruptions()) : "unknown",
            saved));
  }

  private void criteria() {
    if (data.criteria().isEmpty()) {
      return;
    }
    page.text("h2", "Success criteria");
    page.table(
        "The guide's success criteria",
        4,
        List.of("Criterion", "Verdict", "Target", "Beside", "Value"));
    for (Criterion criterion : data.criteria()) {
      String verdict =
          switch (criterion.verdict()) {
            case MET -> "met";
            case NOT_MET -> "not met";
            case UNKNOWN -> Numbers.UNKNOWN;
          };
      page.row(
          4,
          List.of(
              criterion.name(),
              verdict,
              criterion.target(),
              criterion.beside(),
              Numbers.significant(criterion.value(), 4)));
    }
    page.endTable();
  }

  private void scores(String title, String unit, ModelCard card) {
    page.text("h2", title);
    if (card.scores().isEmpty()) {
      page.text(
          "p",
          result.stabilityKnown()
              ? "The model card has no scores."
              : StabilityFigure.UNKNOWN + ".");
      return;
    }
    TreeSet<String> metrics = new TreeSet<>();
    card.scores().forEach(score -> metrics.addAll(score.metrics().keySet()));
    List<String> heads = new ArrayList<>(List.of("Model", "Horizon", "Rows", "Count"));
    metrics.forEach(metric -> heads.add(Ways.metric(metric)));
    page.table(
        String.format(
            Locale.ROOT,
            "%s of %s, trained on %s, beside its baselines (%s)",
            title,
            card.model(),
            Numbers.days(card.trainedOn().from(), card.trainedOn().to()),
            unit),
        3,
        heads);
    for (Score score : card.scores()) {
      List<String> cells = new ArrayList<>();
      cells.add(score.model());
      cells.add(Numbers.span(score.horizon()));
      cells.add(score.split() == Split.TRAIN ? "training" : "test");
      cells.add(Numbers.count(score.rows()));
      metrics.forEach(metric -> cells.add(Numbers.significant(score.metric(metric), 4)));
      page.row(3, cells);
    }
    page.endTable();
  }

  private void figures(Path folder) {
    page.text("h2", "Figures");
    for (String name : Figures.NAMES) {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        page.text("p", name + " was not drawn.");
        continue;
      }
      String alt = PngFile.description(file).orElse(name);
      page.raw(
          "<figure><img src=\"data:image/png;base64,"
              + Base64.getEncoder().encodeToString(bytes(file))
              + "\" alt=\""
              + Html.escape(alt)
              + "\"/>");
      page.text("figcaption", name);
      page.raw("</figure>");
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private void moves() {
    List<DecisionRecord> moves =
        result.decisions().stream()
            .filter(decision -> decision.action() == DecisionRecord.Action.MIGRATE)
            .toList();
    page.text("h2", "Migrations");
    if (moves.isEmpty()) {
      page.text("p", "None: no decision found a move worth its cost.");
      if (!result.decisions().isEmpty()) {
        DecisionRecord last = result.decisions().get(result.decisions().size() - 1);
        page.text(
            "p", "The last decision, " + Numbers.minute(last.timestamp()) + ": " + last.reason());
      }
      return;
    }
    page.table(
        shown("Migrations", moves.size()),
        4,
        List.of("Time (UTC)", "From", "To", "Reason", "Savings, %", "Stability, points"));
    for (DecisionRecord move : moves.subList(0, Math.min(MOST_ROWS, moves.size()))) {
      page.row(
          4,
          List.of(
              Numbers.minute(move.timestamp()),
              move.currentPool(),
              move.targetPool(),
              move.reason(),
              Numbers.fixed(move.expectedSavingsPercent(), 1),
              Numbers.fixed(move.stabilityImprovement(), 1)));
    }
    page.endTable();
  }

  private static String shown(String what, int count) {
    return count <= MOST_ROWS
        ? what
        : what + ": the first " + MOST_ROWS + " of " + Numbers.count(count);
  }

  private void restarts() {
    List<RestartRecord> restarts = result.restarts();
    if (restarts.isEmpty()) {
      return;
    }
    page.text("h2", "Restarts");
    page.table(
        shown("Restarts after interruptions", restarts.size()),
        4,
        List.of("Time (UTC)", "Lost", "Restarted in", "Reason", "Cost, USD"));
    for (RestartRecord restart : restarts.subList(0, Math.min(MOST_ROWS, restarts.size()))) {
      page.row(
          4,
          List.of(
              Numbers.minute(restart.timestamp()),
              restart.lostPool(),
              restart.restartedIn(),
              restart.reason(),
              Numbers.fixed(restart.costUsd(), 4)));
    }
    page.endTable();
  }

  private void notes() {
    if (data.notes().isEmpty()) {
      return;
    }
    page.text("h2", "Notes").raw("<ul>");
    data.notes().forEach(note -> page.text("li", note));
    page.raw("</ul>");
  }

  private void provenance() {
    if (data.origin().provenance().isEmpty()) {
      return;
    }
    page.text("h2", "Provenance");
    page.table("What this run was made from", 2, List.of("Name", "Value"));
    data.origin().provenance().forEach((name, value) -> page.row(2, List.of(name, value)));
    page.endTable();
  }
}
