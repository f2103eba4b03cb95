package dev.spotwise.data.archive;

import dev.spotwise.data.MarketDataException;
import java.nio.file.Path;

/** A file that the manifest names is not there: damage, or an addition has just replaced it. */
final class MissingPartitionException extends MarketDataException {

  MissingPartitionException(Path file) {
    super("partition of the archive must be there but is missing: " + file);
  }
}
