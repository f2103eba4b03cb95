package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prices as {@code aws ec2 describe-spot-price-history} prints them in JSON, plain or compressed:
 * scheme {@code aws-cli}, no options. The location is a file, or a folder whose {@code *.json} and
 * {@code *.json.gz} files are read in the order of their names.
 *
 * <p>Any order, all products (the query decides), repeated prices included. Streams; memory follows
 * the number of pools. Immutable and thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-spot-price-history.html">AWS
 *     CLI reference</a>
 */
public final class AwsCliPrices implements PriceSourceProvider {

  private static final String HISTORY = "SpotPriceHistory";
  private static final JsonFactory JSON = JsonFiles.factory();

  /** For {@link java.util.ServiceLoader}. */
  public AwsCliPrices() {}

  @Override
  public String scheme() {
    return "aws-cli";
  }

  @Override
  public boolean recognises(Path path, String head) {
    String marker = '"' + HISTORY + '"';
    return head.contains(marker) || DataFile.folderHolds(path, marker);
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    options.requireOnly(List.of());
    List<Path> files = DataFile.requireJson(at);
    return (query, sink) -> {
      Problems problems = new Problems(sink);
      PoolNames pools = new PoolNames();
      for (Path file : files) {
        new Reader(file, query, sink, pools, problems).read();
      }
      problems.throwIfAny();
    };
  }

  private static final class Reader {

    private final Path file;
    private final PriceQuery query;
    private final PriceSink sink;
    private final PoolNames pools;
    private final Problems problems;
    private final long to;

    Reader(Path file, PriceQuery query, PriceSink sink, PoolNames pools, Problems problems) {
      this.file = file;
      this.query = query;
      this.sink = sink;
      this.pools = pools;
      this.problems = problems;
      this.to = query.window().toEpochSecond();
    }

    void read() {
      try (InputStream content = TextFile.open(file);
          JsonParser json = JSON.createParser(content)) {
        JsonFiles.requireObject(json);
        boolean found = false;
        String other = "nothing";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          if (name.equals(HISTORY)) {
            found = true;
            readHistory(json);
          } else {
            other = Shown.of(name);
            json.skipChildren();
          }
        }
        if (!found) {
          throw new IllegalArgumentException(
              "file must hold the output of aws ec2 describe-spot-price-history, an object with"
                  + " SpotPriceHistory, but holds "
                  + other);
        }
        JsonFiles.requireEnd(json);
      } catch (JsonProcessingException e) {
        problems.addFile(JsonFiles.message(e), JsonFiles.where(file, e));
      } catch (IllegalArgumentException e) {
        problems.addFile(e.getMessage(), file.toString());
      } catch (IOException e) {
        problems.addFile("file can't be read to its end: " + DataFile.reason(e), file.toString());
      }
    }

    private void readHistory(JsonParser json) throws IOException {
      JsonFiles.require(json, JsonToken.START_ARRAY, HISTORY + " must be an array");
      while (json.nextToken() != JsonToken.END_ARRAY) {
        int line = json.currentLocation().getLineNr();
        try {
          accept(readEntry(json));
        } catch (IllegalArgumentException e) {
          problems.addRow(e.getMessage(), file + ":" + line);
        }
      }
    }

    private void accept(Entry entry) {
      entry.requireComplete();
      CapacityPool pool = pools.pool(null, entry.zone, entry.type, entry.product);
      long second = Timestamps.parse(entry.timestamp);
      long microUsd = MicroUsd.parse(entry.price);
      if (second < to && query.accepts(pool)) {
        sink.accept(pool, second, microUsd);
      }
    }
  }

  /** The fields of one entry as they stand in the file. */
  private static final class Entry {

    private String zone;
    private String type;
    private String product;
    private String price;
    private String timestamp;

    void requireComplete() {
      if (zone == null || type == null || price == null || timestamp == null) {
        throw new IllegalArgumentException(
            "entry must have AvailabilityZone, InstanceType, SpotPrice and Timestamp but had"
                + String.format(Locale.ROOT, " %s, %s, %s and %s", zone, type, price, timestamp));
      }
    }
  }

  private static Entry readEntry(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      String found = Shown.of(json.getText());
      json.skipChildren();
      throw new IllegalArgumentException(
          "an entry of " + HISTORY + " must be an object but was '" + found + "'");
    }
    Entry entry = new Entry();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      boolean text =
          json.currentToken() == JsonToken.VALUE_STRING || json.currentToken().isNumeric();
      String value = text ? json.getText() : null;
      switch (name) {
        case "AvailabilityZone" -> entry.zone = value;
        case "InstanceType" -> entry.type = value;
        case "ProductDescription" -> entry.product = value;
        case "SpotPrice" -> entry.price = value;
        case "Timestamp" -> entry.timestamp = value;
        default -> json.skipChildren();
      }
      json.skipChildren();
    }
    return entry;
  }
}
