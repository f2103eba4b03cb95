package dev.spotwise.cli.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.AdvisorShares;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.MarketFiles;
import dev.spotwise.models.LibraryVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code data/source.json}: where a market came from, what its tables can't say, and their digests.
 * Written last, so that a data folder without it is unfinished.
 */
final class SourceFile {

  static final String NAME = "source.json";

  private static final int VERSION = 1;
  private static final List<String> DIGESTED =
      List.of(
          MarketFiles.SPOT_PRICES_PARQUET,
          MarketFiles.INTERRUPTIONS_PARQUET,
          MarketFiles.AVAILABILITY_PARQUET);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private final Path folder;
  private final JsonNode node;

  private SourceFile(Path folder, JsonNode node) {
    this.folder = folder;
    this.node = node;
  }

  /** Writes the file beside the market's tables, which must be there. */
  static void write(Path folder, LoadedMarket loaded, Settings settings) {
    Market market = loaded.market();
    ObjectNode node = JSON.createObjectNode();
    node.put("format_version", VERSION);
    node.put("library_version", LibraryVersion.current());
    node.put("seed", settings.seed());
    ObjectNode origin = node.putObject("source");
    loaded.origin().forEach(origin::put);
    ObjectNode grid = node.putObject("grid");
    grid.put("start", market.grid().start().toString());
    grid.put("step", market.grid().step().toString());
    grid.put("length", market.grid().length());
    ArrayNode pools = node.putArray("pools");
    for (int pool = 0; pool < market.shape().poolCount(); pool++) {
      InstanceType type = market.shape().type(pool);
      ObjectNode entry = pools.addObject();
      entry.put("pool_id", market.pools().get(pool).id());
      entry.put("vcpus", type.vcpuCount());
      entry.put("memory_gib", type.memoryGib());
      entry.put("on_demand_micro_usd", market.shape().onDemandMicroUsd(pool));
      entry.put("interruptions_known", market.interruptions(pool).isPresent());
    }
    market.advisor().ifPresent(advisor -> write(node.putObject("advisor"), advisor));
    ArrayNode notes = node.putArray("notes");
    loaded.notes().forEach(notes::add);
    ObjectNode digests = node.putObject("sha256");
    DIGESTED.forEach(name -> digests.put(name, sha256(folder.resolve(name))));
    node.set("settings", stored(settings));
    write(folder, node);
  }

  private static void write(Path folder, JsonNode node) {
    AtomicFile.write(folder.resolve(NAME), file -> Files.write(file, JSON.writeValueAsBytes(node)));
  }

  /** Writes the file again, for the same market, with other settings of the later steps. */
  void write(Settings settings) {
    ObjectNode changed = node.deepCopy();
    changed.set("settings", stored(settings));
    write(folder, changed);
  }

  /** The settings that are kept with a market. */
  static ObjectNode stored(Settings settings) {
    ObjectNode tree = settings.tree().deepCopy();
    tree.remove(List.of("threads", "out"));
    return tree;
  }

  private static void write(ObjectNode node, AdvisorShares advisor) {
    node.put("as_of", advisor.asOf().toString());
    ObjectNode shares = node.putObject("monthly_share");
    advisor.monthlyShare().forEach((pool, share) -> shares.put(pool.id(), share));
  }

  private static void readAdvisor(JsonNode node, Market.Builder market) {
    if (node.isObject()) {
      SortedMap<CapacityPool, Double> shares = new TreeMap<>();
      node.required("monthly_share")
          .properties()
          .forEach(
              entry -> shares.put(CapacityPool.parse(entry.getKey()), entry.getValue().asDouble()));
      market.advisor(Instant.parse(node.required("as_of").asText()), shares);
    }
  }

  /**
   * Opens what {@link #write} wrote.
   *
   * @throws MarketDataException if it is missing or malformed, or a table has changed since
   */
  static SourceFile open(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      int version = node.path("format_version").asInt(0);
      if (version != VERSION) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "%s must have format_version %d but has %d; run 'spot generate' again",
                file,
                VERSION,
                version));
      }
      DIGESTED.forEach(name -> requireDigest(folder, name, node));
      return new SourceFile(folder, node);
    } catch (NoSuchFileException e) {
      throw new MarketDataException("no market in " + folder + "; run 'spot generate' first", e);
    } catch (JsonProcessingException e) {
      throw new MarketDataException(file + " is malformed: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MarketDataException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static void requireDigest(Path folder, String name, JsonNode node) {
    String expected = node.path("sha256").path(name).asText();
    if (!expected.equals(sha256(folder.resolve(name)))) {
      throw new MarketDataException(
          folder.resolve(name)
              + " is not the file that "
              + NAME
              + " was written with; run 'spot generate' again");
    }
  }

  /** The settings that the market was made with; without {@code out} and {@code threads}. */
  ObjectNode settings() {
    return node.path("settings").isObject()
        ? node.path("settings").deepCopy()
        : JSON.createObjectNode();
  }

  /** The market of the folder. */
  LoadedMarket market(Sources sources) {
    try {
      return read(sources);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MarketDataException(folder.resolve(NAME) + " is malformed: " + e.getMessage(), e);
    }
  }

  private LoadedMarket read(Sources sources) {
    JsonNode gridNode = node.required("grid");
    TimeGrid grid =
        new TimeGrid(
            Instant.parse(gridNode.required("start").asText()),
            Duration.parse(gridNode.required("step").asText()),
            gridNode.required("length").asInt());
    PriceQuery query =
        new PriceQuery(new TimeWindow(grid.start(), grid.end()), Set.of(), Set.of(), Set.of());
    PriceHistory history =
        PriceHistory.read(
            sources.openPrices(parquet(MarketFiles.SPOT_PRICES_PARQUET), SourceOptions.none()),
            query);
    Market.Builder market = Market.over(grid);
    EventCollector events = new EventCollector();
    for (JsonNode entry : node.required("pools")) {
      CapacityPool pool = CapacityPool.parse(entry.required("pool_id").asText());
      market.pool(
          pool,
          new InstanceType(
              pool.instanceType(),
              entry.required("vcpus").asInt(),
              entry.required("memory_gib").asDouble()),
          entry.required("on_demand_micro_usd").asLong(),
          history.series().get(pool));
      if (entry.required("interruptions_known").asBoolean()) {
        events.watched(pool);
      }
    }
    readAdvisor(node.path("advisor"), market);
    InterruptionSink sink = events;
    sources
        .openInterruptions(parquet(MarketFiles.INTERRUPTIONS_PARQUET), SourceOptions.none())
        .read(query, sink);
    sources
        .openAvailability(parquet(MarketFiles.AVAILABILITY_PARQUET), SourceOptions.none())
        .read(query, events);
    events.addTo(market);
    return new LoadedMarket(market.build(), origin(), notes(), grid.end());
  }

  private String parquet(String name) {
    return "parquet:" + folder.resolve(name);
  }

  /** Where the market came from, by name. */
  SortedMap<String, String> origin() {
    SortedMap<String, String> origin = new TreeMap<>();
    node.path("source")
        .properties()
        .forEach(entry -> origin.put(entry.getKey(), entry.getValue().asText()));
    return origin;
  }

  /** The digests of the tables, by file name. */
  SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    node.path("sha256")
        .properties()
        .forEach(entry -> digests.put(entry.getKey(), entry.getValue().asText()));
    return digests;
  }

  /** What the user should know about the market. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    node.path("notes").forEach(note -> notes.add(note.asText()));
    return notes;
  }

  private static String sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (NoSuchFileException e) {
      throw new MarketDataException("no such file: " + file, e);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
