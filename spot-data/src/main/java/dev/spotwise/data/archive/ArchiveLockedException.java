package dev.spotwise.data.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Somebody else, in this process or another, is adding to the archive. */
public final class ArchiveLockedException extends UncheckedIOException {

  ArchiveLockedException(Path archive) {
    super(
        "something else is being added to the archive " + archive + "; try again when that is done",
        new IOException("locked: " + archive));
  }
}
