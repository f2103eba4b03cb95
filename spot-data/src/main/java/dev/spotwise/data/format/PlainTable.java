package dev.spotwise.data.format;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * How records become a Parquet table of plain columns: instants as TIMESTAMP(MILLIS, UTC), texts as
 * strings, whole numbers as INT32, others as DOUBLE (NaN is null), ZSTD. The same rows give the
 * same bytes. Immutable.
 *
 * @param <T> the type of a row
 */
public final class PlainTable<T> {

  private static final long ROW_GROUP = 1L << 25;

  private final String label;
  private final List<Cell<T>> cells;

  private PlainTable(String label, List<Cell<T>> cells) {
    this.label = label;
    this.cells = List.copyOf(cells);
  }

  /** A column: its type, whether a row has a value in it, and how that is written. */
  private record Cell<T>(
      PrimitiveType type, Predicate<T> present, BiConsumer<T, RecordConsumer> value) {}

  /** Gathers columns. */
  public static final class Builder<T> {

    private final String label;
    private final List<Cell<T>> cells = new ArrayList<>();

    private Builder(String label) {
      this.label = requireNonNull(label, "label");
    }

    /** Adds a column of instants, cut to milliseconds. */
    public Builder<T> instant(String name, Function<T, Instant> value) {
      PrimitiveType type =
          Types.required(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(name);
      return add(type, row -> true, (row, out) -> out.addLong(value.apply(row).toEpochMilli()));
    }

    /** Adds a column of texts. */
    public Builder<T> text(String name, Function<T, String> value) {
      PrimitiveType type =
          Types.required(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      return add(
          type,
          row -> true,
          (row, out) -> {
            byte[] bytes = value.apply(row).getBytes(StandardCharsets.UTF_8);
            out.addBinary(Binary.fromConstantByteArray(bytes));
          });
    }

    /** Adds a column of whole numbers. */
    public Builder<T> count(String name, ToIntFunction<T> value) {
      return add(
          Types.required(PrimitiveTypeName.INT32).named(name),
          row -> true,
          (row, out) -> out.addInteger(value.applyAsInt(row)));
    }

    /** Adds a column of numbers; NaN is null. */
    public Builder<T> number(String name, ToDoubleFunction<T> value) {
      return add(
          Types.primitive(PrimitiveTypeName.DOUBLE, Repetition.OPTIONAL).named(name),
          row -> !Double.isNaN(value.applyAsDouble(row)),
          (row, out) -> out.addDouble(value.applyAsDouble(row)));
    }

    private Builder<T> add(
        PrimitiveType type, Predicate<T> present, BiConsumer<T, RecordConsumer> value) {
      cells.add(new Cell<>(type, present, value));
      return this;
    }

    /**
     * The table.
     *
     * @throws IllegalArgumentException if it has no column
     */
    public PlainTable<T> build() {
      if (cells.isEmpty()) {
        throw new IllegalArgumentException("a table must have at least one column but has none");
      }
      return new PlainTable<>(label, cells);
    }
  }

  /**
   * Begins a table.
   *
   * @param label its name in the schema
   */
  public static <T> Builder<T> named(String label) {
    return new Builder<>(label);
  }

  /**
   * Writes rows, whole or not at all.
   *
   * @throws java.io.UncheckedIOException if the file can't be written
   */
  public void write(Path file, List<T> rows) {
    AtomicFile.write(
        file,
        temporary -> {
          try (ParquetWriter<T> writer = new Opener<>(this, temporary).open()) {
            for (T row : rows) {
              writer.write(row);
            }
          }
        });
  }

  private MessageType schema() {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    cells.forEach(cell -> schema.addField(cell.type()));
    return schema.named(label);
  }

  private static final class Opener<T> extends ParquetWriter.Builder<T, Opener<T>> {

    private final PlainTable<T> table;

    Opener(PlainTable<T> table, Path file) {
      super(new LocalOutputFile(file));
      this.table = table;
    }

    ParquetWriter<T> open() throws IOException {
      return withConf(new PlainParquetConfiguration())
          .withCodecFactory(new ParquetCodecs())
          .withCompressionCodec(CompressionCodecName.ZSTD)
          .withWriterVersion(WriterVersion.PARQUET_2_0)
          .withRowGroupSize(ROW_GROUP)
          .build();
    }

    @Override
    protected Opener<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return new Rows<>(table);
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return new Rows<>(table);
    }
  }

  private static final class Rows<T> extends WriteSupport<T> {

    private final PlainTable<T> table;
    private RecordConsumer out;

    Rows(PlainTable<T> table) {
      this.table = table;
    }

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
      return new WriteContext(table.schema(), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(table.schema(), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      out = recordConsumer;
    }

    @Override
    public void write(T row) {
      out.startMessage();
      for (int i = 0; i < table.cells.size(); i++) {
        Cell<T> cell = table.cells.get(i);
        if (cell.present().test(row)) {
          out.startField(cell.type().getName(), i);
          cell.value().accept(row, out);
          out.endField(cell.type().getName(), i);
        }
      }
      out.endMessage();
    }
  }
}
