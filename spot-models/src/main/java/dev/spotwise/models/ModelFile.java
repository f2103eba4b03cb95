package dev.spotwise.models;

import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.models.baseline.AdvisorRanker;
import dev.spotwise.models.baseline.AgeRateRanker;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.baseline.DriftPredictor;
import dev.spotwise.models.baseline.MomentumPredictor;
import dev.spotwise.models.baseline.PersistencePredictor;
import dev.spotwise.models.baseline.SeasonalNaivePredictor;
import dev.spotwise.models.baseline.SeasonalNaivePredictor.Season;
import dev.spotwise.models.baseline.TypeRateRanker;
import dev.spotwise.models.baseline.UnknownRanker;
import dev.spotwise.models.hazard.BlendedRanker;
import dev.spotwise.models.hazard.HazardRanker;
import dev.spotwise.models.tree.BoostedRanker;
import dev.spotwise.models.tree.ForestPredictor;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;

/**
 * One model in one file: eight bytes that name the form, the format version, the card as JSON, the
 * model's arrays in big-endian order, and the SHA-256 of all that. No Java serialization.
 */
final class ModelFile {

  private static final byte[] MAGIC = "SPOTMODL".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int DIGEST_BYTES = 32;
  private static final long MAX_FILE_BYTES = 1L << 30;

  private ModelFile() {}

  static void write(Path file, PricePredictor model) {
    write(
        file,
        model.card(),
        out -> {
          if (model instanceof ForestPredictor forest) {
            forest.write(out);
          } else if (model instanceof MomentumPredictor momentum) {
            for (int horizon = 0; horizon < momentum.horizons().size(); horizon++) {
              out.writeDouble(momentum.coefficient(horizon));
            }
          } else if (!isItsCard(model)) {
            throw unsaveable(model.card());
          }
        });
  }

  /** Whether there is nothing to a model but its card. */
  private static boolean isItsCard(PricePredictor model) {
    return model instanceof PersistencePredictor
        || model instanceof DriftPredictor
        || model instanceof SeasonalNaivePredictor;
  }

  static void write(Path file, StabilityRanker model) {
    write(
        file,
        model.card(),
        out -> {
          if (model instanceof BoostedRanker ranker) {
            ranker.write(out);
          } else if (model instanceof HazardRanker hazard) {
            hazard.write(out);
          } else if (model instanceof BlendedRanker blend) {
            blend.write(out);
          } else if (model instanceof BaseRateRanker base) {
            for (int horizon = 0; horizon < base.horizons().size(); horizon++) {
              out.writeDouble(base.survival(horizon));
            }
          } else if (model instanceof TypeRateRanker byType) {
            byType.write(out);
          } else if (model instanceof AgeRateRanker byAge) {
            byAge.write(out);
          } else if (!(model instanceof UnknownRanker || model instanceof AdvisorRanker)) {
            throw unsaveable(model.card());
          }
        });
  }

  private interface Body {
    void write(DataOutput out) throws IOException;
  }

  private static IllegalArgumentException unsaveable(ModelCard card) {
    return new IllegalArgumentException("a model of kind " + card.model() + " can't be saved");
  }

  private static void write(Path file, ModelCard card, Body body) {
    AtomicFile.write(
        file,
        temporary -> {
          MessageDigest digest = Sha256.open();
          try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            DataOutputStream out = new DataOutputStream(new DigestOutputStream(bytes, digest));
            out.write(MAGIC);
            out.writeInt(VERSION);
            byte[] json = CardJson.write(card);
            out.writeInt(json.length);
            out.write(json);
            body.write(out);
            out.flush();
            bytes.write(digest.digest());
          }
          requireReadable(file, Files.size(temporary));
        });
  }

  private static void requireReadable(Path file, long size) {
    if (size > MAX_FILE_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a model must have at most %d bytes but would have %d (%s): grow fewer or smaller trees",
              MAX_FILE_BYTES,
              size,
              file));
    }
  }

  static PricePredictor readPrice(Path file) {
    return read(
        file,
        (card, in) ->
            switch (card.model()) {
              case ForestPredictor.ID -> ForestPredictor.read(card, in);
              case PersistencePredictor.ID -> new PersistencePredictor(card);
              case MomentumPredictor.ID -> new MomentumPredictor(card, doubles(card, in));
              case DriftPredictor.ID -> new DriftPredictor(card);
              case SeasonalNaivePredictor.DAY_ID -> new SeasonalNaivePredictor(card, Season.DAY);
              case SeasonalNaivePredictor.WEEK_ID -> new SeasonalNaivePredictor(card, Season.WEEK);
              default -> throw new IOException("it holds no price predictor but " + card.model());
            });
  }

  static StabilityRanker readStability(Path file) {
    return read(
        file,
        (card, in) ->
            switch (card.model()) {
              case BoostedRanker.ID -> BoostedRanker.read(card, in);
              case HazardRanker.ID -> HazardRanker.read(card, in);
              case BlendedRanker.ID -> BlendedRanker.read(card, in);
              case AdvisorRanker.ID -> new AdvisorRanker(card);
              case BaseRateRanker.ID ->
                  new BaseRateRanker(card, doubles(card, in)).withScores(card.scores());
              case TypeRateRanker.ID -> TypeRateRanker.read(card, in);
              case AgeRateRanker.ID -> AgeRateRanker.read(card, in);
              case UnknownRanker.ID -> new UnknownRanker(card);
              default -> throw new IOException("it holds no stability ranker but " + card.model());
            });
  }

  /** One number per horizon. */
  private static double[] doubles(ModelCard card, DataInputStream in) throws IOException {
    double[] values = new double[card.horizons().size()];
    for (int horizon = 0; horizon < values.length; horizon++) {
      values[horizon] = in.readDouble();
    }
    return values;
  }

  static ModelBundle together(Path folder, PricePredictor price, StabilityRanker stability) {
    try {
      return new ModelBundle(price, stability);
    } catch (IllegalArgumentException e) {
      throw new MarketDataException(
          "the models in " + folder + " don't belong together, train again: " + e.getMessage(), e);
    }
  }

  private interface Reader<T> {
    T read(ModelCard card, DataInputStream in) throws IOException;
  }

  private static <T> T read(Path file, Reader<T> reader) {
    byte[] bytes = bytes(file);
    int size = bytes.length - DIGEST_BYTES;
    if (size < MAGIC.length + 8 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new MarketDataException(file + " is no model of this library");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, size))) {
      in.skipNBytes(MAGIC.length);
      int version = in.readInt();
      if (version != VERSION) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "%s has model format %d, this version of spotwise reads %d; %s",
                file,
                version,
                VERSION,
                version > VERSION ? "a newer spotwise is needed" : "train again"));
      }
      if (!Arrays.equals(bytes, size, bytes.length, sha256(bytes, size), 0, DIGEST_BYTES)) {
        throw new MarketDataException(file + " is damaged: its digest does not match");
      }
      int length = in.readInt();
      if (length < 0 || length > in.available()) {
        throw new IOException(
            "card must have up to " + in.available() + " bytes but has " + length);
      }
      T model = reader.read(CardJson.read(in.readNBytes(length)), in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes are left over");
      }
      return model;
    } catch (EOFException e) {
      throw new MarketDataException(file + " is no sound model: it ends too early", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new MarketDataException(file + " is no sound model: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new MarketDataException(
            file + " must have at most " + MAX_FILE_BYTES + " bytes but has " + Files.size(file));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new MarketDataException("no such model: " + file, e);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] sha256(byte[] bytes, int size) {
    MessageDigest digest = Sha256.open();
    digest.update(bytes, 0, size);
    return digest.digest();
  }
}
