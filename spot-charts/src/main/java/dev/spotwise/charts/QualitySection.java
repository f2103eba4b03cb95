package dev.spotwise.charts;

import dev.spotwise.charts.Html.Column;
import dev.spotwise.data.quality.MarketQuality.PoolQuality;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The report's part on the data: what is known of each pool. */
final class QualitySection {

  private QualitySection() {}

  static void add(List<PoolQuality> pools, Html page) {
    if (pools.isEmpty()) {
      page.text("p", "Nothing was recorded about the data of this run.");
      return;
    }
    page.text("p", summary(pools));
    String caption =
        pools.size() > HtmlReport.MOST_ROWS
            ? HtmlReport.shown("Pools, those with least known prices first", pools.size())
            : "What is known of each pool, shares of the market's time";
    page.table(
        caption,
        List.of(
            Column.name("Pool"),
            Column.number("Price changes"),
            Column.number("Price known, %"),
            Column.number("Longest unchanged"),
            Column.number("Up, %"),
            Column.number("Down, %"),
            Column.number("Interruptions")));
    Comparator<PoolQuality> byName = Comparator.comparing(pool -> pool.pool().id());
    Comparator<PoolQuality> order =
        pools.size() > HtmlReport.MOST_ROWS
            ? Comparator.comparingDouble(PoolQuality::priceKnown).thenComparing(byName)
            : byName;
    pools.stream().sorted(order).limit(HtmlReport.MOST_ROWS).forEach(pool -> page.row(row(pool)));
    page.endTable();
  }

  private static List<String> row(PoolQuality pool) {
    return List.of(
        pool.pool().id(),
        Numbers.count(pool.priceChanges()),
        Numbers.fixed(100 * pool.priceKnown(), 1),
        span(pool.longestUnchanged()),
        Numbers.fixed(100 * pool.up(), 1),
        Numbers.fixed(100 * pool.down(), 1),
        pool.interruptions().isPresent()
            ? Numbers.count(pool.interruptions().getAsInt())
            : Numbers.UNKNOWN);
  }

  /** A span to a tenth of an hour or, from two days on, of a day. */
  private static String span(Duration span) {
    double hours = span.toSeconds() / 3600.0;
    return hours < 48 ? Numbers.fixed(hours, 1) + " h" : Numbers.fixed(hours / 24, 1) + " d";
  }

  private static String summary(List<PoolQuality> pools) {
    long whole = pools.stream().filter(pool -> pool.priceKnown() >= 1).count();
    long empty = pools.stream().filter(pool -> pool.priceChanges() == 0).count();
    long watched = pools.stream().filter(pool -> pool.interruptions().isPresent()).count();
    long traced = pools.stream().filter(pool -> !Double.isNaN(pool.up())).count();
    long events = pools.stream().mapToLong(pool -> pool.interruptions().orElse(0)).sum();
    return String.format(
        Locale.ROOT,
        "%s: prices known all the time in %s%s; interruptions watched in %s (%s); availability"
            + " known of %s.",
        Numbers.counted(pools.size(), "pool"),
        Numbers.count(whole),
        empty == 0 ? "" : ", never in " + Numbers.count(empty),
        Numbers.count(watched),
        Numbers.counted(events, "event"),
        Numbers.count(traced));
  }
}
