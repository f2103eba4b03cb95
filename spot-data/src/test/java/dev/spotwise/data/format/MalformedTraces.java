package dev.spotwise.data.format;

import static dev.spotwise.data.format.MalformedInput.Form.TRACE;
import static dev.spotwise.data.format.MalformedInput.file;
import static dev.spotwise.data.format.MalformedInput.hundredMegabytes;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Malformed availability traces. */
final class MalformedTraces {

  private static final String GAP = "gap_seconds must be a whole number in [1, 86400] but was ";

  private MalformedTraces() {}

  private static MalformedInput trace(String name, String content, String message) {
    return file(name, TRACE, content, message);
  }

  private static String of(String gap, String data) {
    return "{\"metadata\":{\"gap_seconds\":" + gap + "},\n\"data\":" + data + "}";
  }

  /** One bad tick: the states that are read are up, unknown, down, and unknown behind the end. */
  private static MalformedInput tick(String name, String bad, String message) {
    byte[] content = of("300", "[1," + bad + ",0]").getBytes(StandardCharsets.UTF_8);
    return MalformedInput.rows(name, TRACE, content, message + " (FILE:2)", 1, 4);
  }

  static Stream<MalformedInput> all() {
    return Stream.of(
        tick("tick negative", "-1", "data must be numbers >= 0 but number 1 was '-1'"),
        tick("tick a word", "\"up\"", "but number 1 was 'up'"),
        tick("tick null", "null", "but number 1 was 'null'"),
        tick("tick a list", "[1]", "but number 1 was '['"),
        trace("empty file", "", "file must hold a JSON object but was 'nothing'"),
        trace("a list", "[1,0,1]", "file must hold a JSON object but was '['"),
        trace("no gap", "{\"data\":[1,0]}", "but has 2 ticks and no gap_seconds (FILE)"),
        trace("no data", "{\"metadata\":{\"gap_seconds\":195}}", "but has 0 ticks"),
        trace("data empty", of("195", "[]"), "but has 0 ticks"),
        trace("data a number", of("195", "7"), "data must be an array but was '7' (FILE:2)"),
        trace("gap of zero", of("0", "[1]"), GAP + "'0' (FILE:1)"),
        trace("gap negative", of("-5", "[1]"), GAP + "'-5'"),
        trace("gap broken", of("1.5", "[1]"), GAP + "'1.5'"),
        trace("gap huge", of("1e308", "[1]"), GAP + "'1e308'"),
        trace("gap a word", of("\"195\"", "[1]"), GAP + "'195'"),
        trace("tick NaN", of("195", "[NaN]"), "file must be JSON: Non-standard token 'NaN'"),
        trace("cut", "{\"metadata\":{\"gap_seconds\":195},\"data\":[1,0", "file must be JSON"),
        trace("two traces", of("195", "[1]") + of("195", "[0]"), "file must end after"),
        trace(
            "data twice",
            "{\"metadata\":{\"gap_seconds\":195},\"data\":[1],\"data\":[0]}",
            "data must be given once"),
        trace("prices", "{\"SpotPriceHistory\":[]}", "a trace must be {\"metadata\""),
        file(
            "ten thousand years",
            TRACE,
            hundredMegabytes("{\"metadata\":{\"gap_seconds\":6400},\"data\":[", "0,", "0]}"),
            "a trace must end by the year 2100 but 52428801 ticks of 6400 s from 2024-01-01T00:00"),
        file(
            "25 million changes",
            TRACE,
            hundredMegabytes("{\"metadata\":{\"gap_seconds\":1},\"data\":[", "1,0,", "0]}"),
            "data must change at most 1048576 times but changes more often"),
        file("a number of 100 MB", TRACE, hundredMegabytes("{\"data\":[", "1", "]}"), "JSON: Str"),
        file(
            "a text of 100 MB",
            TRACE,
            hundredMegabytes("{\"data\":[\"", "x", "\"]}"),
            "JSON: Str"));
  }
}
