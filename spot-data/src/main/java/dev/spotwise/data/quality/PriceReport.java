package dev.spotwise.data.quality;

import dev.spotwise.data.quality.Figure.Counts;
import dev.spotwise.data.quality.Figure.Moment;
import dev.spotwise.data.quality.Figure.Percent;
import dev.spotwise.data.quality.Figure.Span;
import dev.spotwise.data.quality.Figure.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Words the report on a price source. */
final class PriceReport {

  private final InspectionSettings settings;
  private final PriceTally tally;
  private final ArrivalOrder order;
  private final SkippedKinds skipped;
  private final QualityReport.Builder report = new QualityReport.Builder("prices");

  PriceReport(
      InspectionSettings settings, PriceTally tally, ArrivalOrder order, SkippedKinds skipped) {
    this.settings = settings;
    this.tally = tally;
    this.order = order;
    this.skipped = skipped;
  }

  /**
   * Rows that are in no pool's tally.
   *
   * @param all every row of the source, skipped ones too
   * @param notAskedFor of other pools than asked for
   * @param before before the window
   * @param after after it
   */
  record Rows(long all, long notAskedFor, long before, long after) {}

  QualityReport of(Rows rows) {
    addRows(rows);
    report
        .count("pools", "pools", tally.pools())
        .count("types", "instance types", tally.types())
        .count("zones", "zones", tally.zones())
        .add("products", "pools by product", new Counts(tally.products()));
    report.findIf(tally.pools() == 0, "empty", "no price is left of what was asked for");
    if (tally.pools() > 0) {
      addTimes();
      addPrices();
    }
    skipped.addTo(report);
    return report.build();
  }

  private void addRows(Rows rows) {
    long sum =
        tally.changes()
            + tally.heartbeats()
            + tally.duplicates()
            + tally.conflicts()
            + skipped.count()
            + rows.notAskedFor
            + rows.before
            + rows.after;
    report
        .count("rows", "rows", rows.all)
        .count("changes", "= changes", tally.changes(), "a pool's first price among them")
        .count("heartbeats", "+ heartbeats", tally.heartbeats(), "the price as it was")
        .count("duplicates", "+ duplicates", tally.duplicates(), "pool, second and price again")
        .count("conflicts", "+ lost in conflicts", tally.conflicts(), conflictNote())
        .count("skipped", "+ skipped", skipped.count(), "can't be read")
        .count("not_asked_for", "+ of other pools", rows.notAskedFor)
        .count("before_window", "+ before the window", rows.before)
        .count("after_window", "+ after the window", rows.after)
        .count("unexplained", "unexplained", rows.all - sum)
        .findIf(rows.all != sum, "unexplained", "the rows don't add up")
        .findIf(
            tally.conflicts() > 0,
            "conflicts",
            String.format(
                Locale.ROOT,
                "%,d rows have another price than one of the same pool and second",
                tally.conflicts()));
    tally.conflictExamples().forEach(report::note);
  }

  private static String conflictNote() {
    return "another price of that second is higher";
  }

  private void addTimes() {
    Instant first = Instant.ofEpochSecond(tally.firstSecond());
    Instant last = Instant.ofEpochSecond(tally.lastSecond());
    GapCount gaps = tally.gaps();
    String limit = Spans.text(settings.gap());
    report
        .add("first_observation", "first observation", new Moment(first))
        .add("last_observation", "last observation", new Moment(last))
        .add("span_seconds", "span", new Span(Duration.between(first, last)))
        .add("order", "order of a pool's rows", new Text(order.describe()))
        .add("ascending_percent", "ascending", new Percent(order.ascendingPercent()))
        .count("gaps", "gaps", gaps.count(), "a pool not observed for more than " + limit)
        .count(
            "silent_pools",
            "silent pools",
            gaps.silentPools(),
            "last observed more than " + limit + " before the end")
        .add(
            "longest_unobserved_seconds",
            "longest unobserved",
            new Span(gaps.longest()),
            gaps.longestPool())
        .add(
            "unknown_cells_percent",
            "unknown cells",
            new Percent(tally.unknownCellsPercent()),
            "before a pool's first price, every " + Spans.text(settings.step()))
        .findIf(order.isMixed(), "order", "a pool's rows come in no order of time")
        .findIf(
            gaps.count() > 0,
            "gaps",
            String.format(
                Locale.ROOT, "%,d times a pool was not observed for over %s", gaps.count(), limit))
        .findIf(
            gaps.silentPools() > 0,
            "silent",
            String.format(
                Locale.ROOT,
                "%,d pools were last observed over %s before the end",
                gaps.silentPools(),
                limit));
  }

  private void addPrices() {
    Outliers outliers = tally.outliers();
    report
        .count("outliers", "outliers", outliers.count(), outliers.largest())
        .findIf(
            outliers.count() > 0,
            "outliers",
            String.format(
                Locale.ROOT,
                "%,d price changes are out of proportion, the largest of %s",
                outliers.count(),
                outliers.largest()));
    if (tally.onDemand().pools() > 0) {
      addOnDemand(tally.onDemand());
    }
  }

  private void addOnDemand(OnDemandCheck check) {
    String first = check.typesWithout().isEmpty() ? "" : check.typesWithout().first() + " first";
    report
        .count(
            "above_on_demand",
            "changes above on-demand",
            check.above(),
            String.format(Locale.ROOT, "in %,d of %,d pools", check.poolsAbove(), check.pools()))
        .count(
            "types_without_on_demand",
            "types without on-demand",
            check.typesWithout().size(),
            first)
        .findIf(
            check.above() > 0,
            "above-on-demand",
            String.format(Locale.ROOT, "%,d prices exceed the on-demand price", check.above()))
        .findIf(
            !check.typesWithout().isEmpty(),
            "no-on-demand",
            String.format(
                Locale.ROOT,
                "%,d instance types have no on-demand price, %s",
                check.typesWithout().size(),
                first));
  }
}
