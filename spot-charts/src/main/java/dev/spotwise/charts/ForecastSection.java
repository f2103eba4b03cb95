package dev.spotwise.charts;

import dev.spotwise.charts.Html.Column;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The report's part on forecasts: their errors beside those of baselines, and what came of them.
 */
final class ForecastSection {

  private static final int DIGITS = 4;

  private final ReportData data;
  private final Html page;

  private ForecastSection(ReportData data, Html page) {
    this.data = data;
    this.page = page;
  }

  static void add(ReportData data, Html page) {
    ForecastSection section = new ForecastSection(data, page);
    section.prices();
    section.stability();
    data.review().ifPresent(section::review);
    if (data.evaluation().isPresent()) {
      EvaluationSection.add(data.evaluation().get(), page);
    } else {
      page.text("h3", "Walk-forward evaluation")
          .text("p", "None was made. The command spot evaluate makes one.");
    }
  }

  private void prices() {
    page.text("h3", "Price");
    if (data.price().scores().isEmpty()) {
      page.text("p", "The model card has no scores.");
      return;
    }
    skill(data.price(), "persistence", PriceMetrics.MAE, "mean error");
    scores(data.price(), "Price forecasts", "USD per instance-hour");
  }

  private void stability() {
    page.text("h3", "Stability");
    if (data.stability().scores().isEmpty()) {
      page.text(
          "p",
          data.result().stabilityKnown()
              ? "The model card has no scores."
              : StabilityFigure.UNKNOWN + ".");
      return;
    }
    skill(data.stability(), "base-rate", StabilityMetrics.BRIER, "Brier score");
    scores(data.stability(), "Stability forecasts", "chance of an interruption");
  }

  /** The model's error beside those of a baseline and of the strongest, horizon by horizon. */
  private void skill(ModelCard card, String baseline, String metric, String name) {
    List<String> usual = new ArrayList<>();
    List<String> strongest = new ArrayList<>();
    for (Duration horizon : card.horizons()) {
      beside(card, baseline, horizon, metric).ifPresent(usual::add);
      Baselines.strongest(card, horizon, metric)
          .filter(other -> !other.equals(baseline))
          .ifPresent(
              other ->
                  beside(card, other, horizon, metric)
                      .ifPresent(text -> strongest.add(text + " (" + other + ")")));
    }
    if (usual.isEmpty()) {
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "The %s of %s on test rows, beside that of %s: %s.",
            name,
            card.model(),
            baseline,
            String.join(", ", usual));
    page.text(
        "p",
        strongest.isEmpty()
            ? text
            : text + " Beside the strongest baseline: " + String.join(", ", strongest) + ".");
  }

  private static Optional<String> beside(
      ModelCard card, String baseline, Duration horizon, String metric) {
    double own = error(card, card.model(), horizon, metric);
    double other = error(card, baseline, horizon, metric);
    if (!(own > 0 && other > 0)) {
      return Optional.empty();
    }
    double lower = 100 * (1 - own / other);
    String size = Numbers.percent(Math.abs(lower)) + (lower < 0 ? " higher" : " lower");
    boolean same = Math.abs(lower) < Ways.SAME;
    return Optional.of((same ? "the same" : size) + " " + Numbers.span(horizon) + " ahead");
  }

  private static double error(ModelCard card, String model, Duration horizon, String metric) {
    return card.score(model, horizon, Split.TEST)
        .map(score -> score.metric(metric))
        .orElse(Double.NaN);
  }

  private void scores(ModelCard card, String title, String unit) {
    TreeSet<String> metrics = new TreeSet<>();
    card.scores().forEach(score -> metrics.addAll(score.metrics().keySet()));
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.name("Model"),
                Column.number("Ahead"),
                Column.text("Rows"),
                Column.number("Count")));
    metrics.forEach(metric -> columns.add(Column.number(Ways.metric(metric))));
    page.table(
        String.format(
            Locale.ROOT,
            "%s of %s, trained on %s, beside its baselines; errors in %s",
            title,
            card.model(),
            Numbers.days(card.trainedOn().from(), card.trainedOn().to()),
            unit),
        columns);
    Stream<Score> tests = card.scores().stream().filter(score -> score.split() == Split.TEST);
    Stream<Score> own =
        card.scores().stream()
            .filter(score -> score.split() == Split.TRAIN && score.model().equals(card.model()));
    for (Score score : Stream.concat(tests, own).toList()) {
      List<String> cells = new ArrayList<>();
      cells.add(score.model());
      cells.add(Numbers.span(score.horizon()));
      cells.add(score.split() == Split.TRAIN ? "training" : "test");
      cells.add(Numbers.count(score.rows()));
      metrics.forEach(metric -> cells.add(Numbers.significant(score.metric(metric), DIGITS)));
      page.row(
          score.model().equals(card.model()) && score.split() == Split.TEST ? "ours" : "", cells);
    }
    page.endTable();
  }

  private void review(ForecastReview review) {
    page.text("h3", "What came of the forecasts in the backtest");
    if (review.price().isEmpty() && review.stability().isEmpty()) {
      page.text("p", "No forecast of the backtest could be checked.");
      return;
    }
    if (!review.price().isEmpty()) {
      page.table(
          "Prices within their 90 % intervals, all pools",
          List.of(Column.text("Ahead"), Column.number("Within, %"), Column.number("Forecasts")));
      for (ForecastReview.Fan fan : review.price()) {
        page.row(
            List.of(
                Numbers.span(fan.horizon()),
                Numbers.fixed(100 * fan.coverage(), 1),
                Numbers.count(fan.rows())));
      }
      page.endTable();
    }
    if (!review.stability().isEmpty()) {
      page.table(
          "Chances of an interruption beside what happened, all pools",
          List.of(
              Column.text("Ahead"),
              Column.number("Brier score"),
              Column.number("Interrupted, %"),
              Column.number("Forecasts")));
      for (ForecastReview.Reliability one : review.stability()) {
        page.row(
            List.of(
                Numbers.span(one.horizon()),
                Numbers.significant(one.brierScore(), DIGITS),
                Numbers.fixed(100 * one.baseRate(), 2),
                Numbers.count(one.table().rows())));
      }
      page.endTable();
    }
  }
}
