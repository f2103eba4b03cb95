package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a saved {@link ModelBundle} consists of: {@value #FILE}, written after the files that it
 * lists, so that a folder is a bundle or is refused.
 *
 * @param libraryVersion version of this library that trained the models
 * @param schema columns that they were trained on
 * @param trainedOn window that their rows and labels came from
 * @param seed seed of their training
 * @param dataDigest SHA-256 of their training rows and labels, hexadecimal
 * @param models the price predictor and the stability ranker
 * @param files all files of the bundle but the manifest, sorted by name
 */
public record BundleManifest(
    String libraryVersion,
    FeatureSchema schema,
    TimeWindow trainedOn,
    long seed,
    String dataDigest,
    List<ModelEntry> models,
    List<FileEntry> files) {

  /** File name of the manifest. */
  public static final String FILE = "bundle.json";

  /** File name of the summary of the training features. */
  public static final String SUMMARY_FILE = "feature_summary.json";

  /** Checks and freezes. */
  public BundleManifest {
    requireNonNull(libraryVersion, "libraryVersion");
    requireNonNull(schema, "schema");
    requireNonNull(trainedOn, "trainedOn");
    requireNonNull(dataDigest, "dataDigest");
    models = List.copyOf(models);
    files = List.copyOf(files);
    for (int i = 1; i < files.size(); i++) {
      if (files.get(i - 1).name().compareTo(files.get(i).name()) >= 0) {
        throw new IllegalArgumentException(
            "files must be sorted by name, each once, but " + files.get(i).name() + " is not");
      }
    }
  }

  /**
   * One model of a bundle.
   *
   * @param role what it is for, {@code price} or {@code stability}
   * @param model id, such as {@code forest}
   * @param file name of its file
   * @param horizons how far ahead it looks, ascending
   * @param settings what it was trained with, by name
   * @param scores its own on test rows and those of the first baseline on its card
   */
  public record ModelEntry(
      String role,
      String model,
      String file,
      List<Duration> horizons,
      SortedMap<String, String> settings,
      List<Score> scores) {

    /** Freezes. */
    public ModelEntry {
      requireNonNull(role, "role");
      requireNonNull(model, "model");
      requireNonNull(file, "file");
      horizons = List.copyOf(horizons);
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
      scores = List.copyOf(scores);
    }

    static ModelEntry of(String role, String file, ModelCard card) {
      List<String> shown = card.scores().stream().map(Score::model).distinct().limit(2).toList();
      return new ModelEntry(
          role,
          card.model(),
          file,
          card.horizons(),
          card.settings(),
          card.scores().stream()
              .filter(score -> score.split() == Split.TEST && shown.contains(score.model()))
              .toList());
    }
  }

  /**
   * One file of a bundle.
   *
   * @param name its name in the bundle's folder
   * @param bytes its size, &gt;= 0
   * @param sha256 its SHA-256, 64 hexadecimal digits in lower case
   */
  public record FileEntry(String name, long bytes, String sha256) {

    /** Checks the form. */
    public FileEntry {
      requireNonNull(name, "name");
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes must be >= 0 but was " + bytes);
      }
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("sha256 must be 64 hexadecimal digits but is not");
      }
    }
  }

  /** What a bundle is, in these files. */
  static BundleManifest of(ModelBundle bundle, List<FileEntry> files) {
    ModelCard card = bundle.price().card();
    return new BundleManifest(
        card.libraryVersion(),
        card.schema(),
        card.trainedOn(),
        card.seed(),
        card.dataDigest(),
        List.of(
            ModelEntry.of("price", ModelBundle.PRICE_FILE, card),
            ModelEntry.of("stability", ModelBundle.STABILITY_FILE, bundle.stability().card())),
        files);
  }

  /**
   * Reads the manifest of a folder and verifies size and checksum of every file that it lists.
   *
   * @throws dev.spotwise.data.MarketDataException if there is no bundle, it is of a newer version,
   *     or a file is missing, changed or not one of this bundle
   */
  public static BundleManifest verified(Path folder) {
    return BundleFiles.verified(folder);
  }
}
