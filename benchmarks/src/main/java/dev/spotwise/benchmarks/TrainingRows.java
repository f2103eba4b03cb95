package dev.spotwise.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rows to train on and to be judged on, as files that any program reads: {@code rows.json} names
 * the columns and says how many rows there are; for {@code train} and {@code test} each there are
 * {@code -features.f32}, row by row, {@code -price.f32} and {@code -interrupted.i8}, one value per
 * row, all little-endian.
 *
 * <p>The price target is the logarithm of the price's change within an hour in units of its
 * standard deviation over the training rows; the other target is 1 if the pool is interrupted
 * within an hour and 0 if not. A row is there only if both are known, a column only if it is known
 * in every row, because not everyone takes unknown values.
 */
public final class TrainingRows {

  static final Duration HORIZON = Duration.ofHours(1);

  private static final String FILE = "rows.json";
  private static final TimeWindow YEAR = TimeWindow.parse("2024-01-01/2025-01-01");

  /** The longest feature reads 30 days; so the first row knows as much as the last. */
  private static final TimeWindow MARKET = TimeWindow.parse("2023-12-01/2025-01-01");

  private final List<String> columns;
  private final Part train;
  private final Part test;

  private TrainingRows(List<String> columns, Part train, Part test) {
    this.columns = List.copyOf(columns);
    this.train = train;
    this.test = test;
  }

  /** The rows of one side of the split. */
  static final class Part {

    private final float[] features;
    private final float[] price;
    private final byte[] interrupted;

    private Part(float[] features, float[] price, byte[] interrupted) {
      this.features = features;
      this.price = price;
      this.interrupted = interrupted;
    }

    int rows() {
      return price.length;
    }

    double[] price() {
      return IntStream.range(0, price.length).mapToDouble(row -> price[row]).toArray();
    }

    double[] interrupted() {
      return IntStream.range(0, interrupted.length).mapToDouble(row -> interrupted[row]).toArray();
    }

    private Part select(int[] rows) {
      int width = features.length / price.length;
      float[] some = new float[rows.length * width];
      float[] prices = new float[rows.length];
      byte[] outcomes = new byte[rows.length];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(features, rows[i] * width, some, i * width, width);
        prices[i] = price[rows[i]];
        outcomes[i] = interrupted[rows[i]];
      }
      return new Part(some, prices, outcomes);
    }
  }

  /**
   * Writes a year of hourly origins of the calibrated world's twelve pools, the newest fifth to be
   * judged on. Arguments: a folder and, optionally, how many training rows of all to keep, equally
   * far apart.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1 && args.length != 2) {
      throw new IllegalArgumentException("arguments must be FOLDER [ROWS]");
    }
    LearningSet set =
        LearningSet.of(
            CalibratedMarket.over(MARKET),
            StandardFeatures.all(),
            new LearningSet.Plan(YEAR, 0.8, Duration.ofHours(1)),
            List.of(HORIZON));
    TrainingRows rows = of(set);
    if (args.length == 2) {
      rows = rows.thinned(Integer.parseInt(args[1]));
    }
    rows.write(Path.of(args[0]));
    System.out.printf(
        Locale.ROOT,
        "%d training rows, %d test rows, %d columns, %d of them of price and calendar%n",
        rows.train.rows(),
        rows.test.rows(),
        rows.columns.size(),
        rows.priceColumns().size());
  }

  /** The rows of a set, an hour ahead. */
  static TrainingRows of(LearningSet set) {
    FeatureMatrix x = set.features();
    int[] train = known(set, Split.TRAIN);
    int[] test = known(set, Split.TEST);
    int[] rows = IntStream.concat(IntStream.of(train), IntStream.of(test)).toArray();
    int[] complete =
        IntStream.range(0, x.schema().width())
            .filter(column -> Arrays.stream(rows).noneMatch(row -> Float.isNaN(x.get(row, column))))
            .toArray();
    double spread = deviation(changes(set, Split.TRAIN, train));
    return new TrainingRows(
        IntStream.of(complete).mapToObj(x.schema().names()::get).toList(),
        part(set, Split.TRAIN, train, complete, spread),
        part(set, Split.TEST, test, complete, spread));
  }

  private static int[] known(LearningSet set, Split split) {
    Labels labels = set.labels(split, HORIZON);
    int first = set.firstRow(split);
    return IntStream.range(0, labels.rows())
        .filter(row -> labels.outcome(row) != Outcome.UNKNOWN)
        .filter(row -> labels.futureMicroUsd(row) != MicroUsd.UNKNOWN)
        .map(row -> first + row)
        .filter(row -> set.features().lastMicroUsd(row) != MicroUsd.UNKNOWN)
        .toArray();
  }

  private static double[] changes(LearningSet set, Split split, int[] rows) {
    Labels labels = set.labels(split, HORIZON);
    int first = set.firstRow(split);
    return IntStream.of(rows)
        .mapToDouble(
            row ->
                StrictMath.log((double) labels.futureMicroUsd(row - first))
                    - StrictMath.log((double) set.features().lastMicroUsd(row)))
        .toArray();
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    return variance > 0 ? Math.sqrt(variance) : 1;
  }

  private static Part part(
      LearningSet set, Split split, int[] rows, int[] complete, double spread) {
    Labels labels = set.labels(split, HORIZON);
    double[] changes = changes(set, split, rows);
    float[] features = new float[rows.length * complete.length];
    float[] price = new float[rows.length];
    byte[] interrupted = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < complete.length; column++) {
        features[i * complete.length + column] = set.features().get(rows[i], complete[column]);
      }
      price[i] = (float) (changes[i] / spread);
      Outcome outcome = labels.outcome(rows[i] - set.firstRow(split));
      interrupted[i] = (byte) (outcome == Outcome.INTERRUPTED ? 1 : 0);
    }
    return new Part(features, price, interrupted);
  }

  /** These rows, but of the training rows at most so many, equally far apart. */
  TrainingRows thinned(int most) {
    int all = train.rows();
    if (most < 1) {
      throw new IllegalArgumentException("most must be >= 1 but was " + most);
    }
    int kept = Math.min(most, all);
    int[] rows = IntStream.range(0, kept).map(i -> (int) ((long) i * all / kept)).toArray();
    return new TrainingRows(columns, train.select(rows), test);
  }

  Part train() {
    return train;
  }

  Part test() {
    return test;
  }

  List<String> columns() {
    return columns;
  }

  /** The columns that tell of the calendar and of prices alone. */
  List<String> priceColumns() {
    List<String> names = new ArrayList<>();
    for (FeatureFamily family : FeatureFamily.values()) {
      if (family == FeatureFamily.CALENDAR || family.name().startsWith("PRICE")) {
        names.addAll(StandardFeatures.columns(family));
      }
    }
    names.retainAll(columns);
    return names;
  }

  /** Some columns of one side of the split. */
  FeatureMatrix features(Part part, List<String> some) {
    FeatureSchema schema = new FeatureSchema("benchmark", some, HORIZON.toSeconds());
    FeatureMatrix matrix = FeatureMatrix.allocate(schema, List.of(), part.rows());
    int[] from = some.stream().mapToInt(columns::indexOf).toArray();
    for (int row = 0; row < part.rows(); row++) {
      for (int column = 0; column < from.length; column++) {
        matrix.set(row, column, part.features[row * columns.size() + from[column]]);
      }
    }
    return matrix;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("trainRows", train.rows());
    json.put("testRows", test.rows());
    columns.forEach(json.putArray("columns")::add);
    priceColumns().forEach(json.putArray("priceColumns")::add);
    Files.writeString(folder.resolve(FILE), json.toPrettyString() + "\n");
    write(folder, "train", train);
    write(folder, "test", test);
  }

  private static void write(Path folder, String name, Part part) throws IOException {
    Files.write(folder.resolve(name + "-features.f32"), bytes(part.features));
    Files.write(folder.resolve(name + "-price.f32"), bytes(part.price));
    Files.write(folder.resolve(name + "-interrupted.i8"), part.interrupted);
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  static TrainingRows read(Path folder) throws IOException {
    var json = new ObjectMapper().readTree(folder.resolve(FILE).toFile());
    List<String> columns = new ArrayList<>();
    json.get("columns").forEach(name -> columns.add(name.asText()));
    return new TrainingRows(columns, part(folder, "train"), part(folder, "test"));
  }

  private static Part part(Path folder, String name) throws IOException {
    return new Part(
        floats(folder.resolve(name + "-features.f32")),
        floats(folder.resolve(name + "-price.f32")),
        Files.readAllBytes(folder.resolve(name + "-interrupted.i8")));
  }

  private static float[] floats(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[buffer.remaining() / 4];
    buffer.asFloatBuffer().get(values);
    return values;
  }
}
