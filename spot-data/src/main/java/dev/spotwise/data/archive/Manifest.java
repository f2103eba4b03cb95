package dev.spotwise.data.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code archive.json}: which files the archive consists of. Replaced as the last step of an
 * addition, so that the archive is always the old one or the new one.
 *
 * @param partitions in the order of their keys, each key once
 */
record Manifest(List<Partition> partitions) {

  static final String NAME = "archive.json";
  static final String FORMAT = "spotwise-archive";

  private static final int VERSION = 1;
  private static final long LONGEST = 1L << 26;
  private static final int SHOWN = 80;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  Manifest {
    partitions = List.copyOf(partitions);
    for (int i = 1; i < partitions.size(); i++) {
      if (partitions.get(i - 1).key().compareTo(partitions.get(i).key()) >= 0) {
        throw new IllegalArgumentException(
            "partitions must be sorted by region and month, each once, but "
                + partitions.get(i).key()
                + " is not");
      }
    }
  }

  static Manifest empty() {
    return new Manifest(List.of());
  }

  Optional<Partition> find(PartitionKey key) {
    return partitions.stream().filter(partition -> partition.key().equals(key)).findFirst();
  }

  long rows() {
    return partitions.stream().mapToLong(Partition::rows).sum();
  }

  /** Replaces the file. */
  void write(Path file) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    ArrayNode list = root.putArray("partitions");
    for (Partition partition : partitions) {
      ObjectNode entry = list.addObject();
      entry.put("region", partition.key().region());
      entry.put("month", partition.key().month().toString());
      entry.put("file", partition.file());
      entry.put("sha256", partition.sha256());
      entry.put("bytes", partition.bytes());
      entry.put("rows", partition.rows());
      entry.put("pools", partition.pools());
      entry.put("first", Instant.ofEpochSecond(partition.firstSecond()).toString());
      entry.put("last", Instant.ofEpochSecond(partition.lastSecond()).toString());
    }
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    AtomicFile.write(
        file, temporary -> Files.write(temporary, JSON.writer(printer).writeValueAsBytes(root)));
  }

  /**
   * Reads the file.
   *
   * @throws MarketDataException if it is missing, malformed, or of a version that is not known here
   */
  static Manifest read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException("manifest must have at most " + LONGEST + " bytes");
      }
      return parse(JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new MarketDataException("archive's manifest must be JSON but is not (" + file + ")", e);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new MarketDataException("archive's " + e.getMessage() + " (" + file + ")", e);
    }
  }

  private static Manifest parse(JsonNode root) {
    if (!root.path("format").asText().equals(FORMAT)) {
      throw new IllegalArgumentException(
          "format must be " + FORMAT + " but was " + shown(root.path("format")));
    }
    JsonNode version = root.path("version");
    if (!version.isInt() || version.intValue() != VERSION) {
      boolean newer = version.isInt() && version.intValue() > VERSION;
      throw new IllegalArgumentException(
          "version must be "
              + VERSION
              + " but was "
              + shown(version)
              + (newer ? "; a newer version of Spotwise is needed to read it" : ""));
    }
    JsonNode list = root.path("partitions");
    if (!list.isArray()) {
      throw new IllegalArgumentException("partitions must be an array but was " + shown(list));
    }
    List<Partition> partitions = new ArrayList<>();
    for (JsonNode entry : list) {
      partitions.add(partition(entry, "partition " + (partitions.size() + 1) + ": "));
    }
    return new Manifest(partitions);
  }

  private static Partition partition(JsonNode entry, String where) {
    try {
      Partition partition =
          new Partition(
              new PartitionKey(text(entry, "region"), month(text(entry, "month"))),
              text(entry, "sha256"),
              number(entry, "bytes"),
              number(entry, "rows"),
              number(entry, "pools"),
              second(entry, "first"),
              second(entry, "last"));
      if (!partition.file().equals(text(entry, "file"))) {
        throw new IllegalArgumentException(
            "file must be '" + partition.file() + "' but was " + shown(entry.path("file")));
      }
      return partition;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + e.getMessage(), e);
    }
  }

  private static String text(JsonNode entry, String name) {
    JsonNode value = entry.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IllegalArgumentException(name + " must be a text but was " + shown(value));
    }
    return value.textValue();
  }

  private static long number(JsonNode entry, String name) {
    JsonNode value = entry.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(name + " must be a whole number but was " + shown(value));
    }
    return value.longValue();
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "month must be YYYY-MM but was " + shown(JSON.getNodeFactory().textNode(text)), e);
    }
  }

  private static long second(JsonNode entry, String name) {
    try {
      return Instant.parse(text(entry, name)).getEpochSecond();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " must be an instant but was " + shown(entry.path(name)), e);
    }
  }

  /** A value as JSON, which is printable whatever it holds, cut short. */
  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
