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
import dev.spotwise.models.hazard.RenewalRanker;
import dev.spotwise.models.tree.BoostedRanker;
import dev.spotwise.models.tree.ForestPredictor;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One model in one file: eight bytes that name the form, the format version, the card as JSON, the
 * model's arrays in big-endian order, and the SHA-256 of all that. No Java serialization.
 */
final class ModelFile {

  private static final byte[] MAGIC = "SPOTMODL".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int HEADER_BYTES = MAGIC.length + 2 * Integer.BYTES;
  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final long MAX_CARD_BYTES = 1L << 24;
  private static final long GROWTH = 3;

  private ModelFile() {}

  static BundleManifest.FileEntry write(Path file, PricePredictor model) {
    return write(
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

  static BundleManifest.FileEntry write(Path file, StabilityRanker model) {
    return write(
        file,
        model.card(),
        out -> {
          if (model instanceof BoostedRanker ranker) {
            ranker.write(out);
          } else if (model instanceof HazardRanker hazard) {
            hazard.write(out);
          } else if (model instanceof RenewalRanker renewal) {
            renewal.write(out);
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

  private static BundleManifest.FileEntry write(Path file, ModelCard card, Body body) {
    MessageDigest whole = Sha256.open();
    long[] size = new long[1];
    AtomicFile.write(
        file,
        temporary -> {
          MessageDigest content = Sha256.open();
          try (OutputStream opened = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            DigestOutputStream bytes = new DigestOutputStream(opened, whole);
            DataOutputStream out = new DataOutputStream(new DigestOutputStream(bytes, content));
            out.write(MAGIC);
            out.writeInt(VERSION);
            byte[] json = CardJson.write(card);
            out.writeInt(json.length);
            out.write(json);
            body.write(out);
            out.flush();
            bytes.write(content.digest());
          }
          size[0] = Files.size(temporary);
          requireReadable(file, size[0]);
        });
    return new BundleManifest.FileEntry(
        file.getFileName().toString(), size[0], HexFormat.of().formatHex(whole.digest()));
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
              case RenewalRanker.ID -> RenewalRanker.read(card, in);
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

  private interface Reader<T> {
    T read(ModelCard card, DataInputStream in) throws IOException;
  }

  private static <T> T read(Path file, Reader<T> reader) {
    try (SeekableByteChannel channel = BoundedFile.open(file, MAX_FILE_BYTES)) {
      long size = channel.size() - Sha256.BYTES;
      requireMagic(file, channel, size);
      requireVersion(file, channel);
      requireMemory(file, size, Runtime.getRuntime().maxMemory());
      byte[] digest = Sha256.of(new FileSlice(channel, size));
      if (!MessageDigest.isEqual(digest, tail(channel, size))) {
        throw new MarketDataException(file + " is damaged: its digest does not match");
      }
      return parsed(file, new FileSlice(channel, size), reader);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static void requireMagic(Path file, SeekableByteChannel channel, long size)
      throws IOException {
    if (size < HEADER_BYTES
        || !Arrays.equals(MAGIC, new FileSlice(channel, size).readNBytes(MAGIC.length))) {
      throw new MarketDataException(file + " is no model of this library");
    }
  }

  private static void requireVersion(Path file, SeekableByteChannel channel) throws IOException {
    DataInputStream in = new DataInputStream(new FileSlice(channel, HEADER_BYTES));
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
  }

  /** A model takes about the room of its file, and up to three times that while it grows. */
  static void requireMemory(Path file, long size, long memory) {
    if (size > memory / GROWTH) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "%s must have at most %d bytes, a third of the memory that this program may take,"
                  + " but has %d; give Java more, such as -Xmx8g",
              file,
              memory / GROWTH,
              size));
    }
  }

  private static byte[] tail(SeekableByteChannel channel, long from) throws IOException {
    FileSlice whole = new FileSlice(channel, from + Sha256.BYTES);
    channel.position(from);
    return whole.readNBytes(Sha256.BYTES);
  }

  /** Content may be anything: whatever its reader stumbles over is said of the file. */
  private static <T> T parsed(Path file, FileSlice slice, Reader<T> reader) {
    try {
      DataInputStream in = new DataInputStream(slice);
      in.skipNBytes(MAGIC.length + Integer.BYTES);
      int length = in.readInt();
      long most = Math.min(MAX_CARD_BYTES, slice.remaining());
      if (length < 0 || length > most) {
        throw new IOException("card must have up to " + most + " bytes but has " + length);
      }
      T model = reader.read(CardJson.read(in.readNBytes(length)), in);
      if (slice.remaining() > 0) {
        throw new IOException(slice.remaining() + " bytes are left over");
      }
      return model;
    } catch (EOFException e) {
      throw new MarketDataException(file + " is no sound model: it ends too early", e);
    } catch (IOException | RuntimeException e) {
      throw new MarketDataException(file + " is no sound model: " + StrictJson.reason(e), e);
    }
  }
}
