package dev.spotwise.cli;

import dev.spotwise.cli.config.Durations;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.SkippedRows;
import dev.spotwise.data.archive.AddResult;
import dev.spotwise.data.archive.ArchiveSummary;
import dev.spotwise.data.archive.PoolStatistics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What is said of an archive, as text. */
final class ArchiveReport {

  private static final double HOUR = 3600;
  private static final double DAY = 86_400;
  private static final double PERCENT = 100;
  private static final double MEGA = 1e6;

  private ArchiveReport() {}

  /**
   * What an archive holds.
   *
   * @param archive as the user names it
   * @param summary of all of it
   * @param gap longer periods are gaps
   * @param budget micro-USD per instance-hour, if there is one
   * @param pools of the selection
   * @param shown so many of them are listed
   */
  record Info(
      String archive,
      ArchiveSummary summary,
      Duration gap,
      OptionalLong budget,
      List<PoolStatistics> pools,
      int shown) {}

  /** {@code 1 file}, {@code 2 files}. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** What an addition did. */
  static List<String> lines(
      String archive, AddResult result, Map<String, SkippedRows> skipped, Terminal terminal) {
    Page page = new Page(terminal);
    AddResult.Counts counts = result.counts();
    page.line(
        String.format(
            Locale.ROOT,
            "%s read: %d new, %d already there, %s%s",
            count(counts.read(), "observation"),
            counts.added(),
            counts.known(),
            count(counts.conflicts(), "conflict"),
            counts.conflicts() == 0
                ? ""
                : " (the archive had the lower price in " + counts.raised() + ")"));
    page.line(
        String.format(
            Locale.ROOT,
            "%s: %s in %s, %s",
            archive,
            count(result.observations(), "observation"),
            count(result.partitions(), "file"),
            result.written().isEmpty()
                ? "nothing new, nothing written"
                : result.written().size() + " written"));
    result.firstConflicts().forEach(conflict -> page.line("conflict: " + conflict));
    more(counts.conflicts() - result.firstConflicts().size(), "conflict", page);
    skipped.forEach(
        (source, rows) -> {
          if (rows.count() > 0) {
            page.line(source + ": " + count(rows.count(), "row") + " left out");
            rows.first().forEach(problem -> page.line("left out: " + problem));
            more(rows.count() - rows.first().size(), "row", page);
          }
        });
    return page.lines();
  }

  private static void more(long number, String what, Page page) {
    if (number > 0) {
      page.line("... and " + number + " more " + what + (number == 1 ? "" : "s"));
    }
  }

  /** What an archive holds of each pool. */
  static List<String> lines(Info info, Terminal terminal) {
    TextTable table = new TextTable().left("", "first", "last");
    table.right("days", "rows", "changes", "gaps", "longest", "p50", "p95", "volat");
    if (info.budget().isPresent()) {
      table.right("<=" + MicroUsd.format(info.budget().getAsLong()));
    }
    info.pools().subList(0, info.shown()).forEach(pool -> table.row(row(pool)));
    Page page = new Page(terminal).line(summary(info)).gap().table(table).gap();
    if (info.shown() < info.pools().size()) {
      page.line(
          "... and "
              + count(info.pools().size() - info.shown(), "more pool")
              + "; --limit 0 lists all, --types and --zones choose");
    }
    return page.line(
            "Prices in USD per hour, weighted by time; a gap is longer than "
                + Durations.show(info.gap())
                + "; volatility is standard deviation / mean.")
        .lines();
  }

  private static String summary(Info info) {
    ArchiveSummary all = info.summary();
    return String.format(
        Locale.ROOT,
        "%s: %s in %s of %.1f MB, %s, %s to %s; %s of %s here",
        info.archive(),
        count(all.observations(), "observation"),
        count(all.partitions(), "file"),
        all.bytes() / MEGA,
        String.join(" ", all.regions()),
        minute(all.first().orElseThrow()),
        minute(all.last().orElseThrow()),
        count(info.pools().stream().mapToLong(PoolStatistics::observations).sum(), "observation"),
        count(info.pools().size(), "pool"));
  }

  private static List<String> row(PoolStatistics pool) {
    List<String> row = new ArrayList<>();
    row.add(pool.pool().id());
    row.add(minute(pool.first()));
    row.add(minute(pool.last()));
    row.add(Numbers.fixed(pool.span().toSeconds() / DAY, 1));
    row.add(Long.toString(pool.observations()));
    row.add(Long.toString(pool.changes()));
    row.add(Long.toString(pool.gaps()));
    row.add(
        pool.longestGap().map(gap -> Numbers.fixed(gap.toSeconds() / HOUR, 1) + " h").orElse("-"));
    row.add(MicroUsd.format(pool.medianMicroUsd()));
    row.add(MicroUsd.format(pool.p95MicroUsd()));
    row.add(Numbers.fixed(PERCENT * pool.volatility(), 2) + "%");
    pool.shareWithinBudget().ifPresent(share -> row.add(Numbers.fixed(PERCENT * share, 2) + "%"));
    return row;
  }

  private static String minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
  }
}
