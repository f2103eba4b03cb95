package dev.spotwise.data.format;

import static dev.spotwise.data.format.MalformedInput.Form.AVAILABILITY_PARQUET;
import static dev.spotwise.data.format.MalformedInput.Form.INTERRUPTIONS_PARQUET;
import static dev.spotwise.data.format.MalformedInput.Form.PRICES_PARQUET;
import static dev.spotwise.data.format.MalformedInput.file;

import dev.spotwise.data.format.MalformedInput.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;

/** Malformed Parquet files. */
final class MalformedParquet {

  private static final String TIME = "optional int64 timestamp (TIMESTAMP(MILLIS,true));";
  private static final String NAMES =
      " optional binary pool_id (STRING); optional binary instance_type (STRING);"
          + " optional binary az (STRING);";
  private static final String PRICE = " optional double spot_price;";
  private static final String STATE = " optional binary availability (STRING);";
  private static final long NEW_YEAR_MILLIS = 1_704_067_200_000L;

  private MalformedParquet() {}

  static Stream<MalformedInput> all() {
    return Stream.of(values(), others(), files()).flatMap(inputs -> inputs);
  }

  private static byte[] written(String schema, Groups.Filler... rows) {
    try {
      Path folder = Files.createTempDirectory("malformed");
      Path file = Groups.write(folder.resolve("x.parquet"), schema, List.of(rows));
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void good(Group row) {
    row.add("timestamp", NEW_YEAR_MILLIS);
    names(row);
    row.add("spot_price", 0.05);
  }

  private static void names(Group row) {
    row.add("pool_id", "us-east-1a_m5.large");
    row.add("instance_type", "m5.large");
    row.add("az", "us-east-1a");
  }

  private static MalformedInput price(String name, double price, String message) {
    return row(
        name,
        row -> {
          row.add("timestamp", NEW_YEAR_MILLIS);
          names(row);
          row.add("spot_price", price);
        },
        message);
  }

  private static MalformedInput time(String name, long millis, String message) {
    return row(
        name,
        row -> {
          row.add("timestamp", millis);
          names(row);
          row.add("spot_price", 0.05);
        },
        message);
  }

  private static MalformedInput row(String name, Groups.Filler bad, String message) {
    byte[] content =
        written(TIME + NAMES + PRICE, MalformedParquet::good, bad, MalformedParquet::good);
    return MalformedInput.rows(name, PRICES_PARQUET, content, message + " (FILE, row 2)", 1, 2);
  }

  private static Stream<MalformedInput> values() {
    String finite = "price must be finite and > 0 but was ";
    return Stream.of(
        price("price NaN", Double.NaN, finite + "NaN"),
        price("price infinite", Double.POSITIVE_INFINITY, finite + "Infinity"),
        price("price negative", -0.013, finite + "-0.013"),
        price("price of zero", 0, finite + "0.0"),
        price("price huge", 1e308, "USD per hour but was 1.0E308"),
        row("no price", MalformedParquet::withoutPrice, "spot_price must be given but was null"),
        row("no time", MalformedParquet::names, "timestamp must be given but was null"),
        row("nothing", row -> {}, "az must be given but was null"),
        time(
            "year 9999",
            253_402_300_799_000L,
            "must lie in the years 1970 to 2100 but was '253402300799000'"),
        time(
            "year 0",
            -62_167_219_200_000L,
            "must lie in the years 1970 to 2100 but was '-62167219200000'"));
  }

  private static void withoutPrice(Group row) {
    row.add("timestamp", NEW_YEAR_MILLIS);
    names(row);
  }

  private static Stream<MalformedInput> others() {
    byte[] states =
        written(
            TIME + NAMES + STATE,
            row -> state(row, 0, "UP"),
            row -> state(row, 1000, "up"),
            row -> state(row, 2000, "DOWN"));
    byte[] order =
        written(
            TIME + NAMES + STATE,
            row -> state(row, 1000, "UP"),
            row -> state(row, 0, "DOWN"),
            row -> state(row, 2000, "DOWN"));
    byte[] id =
        written(
            TIME + NAMES,
            MalformedParquet::withoutPrice,
            row -> {
              row.add("timestamp", NEW_YEAR_MILLIS);
              row.add("pool_id", "us-east-1b_m5.large");
              row.add("instance_type", "m5.large");
              row.add("az", "us-east-1a");
            },
            MalformedParquet::withoutPrice);
    return Stream.of(
        MalformedInput.rows(
            "state in small letters",
            AVAILABILITY_PARQUET,
            states,
            "availability must be UP, DOWN or UNKNOWN but was 'up' (FILE, row 2)",
            1,
            2),
        MalformedInput.rows(
            "times that descend", AVAILABILITY_PARQUET, order, "must ascend but", 1, 2),
        MalformedInput.rows(
            "id of another pool",
            INTERRUPTIONS_PARQUET,
            id,
            "pool_id must be us-east-1a_m5.large but was 'us-east-1b_m5.large' (FILE, row 2)",
            1,
            2));
  }

  private static void state(Group row, long second, String state) {
    row.add("timestamp", NEW_YEAR_MILLIS + 1000 * second);
    names(row);
    row.add("availability", state);
  }

  private static Stream<MalformedInput> files() {
    byte[] whole = written(TIME + NAMES + PRICE, MalformedParquet::good);
    byte[] tail = Arrays.copyOfRange(whole, whole.length / 2, whole.length);
    System.arraycopy("PAR1".getBytes(StandardCharsets.US_ASCII), 0, tail, 0, 4);
    byte[] lying = whole.clone();
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(whole.length - 8, 1 << 30);
    String magic = "a Parquet file must begin and end with PAR1 but this does not";
    Form form = PRICES_PARQUET;
    return Stream.of(
        file("empty file", form, "", magic),
        file("magic only", form, "PAR1", magic),
        file("magic twice", form, "PAR1PAR1", magic),
        file("magic around nothing", form, "PAR1\0\0\0\0PAR1", "file must be Parquet but can't be"),
        file("first half", form, MalformedCsv.half(whole), magic),
        file("second half", form, tail, "file must be Parquet but can't be read"),
        file("last byte missing", form, MalformedCsv.cut(whole, 1), magic),
        file("footer of a lying length", form, lying, "file must be Parquet but can't be read"),
        file("CSV", form, "timestamp,availability_zone,instance_type,spot_price\n", magic),
        file("gzip around it", form, Gzip.of("PAR1"), magic),
        file(
            "column missing",
            form,
            written(TIME + NAMES, MalformedParquet::withoutPrice),
            "file must have the columns timestamp,pool_id,instance_type,az,spot_price but has"),
        file(
            "times without a zone",
            form,
            written(TIME.replace("true", "false") + NAMES + PRICE),
            "timestamp must be an INT64 TIMESTAMP adjusted to UTC but was"),
        file(
            "prices as text",
            form,
            written(TIME + NAMES + PRICE.replace("double", "binary")),
            "spot_price must be an INT64 DECIMAL or a DOUBLE but was"),
        file(
            "prices", AVAILABILITY_PARQUET, whole, "file must have the columns timestamp,pool_id"));
  }
}
