package dev.spotwise.models;

import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.models.BundleManifest.FileEntry;
import dev.spotwise.models.drift.FeatureSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A {@link ModelBundle} as files of a folder.
 *
 * <p>Each file replaces its predecessor whole, the manifest as the last one. Stopped in between,
 * the manifest is that of the files before, or missing, and the folder is refused.
 */
final class BundleFiles {

  private static final String ASIDE = ".new";
  private static final int MOST_MANIFEST_BYTES = 1 << 22;
  private static final int MOST_SUMMARY_BYTES = 1 << 27;

  private BundleFiles() {}

  /** Writes all files aside, which takes its time, and then moves them into place at once. */
  static void save(Path folder, ModelBundle bundle) {
    Path aside = folder.resolve(ASIDE);
    List<FileEntry> files = new ArrayList<>();
    files.add(ModelFile.write(aside.resolve(ModelBundle.PRICE_FILE), bundle.price()));
    files.add(ModelFile.write(aside.resolve(ModelBundle.STABILITY_FILE), bundle.stability()));
    bundle.features().ifPresent(summary -> files.add(write(aside, summary)));
    files.sort(Comparator.comparing(FileEntry::name));
    byte[] json = ManifestJson.write(BundleManifest.of(bundle, files));
    AtomicFile.write(aside.resolve(BundleManifest.FILE), file -> Files.write(file, json));
    try {
      for (FileEntry file : files) {
        moveInto(folder, aside, file.name());
      }
      moveInto(folder, aside, BundleManifest.FILE);
      Files.delete(aside);
    } catch (IOException e) {
      throw new UncheckedIOException("can't move models into " + folder + ": " + e, e);
    }
  }

  private static void moveInto(Path folder, Path aside, String name) throws IOException {
    Files.move(
        aside.resolve(name),
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileEntry write(Path folder, FeatureSummary summary) {
    byte[] json = SummaryJson.write(summary);
    AtomicFile.write(folder.resolve(BundleManifest.SUMMARY_FILE), file -> Files.write(file, json));
    return new FileEntry(
        BundleManifest.SUMMARY_FILE,
        json.length,
        HexFormat.of().formatHex(Sha256.open().digest(json)));
  }

  static ModelBundle load(Path folder) {
    BundleManifest manifest = verified(folder);
    PricePredictor price = ModelFile.readPrice(folder.resolve(ModelBundle.PRICE_FILE));
    StabilityRanker stability = ModelFile.readStability(folder.resolve(ModelBundle.STABILITY_FILE));
    Optional<FeatureSummary> features = Optional.empty();
    if (manifest.files().stream()
        .anyMatch(file -> file.name().equals(BundleManifest.SUMMARY_FILE))) {
      features = Optional.of(readSummary(folder));
    }
    try {
      ModelBundle bundle = new ModelBundle(price, stability, features);
      if (!BundleManifest.of(bundle, manifest.files()).equals(manifest)) {
        throw new IllegalArgumentException(
            BundleManifest.FILE + " must describe these models but describes others");
      }
      return bundle;
    } catch (IllegalArgumentException e) {
      throw new MarketDataException(
          "the models in "
              + folder
              + " don't belong together, train again: "
              + StrictJson.reason(e),
          e);
    }
  }

  private static FeatureSummary readSummary(Path folder) {
    Path file = folder.resolve(BundleManifest.SUMMARY_FILE);
    try {
      return SummaryJson.read(BoundedFile.read(file, MOST_SUMMARY_BYTES));
    } catch (IOException | IllegalArgumentException e) {
      throw new MarketDataException(
          file + " is no sound summary of features: " + StrictJson.reason(e), e);
    }
  }

  static BundleManifest verified(Path folder) {
    Path file = folder.resolve(BundleManifest.FILE);
    requireManifest(folder, file);
    BundleManifest manifest = parsed(file, BoundedFile.read(file, MOST_MANIFEST_BYTES));
    manifest.files().forEach(entry -> verify(folder, entry));
    return manifest;
  }

  private static void requireManifest(Path folder, Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.exists(folder.resolve(ModelBundle.PRICE_FILE))
        || Files.exists(folder.resolve(ModelBundle.STABILITY_FILE))) {
      throw new MarketDataException(
          "the models in "
              + folder
              + " lack "
              + BundleManifest.FILE
              + ": they were being written when that was stopped, or are of an earlier version;"
              + " train again");
    }
    throw new MarketDataException("no models in " + folder + "; train some first");
  }

  private static BundleManifest parsed(Path file, byte[] json) {
    try {
      return ManifestJson.read(json);
    } catch (IOException | IllegalArgumentException e) {
      throw new MarketDataException(file + " is no sound manifest: " + StrictJson.reason(e), e);
    }
  }

  private static void verify(Path folder, FileEntry entry) {
    Path file = folder.resolve(entry.name());
    try (SeekableByteChannel channel = BoundedFile.open(file, Long.MAX_VALUE)) {
      boolean same = channel.size() == entry.bytes();
      if (same) {
        byte[] digest = Sha256.of(new FileSlice(channel, entry.bytes()));
        same = HexFormat.of().formatHex(digest).equals(entry.sha256());
      }
      if (!same) {
        throw new MarketDataException(
            file
                + " is not the file that "
                + BundleManifest.FILE
                + " lists: it is damaged, or the models were being written when that was stopped;"
                + " train again");
      }
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
