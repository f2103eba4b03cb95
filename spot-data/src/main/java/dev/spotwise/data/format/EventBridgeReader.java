package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spotwise.data.InstanceAction;
import dev.spotwise.data.InterruptionNotice;
import dev.spotwise.data.RebalanceRecommendation;
import dev.spotwise.data.SpotEvent;
import dev.spotwise.data.SpotEventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads EventBridge events from JSON files, one object after another, into one log. */
final class EventBridgeReader {

  private static final String INTERRUPTION = "EC2 Spot Instance Interruption Warning";
  private static final String REBALANCE = "EC2 Instance Rebalance Recommendation";
  private static final JsonFactory JSON = JsonFiles.factory();

  private final Problems problems;
  private final Consumer<SpotEvent> check;
  private final List<InterruptionNotice> notices = new ArrayList<>();
  private final List<RebalanceRecommendation> recommendations = new ArrayList<>();
  private final SortedMap<String, Long> passedOver = new TreeMap<>();
  private final Set<SpotEvent> seen = new HashSet<>();
  private long duplicates;

  /**
   * A reader.
   *
   * @param problems takes what is wrong
   * @param check throws an {@link IllegalArgumentException} if an event is not to be kept
   */
  EventBridgeReader(Problems problems, Consumer<SpotEvent> check) {
    this.problems = problems;
    this.check = check;
  }

  /** What was read so far. */
  SpotEventLog log() {
    return new SpotEventLog(notices, recommendations, passedOver, duplicates);
  }

  /** Reads a file, plain or compressed. */
  void read(Path file) {
    JsonFiles.read(file, JSON, problems, json -> readDocument(json, file));
  }

  private void readDocument(JsonParser json, Path file) throws IOException {
    if (json.nextToken() == null) {
      throw new IllegalArgumentException("file must hold EventBridge events but is empty");
    }
    boolean array = json.currentToken() == JsonToken.START_ARRAY;
    JsonToken token = array ? json.nextToken() : json.currentToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      JsonFiles.require(json, JsonToken.START_OBJECT, "an event must be a JSON object");
      readEvent(json, file);
      token = json.nextToken();
    }
    if (array) {
      JsonFiles.requireEnd(json);
    }
  }

  private void readEvent(JsonParser json, Path file) throws IOException {
    int line = json.currentTokenLocation().getLineNr();
    Fields fields = Fields.read(json);
    try {
      accept(fields);
    } catch (IllegalArgumentException e) {
      problems.addRow(e.getMessage(), file + ":" + line);
    }
  }

  private void accept(Fields fields) {
    if (fields.detailType == null) {
      throw new IllegalArgumentException(
          "event must have a detail-type, as EventBridge delivers it, but holds " + fields.other);
    }
    switch (fields.detailType) {
      case INTERRUPTION -> {
        InterruptionNotice notice = fields.notice();
        if (isNew(notice)) {
          notices.add(notice);
        }
      }
      case REBALANCE -> {
        RebalanceRecommendation recommendation = fields.recommendation();
        if (isNew(recommendation)) {
          recommendations.add(recommendation);
        }
      }
      default -> passedOver.merge(Shown.of(fields.detailType), 1L, Long::sum);
    }
  }

  private boolean isNew(SpotEvent event) {
    if (seen.contains(event)) {
      duplicates++;
      return false;
    }
    check.accept(event);
    return seen.add(event);
  }

  /** The fields of one event as they stand in the file. */
  private static final class Fields {

    private String id;
    private String detailType;
    private String time;
    private String instanceId;
    private String action;
    private String other = "nothing";

    static Fields read(JsonParser json) throws IOException {
      Fields fields = new Fields();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        boolean object = json.nextToken() == JsonToken.START_OBJECT;
        switch (name) {
          case "id" -> fields.id = text(json);
          case "detail-type" -> fields.detailType = text(json);
          case "time" -> fields.time = text(json);
          case "detail" -> {
            if (object) {
              fields.readDetail(json);
            }
          }
          default -> fields.other = Shown.of(name);
        }
        json.skipChildren();
      }
      return fields;
    }

    private void readDetail(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("instance-id")) {
          instanceId = text(json);
        } else if (name.equals("instance-action")) {
          action = text(json);
        }
        json.skipChildren();
      }
    }

    private static String text(JsonParser json) throws IOException {
      return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
    }

    InterruptionNotice notice() {
      Instant at = instant();
      return new InterruptionNotice(
          id, at, instanceId, InstanceAction.parse(required("instance-action", action)));
    }

    RebalanceRecommendation recommendation() {
      return new RebalanceRecommendation(id, instant(), instanceId);
    }

    private Instant instant() {
      required("id", id);
      required("detail.instance-id", instanceId);
      try {
        return Instant.ofEpochSecond(Timestamps.parse(required("time", time)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(e.getMessage().replaceFirst("timestamp", "time"), e);
      }
    }

    private String required(String name, String value) {
      if (value == null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s must be given as a text in an event of '%s'", name, detailType));
      }
      return value;
    }
  }
}
