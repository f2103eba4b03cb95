package dev.spotwise.cli;

import dev.spotwise.data.PriceSource;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.SkippedRows;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.archive.AddResult;
import dev.spotwise.data.archive.AddSettings;
import dev.spotwise.data.archive.ArchiveAddition;
import dev.spotwise.data.archive.PriceArchive;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spot archive add}. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Add the prices of sources to an archive, all of them or nothing.",
    footer = {
      "",
      "The order of additions doesn't matter, nor does adding the same again. Of two prices for one",
      "pool and second the higher is kept; each such conflict is counted, the first 20 are listed.",
      "",
      "Examples:",
      "  spot archive add prices today.json yesterday.json.gz",
      "  spot archive add prices csv:old.csv.gz aws-cli:dumps archive:colleague"
    })
final class ArchiveAddCommand implements Callable<Integer> {

  private final Sources sources;
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "ARCHIVE",
      description = "Folder of the archive; made if it is not there.")
  private String archive;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "SOURCE",
      description = "Prices: a path, or a scheme and a place; 'spot sources' lists the schemes.")
  private List<String> locations;

  @Option(
      names = "-O",
      order = 1,
      paramLabel = "NAME=VALUE",
      description = "Option of the sources, as 'spot sources' lists them; each of them takes it.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--lenient",
      order = 2,
      description = "Leave out rows that can't be read; they are counted, and the first 20 listed.")
  private boolean lenient;

  @Option(
      names = "--buffer",
      order = 3,
      paramLabel = "N",
      defaultValue = "" + AddSettings.DEFAULT_BUFFERED,
      description =
          "Observations held in memory at a time, 20 bytes each; 4000000 by default. Changes no"
              + " byte of the archive.")
  private int buffer;

  @Option(names = "--json", order = 4, description = "Print JSON instead of text.")
  private boolean json;

  @Inject
  ArchiveAddCommand(Sources sources, Console console) {
    this.sources = sources;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (buffer < 1 || buffer > AddSettings.MOST_BUFFERED) {
      throw new IllegalArgumentException(
          "--buffer must be in [1, " + AddSettings.MOST_BUFFERED + "] but was " + buffer);
    }
    AddSettings settings = new AddSettings(buffer);
    PriceArchive target = ArchiveOptions.archive(archive);
    Map<String, PriceSource> opened = new LinkedHashMap<>();
    for (String location : locations) {
      opened.put(location, sources.openPrices(location, SourceOptions.of(options)));
    }
    Map<String, SkippedRows> skipped = new LinkedHashMap<>();
    AddResult result;
    try (ArchiveAddition addition = target.beginAdd(settings)) {
      for (Map.Entry<String, PriceSource> source : opened.entrySet()) {
        SkippedRows badRows = new SkippedRows();
        skipped.put(source.getKey(), badRows);
        console.step("read", () -> read(addition, source, badRows));
      }
      AddResult[] committed = new AddResult[1];
      console.step(
          "write",
          () -> {
            committed[0] = addition.commit();
            return ArchiveReport.count(committed[0].written().size(), "file");
          });
      result = committed[0];
    }
    if (json) {
      console.print(ArchiveJson.of(archive, result, skipped));
    } else {
      console.print(ArchiveReport.lines(archive, result, skipped, console.terminal()));
    }
    return 0;
  }

  private String read(
      ArchiveAddition addition, Map.Entry<String, PriceSource> source, SkippedRows badRows) {
    long rows = addition.read(source.getValue(), lenient ? badRows : new RowSink() {});
    return String.format(
        Locale.ROOT, "%s from %s", ArchiveReport.count(rows, "observation"), source.getKey());
  }
}
