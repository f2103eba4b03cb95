package dev.spotwise.data.format;

import static dev.spotwise.data.format.MalformedInput.Form.AWS_JSON;
import static dev.spotwise.data.format.MalformedInput.Form.AWS_TEXT;
import static dev.spotwise.data.format.MalformedInput.file;
import static dev.spotwise.data.format.MalformedInput.hundredMegabytes;
import static dev.spotwise.data.format.MalformedInput.lines;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Malformed output of the AWS CLI. */
final class MalformedAws {

  private static final String ENTRY =
      "{\"AvailabilityZone\":\"us-east-1a\",\"InstanceType\":\"m5.large\","
          + "\"ProductDescription\":\"Linux/UNIX\",\"SpotPrice\":\"0.050000\","
          + "\"Timestamp\":\"2024-01-01T00:00:00+00:00\"}";
  private static final String LINE =
      "SPOTPRICEHISTORY\tus-east-1a\tm5.large\tLinux/UNIX\t0.050000\t2024-01-01T00:00:00+00:00";

  private MalformedAws() {}

  static Stream<MalformedInput> all() {
    return Stream.of(entries(), objects(), texts()).flatMap(inputs -> inputs);
  }

  private static String history(String entries) {
    return "{\"SpotPriceHistory\":[\n" + entries + "]}\n";
  }

  private static MalformedInput entry(String name, String bad, String message) {
    return MalformedInput.row(
        name, AWS_JSON, history(ENTRY + ",\n" + bad + ",\n" + ENTRY), message);
  }

  private static Stream<MalformedInput> entries() {
    String fields = "entry must have AvailabilityZone, InstanceType, SpotPrice and Timestamp";
    return Stream.of(
        entry("price missing", ENTRY.replace("SpotPrice", "Price"), fields + " but had us-east-1a"),
        entry("zone null", ENTRY.replace("\"us-east-1a\"", "null"), fields + " but had none"),
        entry("price nested", ENTRY.replace("\"0.050000\"", "[1]"), "m5.large, none and 2024"),
        entry("price negative", ENTRY.replace("0.05", "-0.05"), "-0.050000 for us-east-1a_m5"),
        entry("price of zero", ENTRY.replace("0.05", "0.00"), "> 0 but was 0.000000"),
        entry("price NaN", ENTRY.replace("0.050000", "NaN"), "'NaN' for us-east-1a_m5.large"),
        entry("price huge", ENTRY.replace("\"0.050000\"", "1e308"), "but was 1e308"),
        entry("time local", ENTRY.replace("+00:00", ""), "a local time, of which an hour"),
        entry(
            "time an epoch number",
            ENTRY.replace("\"2024-01-01T00:00:00+00:00\"", "1704067200"),
            "write 2024-01-01T00:00:00Z if it counts from 1970"),
        entry("year 9999", ENTRY.replace("2024", "9999"), "must lie in the years 1970 to 2100"),
        entry("zone of two words", ENTRY.replace("us-east", "us east"), "but was 'us east-1a'"),
        entry("product empty", ENTRY.replace("Linux/UNIX", ""), "product must be a printable"),
        entry("entry a list", "[\"us-east-1a\",\"m5.large\"]", "an entry must be an object but"),
        entry("entry null", "null", "an entry must be an object but was 'null'"),
        entry("entry of another call", "{\"InstanceId\":\"i-1\"}", fields + " but had none, none"));
  }

  private static MalformedInput json(String name, String content, String message) {
    return file(name, AWS_JSON, content, message);
  }

  private static Stream<MalformedInput> objects() {
    String expected =
        "file must hold the output of aws ec2 describe-spot-price-history, an object with"
            + " SpotPriceHistory or an array of its entries, but holds ";
    byte[] text = history(ENTRY + (",\n" + ENTRY).repeat(500)).getBytes(StandardCharsets.UTF_8);
    byte[] gzip = Gzip.of(text, 1);
    return Stream.of(
        json("empty file", "", expected + "nothing"),
        json("empty object", "{}", expected + "nothing"),
        json("another call", "{\"Reservations\":[{\"Instances\":[]}]}", expected + "Reservations"),
        json("an error", "{\"message\":\"Request limit exceeded\"}", expected + "message"),
        json("a word", "\"SpotPriceHistory\"", expected + "SpotPriceHistory"),
        json("history no array", "{\"SpotPriceHistory\":{}}", "SpotPriceHistory must be an array"),
        json("CSV", lines("timestamp,availability_zone"), "file must be JSON: Unrecognized token"),
        json("cut between entries", history(ENTRY).replace("]}", ","), "file must be JSON"),
        json("cut in an entry", "{\"SpotPriceHistory\":[{\"Spot", "file must be JSON"),
        json("comma missing", history(ENTRY + ENTRY), "(FILE:2)"),
        json("comma too many", history(ENTRY + ","), "file must be JSON"),
        json("single quotes", history(ENTRY).replace('"', '\''), "file must be JSON"),
        json("quote not closed", history(ENTRY.replace("\"Spot", "Spot")), "file must be JSON"),
        json("text behind", history(ENTRY) + "\ndone", "file must be JSON: Unrecognized token"),
        json("nested 5000 deep", "{\"x\":" + "[".repeat(5000), "file must be JSON"),
        json("NUL bytes", "\0".repeat(100), "file must be JSON"),
        file(
            "Latin-1",
            AWS_JSON,
            history(ENTRY.replace("UNIX", "\u00e9")).getBytes(StandardCharsets.ISO_8859_1),
            "file must be JSON: Invalid UTF-8"),
        file(
            "UTF-16 with a mark",
            AWS_JSON,
            ("\uFEFF" + history(ENTRY)).getBytes(StandardCharsets.UTF_16LE),
            "file must be UTF-8 but is UTF-16"),
        file("gzip cut", AWS_JSON, MalformedCsv.half(gzip), "gzip data must not end early"),
        file("zstd cut", AWS_JSON, MalformedCsv.cut(Zstd.compress(text), 3), "zstd data must not"),
        file(
            "a text of 100 MB",
            AWS_JSON,
            hundredMegabytes("{\"SpotPriceHistory\":[{\"InstanceType\":\"", "x", "\"}]}"),
            "file must be JSON: String value length"),
        file(
            "a name of 100 MB",
            AWS_JSON,
            hundredMegabytes("{\"", "x", "\":1}"),
            "file must be JSON"),
        file(
            "a number of 100 MB",
            AWS_JSON,
            hundredMegabytes("{\"SpotPriceHistory\":[{\"SpotPrice\":", "1", "}]}"),
            "file must be JSON: String value length"),
        file("100 MB of white space", AWS_JSON, hundredMegabytes("", " ", "7"), expected + "7"));
  }

  private static MalformedInput line(String name, String bad, String message) {
    return MalformedInput.row(name, AWS_TEXT, lines(LINE, bad, LINE), message);
  }

  private static Stream<MalformedInput> texts() {
    String columns =
        "line must be SPOTPRICEHISTORY, zone, (zone id,) type, product, price and time between tabs"
            + " but was '";
    return Stream.of(
        line("column missing", LINE.replace("\t0.050000", ""), columns + "SPOTPRICEHISTORY?us-"),
        line("column too many", LINE + "\tx", columns),
        line("spaces for tabs", LINE.replace('\t', ' '), columns),
        line("no label", LINE.replace("SPOTPRICEHISTORY\t", ""), columns + "us-east-1a?m5.large"),
        line("label of another call", LINE.replace("SPOTPRICE", "SPOTFLEET"), columns),
        line("other order", LINE.replace("a\tm5.large", "m5.large\tus-east-1a"), "a zone must be"),
        line("price None", LINE.replace("0.050000", "None"), "but was 'None' for us-east-1a_m5"),
        line("price negative", LINE.replace("0.05", "-0.05"), "> 0 but was -0.050000"),
        line("time local", LINE.replace("+00:00", ""), "a local time"),
        file("empty file", AWS_TEXT, "", "file must hold lines of SPOTPRICEHISTORY, zone"),
        file("NUL bytes", AWS_TEXT, "\0".repeat(100), "line must be SPOTPRICEHISTORY"),
        file("JSON", AWS_TEXT, history(ENTRY), "but holds none"),
        file(
            "a line of 100 MB",
            AWS_TEXT,
            hundredMegabytes(LINE + "\n", "x", "\n"),
            "line 2 has more than 65536 characters (FILE, after line 1)"));
  }
}
