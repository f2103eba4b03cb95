package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spotwise.data.AdvisorBand;
import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads one feed of the Spot Instance Advisor. */
final class AdvisorReader {

  private static final JsonFactory JSON = JsonFiles.factory(64L << 20);

  private static final String RANGES = "ranges";
  private static final String TYPES = "instance_types";
  private static final String RATINGS = "spot_advisor";
  private static final int MOST_BANDS = 100;
  private static final int MOST_VCPUS = 100_000;
  private static final int LEAST_SAVINGS = -10_000;

  private final Path file;
  private final Problems problems = Problems.strict();
  private final List<JsonEntry> ranges = new ArrayList<>();
  private final List<InstanceType> types = new ArrayList<>();
  private final List<JsonEntry> ratings = new ArrayList<>();

  AdvisorReader(Path file) {
    this.file = file;
  }

  /** The feed, or all that is wrong with it. */
  AdvisorFeed read(Instant asOf) {
    JsonFiles.read(file, JSON, problems, this::readDocument);
    problems.throwIfAny();
    AdvisorFeed feed = feed(asOf);
    problems.throwIfAny();
    return feed;
  }

  private void readDocument(JsonParser json) throws IOException {
    JsonFiles.requireObject(json);
    readParts(json);
    JsonFiles.requireEnd(json);
  }

  private void readParts(JsonParser json) throws IOException {
    Set<String> parts = new TreeSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      List<String> path = List.of(name);
      switch (name) {
        case RANGES -> readRanges(json, path);
        case TYPES -> readEntries(json, path, 1, Set.of("cores", "ram_gb"), this::addType);
        case RATINGS -> readEntries(json, path, 3, Set.of("r", "s"), ratings::add);
        default -> json.skipChildren();
      }
      parts.add(Shown.of(name));
    }
    if (!parts.containsAll(Set.of(RANGES, TYPES, RATINGS))) {
      throw new IllegalArgumentException(
          "file must hold the Spot Instance Advisor's feed, an object with ranges, instance_types"
              + " and spot_advisor, but holds "
              + Shown.of(parts.toString()));
    }
  }

  private void readRanges(JsonParser json, List<String> path) throws IOException {
    JsonFiles.require(json, JsonToken.START_ARRAY, RANGES + " must be an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      ranges.add(JsonEntry.read(json, path, Set.of("index", "label", "dots", "max")));
    }
  }

  /** Reads the objects that lie some levels below the one that a parser is at. */
  private void readEntries(
      JsonParser json, List<String> path, int levels, Set<String> keys, Consumer<JsonEntry> sink)
      throws IOException {
    if (levels == 0) {
      sink.accept(JsonEntry.read(json, path.subList(1, path.size()), keys));
      return;
    }
    JsonFiles.require(json, JsonToken.START_OBJECT, JsonEntry.shown(path) + " must be an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      List<String> below = new ArrayList<>(path);
      below.add(json.currentName());
      json.nextToken();
      readEntries(json, below, levels - 1, keys, sink);
    }
  }

  private void addType(JsonEntry entry) {
    row(
        entry,
        () ->
            types.add(
                new InstanceType(
                    entry.path().get(0),
                    entry.whole("cores", 1, MOST_VCPUS),
                    entry.positive("ram_gb"))));
  }

  private AdvisorFeed feed(Instant asOf) {
    AdvisorFeed.Builder feed = new AdvisorFeed.Builder(asOf, bands(), InstanceTypes.of(types));
    for (JsonEntry entry : ratings) {
      row(entry, () -> addRating(entry, feed));
    }
    return feed.build();
  }

  private static void addRating(JsonEntry entry, AdvisorFeed.Builder feed) {
    int band = entry.whole("r", 0, Integer.MAX_VALUE);
    int savings = entry.whole("s", LEAST_SAVINGS, 100);
    feed.add(entry.path().get(0), entry.path().get(1), entry.path().get(2), savings, band);
  }

  private List<AdvisorBand> bands() {
    List<AdvisorBand> bands = new ArrayList<>();
    List<JsonEntry> ascending = new ArrayList<>(ranges);
    ascending.forEach(entry -> row(entry, () -> entry.whole("index", 0, MOST_BANDS)));
    problems.throwIfAny();
    ascending.sort(Comparator.comparingInt(entry -> entry.whole("index", 0, MOST_BANDS)));
    for (JsonEntry entry : ascending) {
      row(entry, () -> bands.add(band(entry, bands)));
    }
    if (bands.isEmpty()) {
      problems.addFile("ranges must hold a band", file.toString());
    }
    problems.throwIfAny();
    return bands;
  }

  private static AdvisorBand band(JsonEntry entry, List<AdvisorBand> before) {
    int index = entry.whole("index", 0, MOST_BANDS);
    int lower = before.isEmpty() ? 0 : before.get(before.size() - 1).upperPercent();
    if (index != before.size()) {
      throw new IllegalArgumentException(
          "index of the ranges must go up from 0 without a gap but was "
              + index
              + " in place of "
              + before.size());
    }
    return new AdvisorBand(
        index,
        entry.text("label"),
        entry.whole("dots", 0, MOST_BANDS),
        lower,
        entry.whole("max", lower + 1, 100));
  }

  private void row(JsonEntry entry, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      problems.addRow(e.getMessage(), file + ":" + entry.line());
    }
  }
}
