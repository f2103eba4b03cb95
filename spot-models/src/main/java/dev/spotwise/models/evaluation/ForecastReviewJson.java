package dev.spotwise.models.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.evaluation.ForecastReview.Fan;
import dev.spotwise.models.evaluation.ForecastReview.Point;
import dev.spotwise.models.evaluation.ForecastReview.Reliability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link ForecastReview} as JSON, the same bytes on every platform; NaN is null. */
public final class ForecastReviewJson {

  /** Name of the file in the models' folder. */
  public static final String FILE = "forecast_review.json";

  private static final int VERSION = 1;
  private static final String AGAIN = "; run 'spot backtest' again";

  private ForecastReviewJson() {}

  /**
   * Writes a review, whole or not at all.
   *
   * @throws java.io.UncheckedIOException if the file can't be written
   */
  public static void write(Path file, ForecastReview review) {
    ObjectNode node = EvaluationJson.JSON.createObjectNode();
    node.put("format_version", VERSION);
    node.put("window", review.window().toString());
    node.put("pool", review.pool().id());
    ArrayNode stability = node.putArray("stability");
    for (Reliability one : review.stability()) {
      ObjectNode entry = stability.addObject();
      entry.put("horizon", one.horizon().toString());
      entry.put("brier_score", EvaluationJson.number(one.brierScore()));
      EvaluationJson.write(one.table(), entry.putArray("reliability"));
    }
    ArrayNode price = node.putArray("price");
    for (Fan fan : review.price()) {
      ObjectNode entry = price.addObject();
      entry.put("horizon", fan.horizon().toString());
      entry.put("coverage", EvaluationJson.number(fan.coverage()));
      entry.put("rows", fan.rows());
      ArrayNode points = entry.putArray("points");
      fan.points().forEach(point -> write(point, points.addArray()));
    }
    AtomicFile.write(
        file, temporary -> Files.write(temporary, EvaluationJson.JSON.writeValueAsBytes(node)));
  }

  private static void write(Point point, ArrayNode node) {
    node.add(point.origin().toString());
    node.add(EvaluationJson.number(point.lowUsd()));
    node.add(EvaluationJson.number(point.medianUsd()));
    node.add(EvaluationJson.number(point.highUsd()));
    node.add(EvaluationJson.number(point.actualUsd()));
  }

  /**
   * Reads what {@link #write} wrote, equal to what was written.
   *
   * @throws MarketDataException if the file is missing, malformed or of another format
   */
  public static ForecastReview read(Path file) {
    try {
      JsonNode node = EvaluationJson.JSON.readTree(Files.readAllBytes(file));
      int version = node.path("format_version").asInt(0);
      if (version != VERSION) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "%s must have format_version %d but has %d%s",
                file,
                VERSION,
                version,
                AGAIN));
      }
      return read(node);
    } catch (NoSuchFileException e) {
      throw new MarketDataException("no such file: " + file + AGAIN, e);
    } catch (JsonProcessingException e) {
      throw new MarketDataException(file + " is malformed: " + e.getOriginalMessage() + AGAIN, e);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    } catch (MarketDataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MarketDataException(file + " is malformed: " + e.getMessage() + AGAIN, e);
    }
  }

  private static ForecastReview read(JsonNode node) {
    List<Reliability> stability = new ArrayList<>();
    for (JsonNode one : node.required("stability")) {
      stability.add(
          new Reliability(
              Duration.parse(one.required("horizon").asText()),
              EvaluationReader.reliability(one.required("reliability")),
              number(one.required("brier_score"))));
    }
    List<Fan> price = new ArrayList<>();
    for (JsonNode fan : node.required("price")) {
      List<Point> points = new ArrayList<>();
      for (JsonNode point : fan.required("points")) {
        points.add(
            new Point(
                Instant.parse(point.required(0).asText()),
                number(point.required(1)),
                number(point.required(2)),
                number(point.required(3)),
                number(point.required(4))));
      }
      price.add(
          new Fan(
              Duration.parse(fan.required("horizon").asText()),
              number(fan.required("coverage")),
              fan.required("rows").longValue(),
              points));
    }
    return new ForecastReview(
        TimeWindow.parse(node.required("window").asText()),
        CapacityPool.parse(node.required("pool").asText()),
        stability,
        price);
  }

  private static double number(JsonNode value) {
    if (!value.isNull() && !value.isNumber()) {
      throw new IllegalArgumentException("a number or null must be given but was " + value);
    }
    return value.isNull() ? Double.NaN : value.doubleValue();
  }
}
