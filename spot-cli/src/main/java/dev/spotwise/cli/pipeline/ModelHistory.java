package dev.spotwise.cli.pipeline;

import dev.spotwise.data.AtomicFile;
import dev.spotwise.models.ModelBundle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Models that were in use once, and why they are not any more. */
final class ModelHistory {

  static final String FOLDER = "history";
  static final String LOG = "retrain.jsonl";

  private static final int PREFIX = 12;
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ModelHistory() {}

  /**
   * Copies the models of a folder into its history, the manifest last.
   *
   * @return the folder of the copy, named after the end of training and the manifest's digest
   */
  static Path keep(Path models, ModelBundle bundle) {
    try {
      Instant end = bundle.price().card().trainedOn().to();
      byte[] manifest = Files.readAllBytes(models.resolve(ModelBundle.FILES.get(0)));
      String digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(manifest));
      Path kept =
          models.resolve(FOLDER).resolve(COMPACT.format(end) + "-" + digest.substring(0, PREFIX));
      List<String> names = new ArrayList<>(ModelBundle.FILES);
      Collections.reverse(names);
      for (String name : names) {
        Path file = models.resolve(name);
        if (Files.exists(file)) {
          AtomicFile.write(kept.resolve(name), copy -> Files.copy(file, copy));
        }
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("can't keep the models of " + models + ": " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Refuses a place where no log can be written, before any work is done. */
  static void requireLog(Path models) {
    Path file = models.resolve(LOG);
    if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
      IOException problem = new IOException("it must be a file that can be written to but is not");
      throw new UncheckedIOException("can't write " + file + ": " + problem.getMessage(), problem);
    }
  }

  /** Appends a line to the log, after a line break if the last one was cut short. */
  static void log(Path models, String line) {
    Path file = models.resolve(LOG);
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
      String before = "";
      if (log.length() > 0) {
        log.seek(log.length() - 1);
        before = log.readByte() == '\n' ? "" : "\n";
      }
      log.write((before + line + "\n").getBytes(StandardCharsets.UTF_8));
      log.getFD().sync();
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file + ": " + e, e);
    }
  }
}
