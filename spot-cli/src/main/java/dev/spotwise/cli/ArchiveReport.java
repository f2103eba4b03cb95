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
  private static final String ROW = " %-17s %-17s %7s %8s %7s %5s %8s %9s %9s %7s";

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
  static List<String> lines(String archive, AddResult result, Map<String, SkippedRows> skipped) {
    List<String> lines = new ArrayList<>();
    AddResult.Counts counts = result.counts();
    lines.add(
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
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s in %s, %s",
            archive,
            count(result.observations(), "observation"),
            count(result.partitions(), "file"),
            result.written().isEmpty()
                ? "nothing new, nothing written"
                : result.written().size() + " written"));
    result.firstConflicts().forEach(conflict -> lines.add("conflict: " + conflict));
    more(counts.conflicts() - result.firstConflicts().size(), "conflict", lines);
    skipped.forEach(
        (source, rows) -> {
          if (rows.count() > 0) {
            lines.add(source + ": " + count(rows.count(), "row") + " left out");
            rows.first().forEach(problem -> lines.add("left out: " + problem));
            more(rows.count() - rows.first().size(), "row", lines);
          }
        });
    return lines;
  }

  private static void more(long number, String what, List<String> lines) {
    if (number > 0) {
      lines.add("... and " + number + " more " + what + (number == 1 ? "" : "s"));
    }
  }

  /** What an archive holds of each pool. */
  static List<String> lines(Info info) {
    List<PoolStatistics> pools = info.pools().subList(0, info.shown());
    int width = pools.stream().mapToInt(pool -> pool.pool().id().length()).max().orElse(1);
    List<String> lines = new ArrayList<>();
    lines.add(summary(info));
    lines.add("");
    lines.add(
        " ".repeat(width)
            + String.format(
                Locale.ROOT,
                ROW,
                "first",
                "last",
                "days",
                "rows",
                "changes",
                "gaps",
                "longest",
                "p50",
                "p95",
                "volat")
            + (info.budget().isPresent()
                ? String.format(
                    Locale.ROOT, " %9s", "<=" + MicroUsd.format(info.budget().getAsLong()))
                : ""));
    pools.forEach(pool -> lines.add(row(pool, width)));
    lines.add("");
    if (info.shown() < info.pools().size()) {
      lines.add(
          "... and "
              + count(info.pools().size() - info.shown(), "more pool")
              + "; --limit 0 lists all, --types and --zones choose");
    }
    lines.add(
        "Prices in USD per hour, weighted by time; a gap is longer than "
            + Durations.show(info.gap())
            + "; volatility is standard deviation / mean.");
    return lines;
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

  private static String row(PoolStatistics pool, int width) {
    String share =
        pool.shareWithinBudget().isPresent()
            ? String.format(
                Locale.ROOT, " %8.2f%%", PERCENT * pool.shareWithinBudget().getAsDouble())
            : "";
    return String.format(Locale.ROOT, "%-" + width + "s", pool.pool().id())
        + String.format(
            Locale.ROOT,
            ROW,
            minute(pool.first()),
            minute(pool.last()),
            String.format(Locale.ROOT, "%.1f", pool.span().toSeconds() / DAY),
            pool.observations(),
            pool.changes(),
            pool.gaps(),
            pool.longestGap()
                .map(gap -> String.format(Locale.ROOT, "%.1f h", gap.toSeconds() / HOUR))
                .orElse("-"),
            MicroUsd.format(pool.medianMicroUsd()),
            MicroUsd.format(pool.p95MicroUsd()),
            String.format(Locale.ROOT, "%.2f%%", PERCENT * pool.volatility()))
        + share;
  }

  private static String minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
  }
}
