package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;

/** Reads one file of {@link AwsCliPrices}. */
final class AwsCliJson {

  static final String HISTORY = "SpotPriceHistory";

  private static final JsonFactory JSON = JsonFiles.factory();
  private static final String EXPECTED =
      "file must hold the output of aws ec2 describe-spot-price-history, an object with"
          + " SpotPriceHistory or an array of its entries, but holds ";

  private final Path file;
  private final AwsEntries entries;
  private final Problems problems;
  private boolean found;
  private String other = "nothing";
  private long number;

  AwsCliJson(Path file, AwsEntries entries, Problems problems) {
    this.file = file;
    this.entries = entries;
    this.problems = problems;
  }

  /** Hands the entries over; what is wrong goes to the problems. */
  void read() {
    JsonFiles.read(file, JSON, problems, this::readDocument);
  }

  private void readDocument(JsonParser json) throws IOException {
    while (json.nextToken() != null) {
      switch (json.currentToken()) {
        case START_OBJECT -> readObject(json);
        case START_ARRAY -> readEntries(json);
        default -> throw new IllegalArgumentException(EXPECTED + Shown.of(json.getText()));
      }
    }
    if (!found) {
      throw new IllegalArgumentException(EXPECTED + other);
    }
  }

  /** A page of the history, or an entry by itself. */
  private void readObject(JsonParser json) throws IOException {
    int line = json.currentLocation().getLineNr();
    boolean page = false;
    AwsEntries.Entry entry = new AwsEntries.Entry();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(HISTORY)) {
        page = true;
        JsonFiles.require(json, JsonToken.START_ARRAY, HISTORY + " must be an array");
        readEntries(json);
      } else if (!readField(json, name, entry)) {
        other = Shown.of(name);
      }
    }
    if (!page && entry.hasAny()) {
      accept(entry, line);
    }
  }

  private void readEntries(JsonParser json) throws IOException {
    found = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int line = json.currentLocation().getLineNr();
      if (json.currentToken() == JsonToken.START_OBJECT) {
        readEntry(json, line);
      } else {
        number++;
        String text = Shown.of(json.getText());
        problems.addRow("an entry must be an object but was '" + text + "'", where(line));
        json.skipChildren();
      }
    }
  }

  private void readEntry(JsonParser json, int line) throws IOException {
    AwsEntries.Entry entry = new AwsEntries.Entry();
    boolean empty = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      empty = false;
      String name = json.currentName();
      json.nextToken();
      readField(json, name, entry);
    }
    if (empty) {
      number++;
    } else {
      accept(entry, line);
    }
  }

  private void accept(AwsEntries.Entry entry, int line) {
    found = true;
    number++;
    try {
      entries.accept(entry);
    } catch (IllegalArgumentException e) {
      problems.addRow(e.getMessage(), where(line));
    }
  }

  private String where(int line) {
    return file + ":" + line + ", entry " + number;
  }

  /** Reads the value of a field; false if it is none of an entry's. */
  private static boolean readField(JsonParser json, String name, AwsEntries.Entry entry)
      throws IOException {
    JsonToken token = json.currentToken();
    String value = token == JsonToken.VALUE_STRING || token.isNumeric() ? json.getText() : null;
    boolean known = true;
    switch (name) {
      case "AvailabilityZone" -> entry.zoneName = value;
      case "AvailabilityZoneId" -> entry.zoneId = value;
      case "InstanceType" -> entry.type = value;
      case "ProductDescription" -> entry.product = value;
      case "SpotPrice" -> entry.price = value;
      case "Timestamp" -> entry.timestamp = value;
      default -> known = false;
    }
    json.skipChildren();
    return known;
  }
}
