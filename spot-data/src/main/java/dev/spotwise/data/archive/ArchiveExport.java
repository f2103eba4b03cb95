package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.archive.PriceArchive.ExportContent;
import dev.spotwise.data.format.PriceFiles;
import dev.spotwise.data.format.PriceWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Writes a selection of an archive to a file. */
final class ArchiveExport {

  private final ArchiveFolder folder;
  private final ArchiveSelection selection;
  private final ExportContent content;
  private long rows;

  ArchiveExport(ArchiveFolder folder, ArchiveSelection selection, ExportContent content) {
    this.folder = folder;
    this.selection = selection;
    this.content = content;
  }

  /** Rows written. */
  long rows() {
    return rows;
  }

  void write(Path file, PriceFiles.Form form) throws IOException {
    try {
      rows = folder.consistently(manifest -> write(manifest, file, form));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (rows == 0) {
      throw selection.holdsNothing(folder.root());
    }
  }

  private long write(Manifest manifest, Path file, PriceFiles.Form form) {
    try {
      Files.deleteIfExists(file);
      try (PriceWriter writer = PriceFiles.open(file, form)) {
        Chosen chosen = new Chosen(writer, content);
        SelectedRows.read(folder, manifest, selection, chosen);
        return chosen.rows;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Chosen implements PriceSink {

    private final PriceWriter writer;
    private final boolean changesOnly;
    private final Map<CapacityPool, Long> lastPrices = new HashMap<>();
    private long rows;

    Chosen(PriceWriter writer, ExportContent content) {
      this.writer = writer;
      this.changesOnly = content == ExportContent.CHANGES;
    }

    @Override
    public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      if (changesOnly) {
        Long last = lastPrices.put(pool, microUsdPerHour);
        if (last != null && last == microUsdPerHour) {
          return;
        }
      }
      writer.accept(pool, epochSecond, microUsdPerHour);
      rows++;
    }
  }
}
