package dev.spotwise.data.format;

import com.github.luben.zstd.Zstd;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A file that is not what it should be.
 *
 * @param name what is wrong with it
 * @param form what it is read as
 * @param content its bytes
 * @param message what the refusal must contain
 * @param badRows how many rows a tolerant sink leaves out; 0 if the whole file is refused in any
 *     case
 * @param goodRows how many rows it reads then
 */
record MalformedInput(
    String name, Form form, Supplier<byte[]> content, String message, int badRows, int goodRows) {

  /** What a file is read as. A new form adds itself here, and its inputs to the test. */
  enum Form {
    /** As other programs write it. */
    PRICES_CSV("prices.csv") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return prices("csv:" + file, badRows);
      }
    },
    AWS_JSON("prices.json") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return prices("aws-cli:" + file, badRows);
      }
    },
    AWS_TEXT("prices.txt") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return prices("aws-text:" + file, badRows);
      }
    },
    PRICES_PARQUET("prices.parquet") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return prices("parquet:" + file, badRows);
      }
    },
    INTERRUPTIONS_CSV("events.csv") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return interruptions("csv:" + file, badRows);
      }
    },
    INTERRUPTIONS_PARQUET("events.parquet") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return interruptions("parquet:" + file, badRows);
      }
    },
    TRACE("us-east-1a_trace.json") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return availability("trace:" + file, TRACE_OPTIONS, badRows);
      }
    },
    AVAILABILITY_PARQUET("availability.parquet") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return availability("parquet:" + file, SourceOptions.none(), badRows);
      }
    },
    /** Always read strictly. */
    ON_DEMAND_CSV("on-demand.csv") {
      @Override
      List<String> read(Path file, RowSink badRows) {
        return List.copyOf(OnDemandCsv.read(file).instanceTypes());
      }
    };

    private static final SourceOptions TRACE_OPTIONS =
        SourceOptions.of(
            Map.of("polarity", "1-is-up", "start", "2024-01-01", "instance-type", "m5.large"));
    private static final PriceQuery ALL =
        new PriceQuery(TimeWindow.parse("2024-01-01/2024-02-01"), Set.of(), Set.of(), Set.of());

    private final String fileName;

    Form(String fileName) {
      this.fileName = fileName;
    }

    String fileName() {
      return fileName;
    }

    /** Reads a file as what this form is, as text per row. */
    abstract List<String> read(Path file, RowSink badRows);

    private static List<String> prices(String location, RowSink badRows) {
      return Recorded.prices(
          Sources.load().openPrices(location, SourceOptions.none()), ALL, badRows);
    }

    private static List<String> interruptions(String location, RowSink badRows) {
      return Recorded.interruptions(
          Sources.load().openInterruptions(location, SourceOptions.none()), ALL, badRows);
    }

    private static List<String> availability(
        String location, SourceOptions options, RowSink badRows) {
      return Recorded.availability(
          Sources.load().openAvailability(location, options), ALL, badRows);
    }
  }

  /** A file that is refused as a whole, whatever a sink would have left out. */
  static MalformedInput file(String name, Form form, byte[] content, String message) {
    return rows(name, form, content, message, 0, 0);
  }

  /** The same, of a text. */
  static MalformedInput file(String name, Form form, String content, String message) {
    return file(name, form, content.getBytes(StandardCharsets.UTF_8), message);
  }

  /** A file with one bad row between two good ones. */
  static MalformedInput row(String name, Form form, String content, String message) {
    return rows(name, form, content.getBytes(StandardCharsets.UTF_8), message, 1, 2);
  }

  /** A file with some bad rows among good ones. */
  static MalformedInput rows(
      String name, Form form, byte[] content, String message, int badRows, int goodRows) {
    return new MalformedInput(name, form, () -> content, message, badRows, goodRows);
  }

  /** A hundred megabytes between two texts, packed in a frame of zstd per megabyte. */
  static byte[] hundredMegabytes(String before, String repeated, String after) {
    byte[] megabyte = frame(repeated.repeat((1 << 20) / repeated.length()));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(frame(before));
    for (int i = 0; i < 100; i++) {
      packed.writeBytes(megabyte);
    }
    packed.writeBytes(frame(after));
    return packed.toByteArray();
  }

  private static byte[] frame(String text) {
    return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Several texts under each other. */
  static String lines(String... lines) {
    return List.of(lines).stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return form + ": " + name;
  }
}
