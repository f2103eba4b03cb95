package dev.spotwise.cli;

import dev.spotwise.cli.config.Durations;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.archive.PoolStatistics;
import dev.spotwise.data.archive.PriceArchive;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spot archive info}. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tell what an archive holds of each pool: span, gaps, changes, prices.",
    footer = {
      "",
      "Prices are weighted by the time for which they held, from one observation to the next.",
      "Volatility is their standard deviation over their mean.",
      "",
      "Example:",
      "  spot archive info prices --types m5.large,m5a.large --budget 0.05"
    })
final class ArchiveInfoCommand implements Callable<Integer> {

  private final Console console;

  private static final int SHOWN = 50;

  @Parameters(paramLabel = "ARCHIVE", description = "Folder of the archive.")
  private String archive;

  @Mixin private ArchiveOptions selection;

  @Option(
      names = "--gap",
      order = 11,
      paramLabel = "TIME",
      defaultValue = "26h",
      description =
          "Longer periods without an observation are gaps; 26h by default, as AWS repeats prices"
              + " every 24 hours or so.")
  private String gap;

  @Option(
      names = "--budget",
      order = 12,
      paramLabel = "USD",
      description = "Tell the share of the time at a price of at most this, per instance-hour.")
  private String budget;

  @Option(
      names = "--limit",
      order = 13,
      paramLabel = "N",
      description = "Pools to list, 0 for all; 50 by default, all with --json.")
  private Integer limit;

  @Option(names = "--json", order = 14, description = "Print JSON instead of a table.")
  private boolean json;

  @Inject
  ArchiveInfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit != null && limit < 0) {
      throw new IllegalArgumentException("--limit must be >= 0 but was " + limit);
    }
    Duration longest = gap();
    OptionalLong most = budget();
    PriceArchive opened = ArchiveOptions.archive(archive);
    List<PoolStatistics> pools = opened.statistics(selection.select(opened), longest, most);
    int otherwise = json ? 0 : SHOWN;
    int asked = limit == null ? otherwise : limit;
    int shown = asked == 0 ? pools.size() : Math.min(asked, pools.size());
    ArchiveReport.Info info =
        new ArchiveReport.Info(archive, opened.summary(), longest, most, pools, shown);
    if (json) {
      console.print(ArchiveJson.of(info));
    } else {
      console.print(ArchiveReport.lines(info, console.terminal()));
    }
    return 0;
  }

  private Duration gap() {
    try {
      Duration parsed = Durations.parse(gap);
      if (parsed.isZero()) {
        throw new IllegalArgumentException("must be > 0");
      }
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--gap " + e.getMessage(), e);
    }
  }

  private OptionalLong budget() {
    try {
      return budget == null ? OptionalLong.empty() : OptionalLong.of(MicroUsd.parse(budget));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--budget: " + e.getMessage(), e);
    }
  }
}
