package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.spotwise.data.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Streaming JSON with tight limits, and its errors in the words of the other formats. */
final class JsonFiles {

  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_NESTING = 32;

  /** What messages say of the library's own settings. */
  private static final Pattern LIBRARY =
      Pattern.compile(", from `[^`]*`|: enable `.*|: expected close marker for .*");

  private JsonFiles() {}

  static JsonFactory factory() {
    return JsonFactory.builder().streamReadConstraints(constraints().build()).build();
  }

  /**
   * For a document that is kept in memory: it has a limited length, and no name twice in an object.
   *
   * @param maxBytes greatest length, decompressed
   */
  static JsonFactory factory(long maxBytes) {
    return JsonFactory.builder()
        .streamReadConstraints(constraints().maxDocumentLength(maxBytes).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static StreamReadConstraints.Builder constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_NESTING)
        .maxStringLength(MAX_TEXT)
        .maxNameLength(MAX_TEXT);
  }

  /** What is read of a document. */
  @FunctionalInterface
  interface Body {
    void read(JsonParser json) throws IOException;
  }

  /** Reads a file, plain or compressed; what is wrong with it goes to the problems. */
  static void read(Path file, JsonFactory factory, Problems problems, Body body) {
    try (InputStream content = TextFile.open(file);
        JsonParser json = factory.createParser(content)) {
      readBody(file, json, problems, body);
    } catch (JsonProcessingException e) {
      problems.addFile(message(e), where(file, e));
    } catch (IOException e) {
      problems.addFile("file can't be read to its end: " + DataFile.reason(e), file.toString());
    }
  }

  private static void readBody(Path file, JsonParser json, Problems problems, Body body)
      throws IOException {
    try {
      body.read(json);
    } catch (IllegalArgumentException e) {
      boolean atEnd = json.currentToken() == null;
      problems.addFile(
          e.getMessage(),
          atEnd ? file.toString() : file + ":" + json.currentTokenLocation().getLineNr());
    }
  }

  static void requireObject(JsonParser json) throws IOException {
    json.nextToken();
    require(json, JsonToken.START_OBJECT, "file must hold a JSON object");
  }

  /**
   * Checks the current token.
   *
   * @throws IllegalArgumentException if it is another
   */
  static void require(JsonParser json, JsonToken token, String constraint) throws IOException {
    if (json.currentToken() != token) {
      String found = json.currentToken() == null ? "nothing" : Shown.of(json.getText());
      throw new IllegalArgumentException(constraint + " but was '" + found + "'");
    }
  }

  static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("file must end after its JSON object");
    }
  }

  private static String message(JsonProcessingException e) {
    return "file must be JSON: " + LIBRARY.matcher(e.getOriginalMessage()).replaceAll("");
  }

  private static String where(Path file, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? file.toString() : file + ":" + at.getLineNr();
  }
}
