package dev.spotwise.data.format;

import static dev.spotwise.data.format.MalformedInput.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.format.MalformedInput.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that look odd and are read all the same, to the last row. */
class OddInputsTest {

  private static final String HEADER = "timestamp,availability_zone,instance_type,spot_price";
  private static final String ROW = "2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05";
  private static final String ENTRY =
      "{\"AvailabilityZone\":\"us-east-1a\",\"InstanceType\":\"m5.large\","
          + "\"SpotPrice\":\"0.05\",\"Timestamp\":\"2024-01-01T00:00:00Z\"}";
  private static final String LINE =
      "SPOTPRICEHISTORY\tus-east-1a\tm5.large\tLinux/UNIX\t0.05\t2024-01-01T00:00:00Z";
  private static final String PRICE = "us-east-1a_m5.large 1704067200 50000";
  private static final String BOM = "\uFEFF";

  @TempDir private Path folder;

  static Stream<Arguments> inputs() {
    return Stream.of(csv(), others()).flatMap(all -> all);
  }

  private static Stream<Arguments> csv() {
    return Stream.of(
        csv("byte order mark", BOM + lines(HEADER, ROW), 1),
        csv("mark before quotes", BOM + quoted(HEADER) + "\n" + ROW, 1),
        csv("mixed line ends", HEADER + "\r\n" + ROW + "\n" + ROW + "\r" + ROW + "\r\n", 3),
        csv("lines that end with CR", HEADER + "\r" + ROW + "\r" + ROW, 2),
        csv("no end of the last line", HEADER + "\n" + ROW, 1),
        csv("empty lines", "\n\n" + lines(HEADER, "", ROW, "", "", ROW), 2),
        csv("everything in quotes", quoted(HEADER) + "\n" + quoted(ROW) + "\n", 1),
        csv("spaces in the header", lines(HEADER.replace(",", " , "), ROW), 1),
        csv(
            "a note over two lines",
            lines(HEADER + ",note", ROW + ",\"a\n\"\"b\"\"\"", ROW + ","),
            2),
        csv("a note of many letters", lines(HEADER + ",note", ROW + ",caf\u00e9 \u96f2"), 1),
        csv("id beside the name", lines(HEADER + ",availability_zone_id", ROW + ",use1-az4"), 1),
        csv("id for the name", lines(HEADER.replace("_zone", "_zone_id"), ROW), 1),
        csv("price with an exponent", lines(HEADER, ROW.replace("0.05", "5e-2")), 1),
        csv("price of ten decimals", lines(HEADER, ROW.replace("0.05", "0.0500000000")), 1),
        csv("price between spaces", lines(HEADER, ROW.replace("0.05", " 0.05 ")), 1),
        csv("offset without a colon", lines(HEADER, ROW.replace("00:00Z", "00:00+0000")), 1),
        csv("milliseconds", lines(HEADER, ROW.replace("00:00Z", "00:00.000Z")), 1));
  }

  private static Arguments csv(String name, String content, int rows) {
    return odd(name, Form.PRICES_CSV, content, rows);
  }

  private static String quoted(String line) {
    return '"' + line.replace(",", "\",\"") + '"';
  }

  private static Stream<Arguments> others() {
    Form json = Form.AWS_JSON;
    Form text = Form.AWS_TEXT;
    return Stream.of(
        odd("mark", json, BOM + "[" + ENTRY + "]", 1),
        odd("CR and LF", json, "[\r\n" + ENTRY + ",\r" + ENTRY + "]\r\n", 2),
        odd("nothing between pages", json, "[" + ENTRY + "][" + ENTRY + "]{}", 2),
        odd("a number for the price", json, "[" + ENTRY.replace("\"0.05\"", "0.05") + "]", 1),
        odd("mark", text, BOM + lines(LINE), 1),
        odd("mixed line ends", text, LINE + "\r\n" + LINE + "\r" + LINE + "\n\n" + LINE, 4));
  }

  private static Arguments odd(String name, Form form, String content, int rows) {
    return Arguments.of(form + ": " + name, form, content, rows);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void everyRowIsRead(String name, Form form, String content, int rows) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    for (byte[] packed : List.of(bytes, Gzip.of(content), Zstd.compress(bytes))) {
      Path file = Files.write(folder.resolve(form.fileName()), packed);
      assertThat(form.read(file, new RowSink() {})).hasSize(rows).containsOnly(PRICE);
    }
  }
}
