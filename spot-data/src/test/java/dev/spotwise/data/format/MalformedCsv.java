package dev.spotwise.data.format;

import static dev.spotwise.data.format.MalformedInput.Form.INTERRUPTIONS_CSV;
import static dev.spotwise.data.format.MalformedInput.Form.ON_DEMAND_CSV;
import static dev.spotwise.data.format.MalformedInput.Form.PRICES_CSV;
import static dev.spotwise.data.format.MalformedInput.file;
import static dev.spotwise.data.format.MalformedInput.hundredMegabytes;
import static dev.spotwise.data.format.MalformedInput.lines;

import com.github.luben.zstd.Zstd;
import dev.spotwise.data.format.MalformedInput.Form;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/** Malformed CSV files. */
final class MalformedCsv {

  private static final String HEADER =
      "timestamp,availability_zone,instance_type,spot_price,product_description";
  private static final String GOOD = "2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05,Linux/UNIX";
  private static final String COLUMNS =
      "timestamp,pool_id,instance_type,az,spot_price,on_demand_price,discount_percent"
          + " or timestamp,availability_zone,instance_type,spot_price";
  private static final String EVENTS = "timestamp,pool_id";
  private static final String EVENT = "2024-01-01T00:00:00Z,us-east-1a_m5.large";
  private static final String ON_DEMAND = "instance_type,usd_per_hour";

  private MalformedCsv() {}

  static Stream<MalformedInput> all() {
    return Stream.of(prices(), times(), rows(), files(), packed(), interruptions(), onDemand())
        .flatMap(inputs -> inputs);
  }

  private static MalformedInput row(String name, String bad, String message) {
    return MalformedInput.row(name, PRICES_CSV, lines(HEADER, GOOD, bad, GOOD), message);
  }

  private static MalformedInput price(String name, String price, String message) {
    return row(name, GOOD.replace("0.05", price), message + " for us-east-1a_m5.large (");
  }

  private static Stream<MalformedInput> prices() {
    String finite = "price must be finite and > 0 but was ";
    String range = "price must be in [0.000001, 1000000] USD per hour but was ";
    return Stream.of(
        price("NaN", "NaN", finite + "'NaN'"),
        price("infinite price", "Infinity", finite + "'Infinity'"),
        price("negative price", "-0.013", finite + "-0.013"),
        price("price of zero", "0", finite + "0"),
        price("negative zero", "-0.0", finite + "-0.0"),
        price("huge price", "1e308", range + "1e308"),
        price("huge exponent", "1e999999999", range + "1e999999999"),
        price("exponent that overflows", "1e99999999999", finite + "'1e99999999999'"),
        price("tiny price", "1e-9", range + "1e-9"),
        price("price above the limit", "1000000.5", range + "1000000.5"),
        price("no price", "", finite + "''"),
        price("currency", "$0.05", finite + "'$0.05'"),
        price("hexadecimal price", "0x1p-4", finite + "'0x1p-4'"),
        price(
            "price of many digits",
            "0." + "1".repeat(70),
            finite + "'0." + "1".repeat(62) + "...'"),
        price("word", "cheap", finite + "'cheap'"),
        price(
            "decimal comma in quotes",
            "\"0,05\"",
            "price must be a number with a decimal point, no comma, but was '0,05'"),
        row(
            "decimal comma",
            GOOD.replace("0.05", "0,05"),
            "row must have 5 fields but had 6 (a decimal comma counts as one more)"));
  }

  private static MalformedInput time(String name, String time, String message) {
    return row(name, GOOD.replace("2024-01-01T00:00:00Z", time), message);
  }

  private static Stream<MalformedInput> times() {
    String iso = "timestamp must be ISO-8601 with Z or an offset, such as 2024-01-01T00:05:00Z";
    String years = "timestamp must lie in the years 1970 to 2100 but was ";
    return Stream.of(
        time("year 0", "0000-01-01T00:00:00Z", years + "'0000-01-01T00:00:00Z'"),
        time("year 9999", "9999-12-31T23:59:59Z", years + "'9999-12-31T23:59:59Z'"),
        time("year -1", "-0001-01-01T00:00:00Z", years + "'-0001-01-01T00:00:00Z'"),
        time("1969", "1969-12-31T23:59:59Z", years),
        time(
            "local time in the hour that occurs twice",
            "2024-11-03T01:30:00",
            "but was '2024-11-03T01:30:00', a local time"),
        time("named zone", "2024-11-03T01:30:00 EST", iso + ", but was '2024-11-03T01:30:00 EST'"),
        time("local time with a space", "2024-11-03 01:30:00", "write its offset, or Z"),
        time("epoch seconds", "1704067200", "write 2024-01-01T00:00:00Z if it counts from 1970"),
        time("American date", "01/31/2024 00:00", iso + ", but was '01/31/2024 00:00'"),
        time("30 February", "2024-02-30T00:00:00Z", iso),
        time("leap second", "2016-12-31T23:59:60Z", iso),
        time("offset of a day", "2024-01-01T00:00:00+24:00", iso),
        time("no time", "", iso + ", but was ''"));
  }

  private static Stream<MalformedInput> rows() {
    return Stream.of(
        row("field missing", "2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05", "had 4"),
        row("fields too many", GOOD + ",x,y", "row must have 5 fields but had 7"),
        row("no zone", GOOD.replace("us-east-1a", ""), "zone must be a name without white space"),
        row("zone with a space", GOOD.replace("-1a", " 1a"), "but was 'us-east 1a'"),
        row("type with an underscore", GOOD.replace("m5.", "m5_"), "instanceType must be a name"),
        row("no product", GOOD.replace("Linux/UNIX", ""), "product must be a printable name"),
        row("NUL bytes in a name", GOOD.replace("m5", "m\0"), "but was 'm?.large'"),
        row("NUL bytes in a product", GOOD.replace("UNIX", "\0"), "product must be a printable"),
        row("NUL bytes for a row", "\0".repeat(40), "row must have 5 fields but had 1"),
        row("long name", GOOD.replace("us-east", "x_".repeat(30_000)), "zone must be a name"),
        row("header repeated", HEADER, "header must stand once but is repeated"),
        row("quote inside a name", GOOD.replace("east", "e\"st"), "zone must be a name"),
        MalformedInput.rows(
            "Latin-1 in a product",
            PRICES_CSV,
            lines(HEADER, GOOD, GOOD.replace("UNIX", "Serveur d\u00e9di\u00e9"), GOOD)
                .getBytes(StandardCharsets.ISO_8859_1),
            "in a row that is not UTF-8",
            1,
            2));
  }

  private static MalformedInput prices(String name, String content, String message) {
    return file(name, PRICES_CSV, content, message);
  }

  private static Stream<MalformedInput> files() {
    String header = "header must name the columns " + COLUMNS + " but was ";
    byte[] junk = new byte[100_000];
    new Random(7).nextBytes(junk);
    junk[0] = 'x';
    return Stream.of(
        prices("empty file", "", "file must begin with the columns " + COLUMNS + " but is empty"),
        prices("empty lines", "\n\n\r\n", "but is empty"),
        prices("header only", HEADER + "\n", "file must hold a row below its header"),
        prices("no header", lines(GOOD, GOOD), header + "'2024-01-01T00:00:00Z,us-east-1a"),
        prices("column missing", lines("timestamp,instance_type,spot_price", GOOD), header),
        prices("column named twice", HEADER + ",spot_price\n", header + "'timestamp,"),
        prices("two zone columns", HEADER + ",az\n", header),
        prices("semicolons", HEADER.replace(',', ';') + "\n", header + "'timestamp;availability"),
        prices("tabs", HEADER.replace(',', '\t') + "\n", header + "'timestamp?availability_zone?"),
        prices("HTML", "<!DOCTYPE html>\n<html><body>403</body></html>\n", header + "'<!DOCTYPE"),
        prices("JSON", "{\"SpotPriceHistory\":[]}", header + "'{"),
        prices("NUL bytes", "\0".repeat(5000), header + "'????"),
        prices("300 columns", "x,".repeat(300) + "\n", "prices.csv"),
        prices(
            "quote that is not closed",
            lines(HEADER, GOOD, "\"" + GOOD, GOOD, GOOD),
            "as a quote that it opens is not closed on its line (FILE:3)"),
        prices(
            "quote that swallows a large file",
            lines(HEADER, "\"" + GOOD) + (GOOD + "\n").repeat(3000),
            "no CSV record of at most 65536 characters follows"),
        prices(
            "text behind a quote",
            lines(HEADER, GOOD, GOOD.replace("us-east-1a", "\"us-east-1a\"x")),
            "Unexpected character after closing quote: 'x' (0x78) (record starting at line 3)"),
        file("binary junk", PRICES_CSV, junk, "prices.csv"),
        file(
            "UTF-16 with a mark",
            PRICES_CSV,
            encoded("\uFEFF" + lines(HEADER, GOOD), "UTF-16LE"),
            "file must be UTF-8 but is UTF-16; save it as UTF-8"),
        file(
            "UTF-16 without a mark",
            PRICES_CSV,
            encoded(lines(HEADER, GOOD), "UTF-16BE"),
            header + "'?t?i?m?e"),
        file(
            "a line of 100 MB",
            PRICES_CSV,
            hundredMegabytes("", "x", "\n"),
            "no CSV record of at most 65536 characters follows"),
        file(
            "a field of 100 MB in quotes",
            PRICES_CSV,
            hundredMegabytes(lines(HEADER, GOOD) + "\"", "x\n", "\"\n"),
            "FILE, after line 2"),
        file(
            "100 MB of fields",
            PRICES_CSV,
            hundredMegabytes(HEADER + "\n", "x,", "\n"),
            "no CSV record"));
  }

  private static byte[] encoded(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  private static Stream<MalformedInput> packed() {
    byte[] text = (HEADER + "\n" + (GOOD + "\n").repeat(20_000)).getBytes(StandardCharsets.UTF_8);
    byte[] gzip = Gzip.of(text, 1);
    byte[] zstd = Zstd.compress(text);
    byte[] damaged = gzip.clone();
    damaged[damaged.length - 6] ^= 0x55;
    String end = "file can't be read to its end: ";
    return Stream.of(
        file("gzip cut in half", PRICES_CSV, half(gzip), end + "gzip data must not end early"),
        file("gzip without its trailer", PRICES_CSV, cut(gzip, 8), end + "gzip data must not end"),
        file("gzip magic only", PRICES_CSV, Arrays.copyOf(gzip, 2), end),
        file("gzip with a wrong checksum", PRICES_CSV, damaged, end + "Corrupt GZIP trailer"),
        file("gzip and text", PRICES_CSV, joined(gzip, text), end + "gzip data must be followed"),
        file("second gzip cut", PRICES_CSV, joined(gzip, cut(gzip, 30)), end + "gzip data"),
        file("zstd cut in half", PRICES_CSV, half(zstd), end + "zstd data must not end early"),
        file("zstd magic only", PRICES_CSV, Arrays.copyOf(zstd, 4), end + "zstd data must not"),
        file("second zstd cut", PRICES_CSV, joined(zstd, half(zstd)), end + "zstd data must not"),
        file("zstd and text", PRICES_CSV, joined(zstd, text), end + "zstd data must be whole"),
        file(
            "zip",
            PRICES_CSV,
            "PK\u0003\u0004 and so on",
            "file must be plain, gzip or zstd but is zip"));
  }

  static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  static byte[] cut(byte[] whole, int missing) {
    return Arrays.copyOf(whole, whole.length - missing);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static Stream<MalformedInput> interruptions() {
    Form form = INTERRUPTIONS_CSV;
    String header = "header must name the columns timestamp,pool_id,instance_type,az";
    return Stream.of(
        MalformedInput.row(
            "bad id",
            form,
            lines(EVENTS, EVENT, EVENT.replace('_', '-'), EVENT),
            "pool must be ZONE_TYPE, such as us-east-1a_m5.large, but was 'us-east-1a-m5.large'"),
        MalformedInput.row(
            "bad time", form, lines(EVENTS, EVENT, EVENT.replace("Z,", ","), EVENT), "local time"),
        MalformedInput.row("no id", form, lines(EVENTS, EVENT, "x", EVENT), "had 1"),
        MalformedInput.row(
            "id of another pool",
            form,
            lines(
                EVENTS + ",instance_type,az",
                EVENT + ",m5.large,us-east-1a",
                EVENT + ",m5.large,us-east-1b",
                EVENT + ",m5.large,us-east-1a"),
            "pool_id must be us-east-1b_m5.large but was 'us-east-1a_m5.large'"),
        file("empty", form, "", "but is empty"),
        file("no time", form, "pool_id\n", header),
        file("prices", form, lines(HEADER, GOOD), header),
        file("a line of 100 MB", form, hundredMegabytes("", "x", "\n"), "no CSV record"));
  }

  private static Stream<MalformedInput> onDemand() {
    Form form = ON_DEMAND_CSV;
    return Stream.of(
        file("empty", form, "", "file must begin with the columns instance_type,usd_per_hour"),
        file("other columns", form, "type,price\nm5.large,1\n", "but was 'type,price'"),
        file("header only", form, ON_DEMAND + "\n", "file must hold a row below its header"),
        file("no type", form, ON_DEMAND + "\n,1\n", "instance_type must be given but was empty"),
        file("bad price", form, ON_DEMAND + "\nm5.large,-1\n", "> 0 but was -1 (FILE:2)"),
        file(
            "two prices",
            form,
            ON_DEMAND + "\nm5.large,1\nm5.large,2\n",
            "m5.large must have one price but had 1 and 2 (FILE:3)"),
        file("a line of 100 MB", form, hundredMegabytes("", "x", "\n"), "no CSV record"));
  }
}
