package dev.spotwise.data.archive;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prices from an archive: scheme {@code archive}, no options. The location is the archive's folder.
 *
 * <p>Reads the partitions of the regions asked for up to the end of the window, those before it
 * too, as the price at its beginning follows from them. Each file is held to its digest. Memory
 * follows the largest partition's row groups. Immutable and thread-safe.
 */
public final class ArchivePrices implements PriceSourceProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ArchivePrices() {}

  @Override
  public String scheme() {
    return "archive";
  }

  @Override
  public String summary() {
    return "prices that 'spot archive add' has collected in a folder";
  }

  @Override
  public boolean recognises(Path path, String head) {
    return ArchiveFolder.isArchive(path);
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    options.requireOnly(List.of());
    if (!Files.isDirectory(at.path())) {
      throw new MarketDataException(
          Files.exists(at.path())
              ? "archive must be a folder but is a file: " + at.path()
              : "no such archive: " + at.path());
    }
    return PriceArchive.at(at.path()).source();
  }
}
