package dev.spotwise.cli;

import dev.spotwise.data.archive.PriceArchive;
import dev.spotwise.data.archive.PriceArchive.ExportContent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spot archive export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Write an archive, or a part of it, as one file that other programs read.",
    footer = {
      "",
      "Example:",
      "  spot archive export prices m5.csv.gz --types m5.large --from 2026-01-01 --to 2026-02-01"
    })
final class ArchiveExportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "ARCHIVE", description = "Folder of the archive.")
  private String archive;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "File to write, replaced if it exists: .csv, .csv.gz or .parquet.")
  private Path file;

  @Mixin private ArchiveOptions selection;

  @Option(
      names = "--changes",
      order = 11,
      description =
          "Leave out observations at an unchanged price; by default every one is written.")
  private boolean changes;

  @Inject
  ArchiveExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    PriceArchive opened = ArchiveOptions.archive(archive);
    ExportContent content = changes ? ExportContent.CHANGES : ExportContent.OBSERVATIONS;
    console.step(
        "export",
        () ->
            ArchiveReport.count(
                    opened.export(file, selection.select(opened), content), "observation")
                + " to "
                + file);
    return 0;
  }
}
