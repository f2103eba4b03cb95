package dev.spotwise.data.format;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Opens writers of Parquet tables: times as TIMESTAMP(MILLIS, UTC), prices exactly as DECIMAL(18,
 * 6), texts by dictionary, ZSTD. The same rows give the same bytes. Memory does not grow with the
 * rows.
 */
final class ParquetRows {

  private static final int PRICE_PRECISION = 18;
  private static final int PRICE_SCALE = 6;
  private static final int ROW_GROUP = 1 << 25;
  private static final double TEN_THOUSAND = 10_000;
  private static final long MILLIS_PER_SECOND = 1000;

  private ParquetRows() {}

  /**
   * The columns of a table.
   *
   * @param label name of the table in its schema
   * @param columns in order
   * @param optional those that a row may lack
   */
  record Layout(String label, List<Column> columns, Set<Column> optional) {

    Layout {
      columns = List.copyOf(columns);
      optional = Set.copyOf(optional);
    }

    private MessageType schema() {
      Types.MessageTypeBuilder schema = Types.buildMessage();
      for (Column column : columns) {
        schema.addField(
            field(column, optional.contains(column) ? Repetition.OPTIONAL : Repetition.REQUIRED));
      }
      return schema.named(label);
    }
  }

  /** Opens a file, which must not exist yet; a row may be reused for the next of its pool. */
  static ParquetWriter<MarketRow> open(Path file, Layout layout) throws IOException {
    return new Builder(layout).open(new LocalOutputFile(file));
  }

  private static PrimitiveType field(Column column, Repetition repetition) {
    return switch (column.kind()) {
      case INSTANT ->
          Types.primitive(INT64, repetition).as(timestampType(true, MILLIS)).named(column.label());
      case TEXT -> Types.primitive(BINARY, repetition).as(stringType()).named(column.label());
      case PRICE ->
          Types.primitive(INT64, repetition)
              .as(decimalType(PRICE_SCALE, PRICE_PRECISION))
              .named(column.label());
      case PERCENT -> Types.primitive(DOUBLE, repetition).named(column.label());
    };
  }

  private static final class Builder extends ParquetWriter.Builder<MarketRow, Builder> {

    private final Layout layout;

    Builder(Layout layout) {
      this.layout = layout;
    }

    ParquetWriter<MarketRow> open(OutputFile file) throws IOException {
      return withFile(file)
          .withConf(new PlainParquetConfiguration())
          .withCodecFactory(new ParquetCodecs())
          .withCompressionCodec(CompressionCodecName.ZSTD)
          .withWriterVersion(WriterVersion.PARQUET_2_0)
          .withRowGroupSize((long) ROW_GROUP)
          .withDictionaryEncoding(Column.TIMESTAMP.label(), false)
          .build();
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<MarketRow> getWriteSupport(Configuration configuration) {
      return new Rows(layout);
    }

    @Override
    protected WriteSupport<MarketRow> getWriteSupport(ParquetConfiguration configuration) {
      return new Rows(layout);
    }
  }

  private static final class Rows extends WriteSupport<MarketRow> {

    private final Layout layout;
    private final List<Column> columns;
    private RecordConsumer out;
    private MarketRow last;
    private Binary id;
    private Binary type;
    private Binary zone;

    Rows(Layout layout) {
      this.layout = layout;
      this.columns = layout.columns();
    }

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
      return new WriteContext(layout.schema(), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(layout.schema(), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      out = recordConsumer;
    }

    @Override
    public void write(MarketRow row) {
      if (row != last) {
        last = row;
        id = binary(row.pool.id());
        type = binary(row.pool.instanceType());
        zone = binary(row.pool.zone());
      }
      out.startMessage();
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        boolean priced = column == Column.SPOT_PRICE || column == Column.DISCOUNT_PERCENT;
        if (!priced || row.hasPrice()) {
          out.startField(column.label(), i);
          writeValue(column, row);
          out.endField(column.label(), i);
        }
      }
      out.endMessage();
    }

    private void writeValue(Column column, MarketRow row) {
      switch (column) {
        case TIMESTAMP -> out.addLong(row.epochSecond * MILLIS_PER_SECOND);
        case POOL_ID -> out.addBinary(id);
        case INSTANCE_TYPE -> out.addBinary(type);
        case AZ -> out.addBinary(zone);
        case SPOT_PRICE -> out.addLong(row.spotMicroUsd);
        case ON_DEMAND_PRICE -> out.addLong(row.onDemandMicroUsd);
        case DISCOUNT_PERCENT -> out.addDouble(row.discountTenThousandths() / TEN_THOUSAND);
        case AVAILABILITY -> out.addBinary(binary(row.availability.name()));
        default -> throw new IllegalStateException("column is never written: " + column);
      }
    }

    private static Binary binary(String text) {
      return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
