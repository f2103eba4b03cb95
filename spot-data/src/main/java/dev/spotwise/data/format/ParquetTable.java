package dev.spotwise.data.format;

import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads Parquet files: the columns asked for, a batch of rows at a time. Memory follows the
 * compressed size of those columns in one row group, which is limited.
 */
final class ParquetTable {

  static final String MAGIC = "PAR1";

  private static final int BATCH = 8192;
  private static final int SMALLEST = 12;
  private static final long MAX_ROW_GROUP = 1L << 29;

  private final Path file;
  private final Map<Column, ParquetColumn> columns = new EnumMap<>(Column.class);
  private final Problems problems;
  private long rowsRead;

  /** Whether rows are with their reader, whose own failures are not the file's. */
  private boolean handingOver;

  private ParquetTable(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Takes the rows of a file. */
  @FunctionalInterface
  interface RowReader {

    /**
     * Takes the row {@code row} of the current batch.
     *
     * @throws IllegalArgumentException if a value is wrong; it is reported with file and row
     */
    void read(ParquetTable table, int row);
  }

  /**
   * Reads a file.
   *
   * @param needed the columns to read
   * @param problems takes what is wrong with rows
   * @throws MarketDataException with all that is wrong with the file
   */
  static void read(Path file, List<Column> needed, Problems problems, RowReader reader) {
    ParquetTable table = new ParquetTable(file, problems);
    table.requireMagic();
    try (ParquetFileReader parquet = new ParquetFileReader(new LocalInputFile(file), options())) {
      table.chooseColumns(parquet, needed);
      table.readRowGroups(parquet, reader);
    } catch (IOException e) {
      throw DataFile.unreadable(file, e);
    } catch (MarketDataException e) {
      throw e;
    } catch (RuntimeException e) {
      if (table.handingOver) {
        throw e;
      }
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "file must be Parquet but can't be read: %s (%s)",
              DataFile.reason(e),
              file),
          e);
    }
    problems.throwIfAny();
  }

  /** A column of the current batch; one of those asked for. */
  ParquetColumn column(Column column) {
    return columns.get(column);
  }

  /** The text in a row; null if there is none. */
  String text(Column column, int row) {
    return columns.get(column).text(row);
  }

  private static ParquetReadOptions options() {
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .withCodecFactory(new ParquetCodecs())
        .build();
  }

  private void requireMagic() {
    byte[] head = new byte[MAGIC.length()];
    byte[] tail = new byte[MAGIC.length()];
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() >= SMALLEST) {
        bytes.readFully(head);
        bytes.seek(bytes.length() - tail.length);
        bytes.readFully(tail);
      }
    } catch (IOException e) {
      throw DataFile.unreadable(file, e);
    }
    if (!isMagic(head) || !isMagic(tail)) {
      throw new MarketDataException(
          "a Parquet file must begin and end with " + MAGIC + " but this does not (" + file + ")");
    }
  }

  private static boolean isMagic(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).equals(MAGIC);
  }

  private void chooseColumns(ParquetFileReader parquet, List<Column> needed) {
    MessageType schema = parquet.getFileMetaData().getSchema();
    for (Column column : needed) {
      if (!schema.containsField(column.label())) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "file must have the columns %s but has %s (%s)",
                labels(needed),
                fieldNames(schema),
                file));
      }
      columns.put(column, choose(column, schema));
    }
    List<Type> fields =
        schema.getFields().stream()
            .filter(field -> columns.keySet().stream().anyMatch(c -> named(c, field)))
            .toList();
    parquet.setRequestedSchema(new MessageType(schema.getName(), fields));
  }

  private static boolean named(Column column, Type field) {
    return column.label().equals(field.getName());
  }

  private ParquetColumn choose(Column column, MessageType schema) {
    Type field = schema.getType(column.label());
    if (!field.isPrimitive()) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "%s must be a plain column but was %s (%s)",
              column.label(),
              field,
              file));
    }
    ColumnDescriptor descriptor = schema.getColumnDescription(new String[] {column.label()});
    try {
      return new ParquetColumn(column, descriptor, BATCH);
    } catch (IllegalArgumentException e) {
      throw new MarketDataException(e.getMessage() + " (" + file + ")", e);
    }
  }

  private void readRowGroups(ParquetFileReader parquet, RowReader reader) throws IOException {
    for (BlockMetaData block : parquet.getRowGroups()) {
      requireSane(block);
    }
    PageReadStore pages = parquet.readNextRowGroup();
    while (pages != null) {
      readRowGroup(parquet, pages, reader);
      pages = parquet.readNextRowGroup();
    }
  }

  /** Holds a footer to what the file can hold, before memory is taken on its word. */
  private void requireSane(BlockMetaData block) {
    long compressed = 0;
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      long size = chunk.getTotalSize();
      long end = chunk.getStartingPos() + size;
      if (size < 0 || chunk.getStartingPos() < 0 || end < 0 || end > file.toFile().length()) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "column %s must lie inside the file but its footer says bytes %d to %d (%s)",
                Shown.of(chunk.getPath().toDotString()),
                chunk.getStartingPos(),
                end,
                file));
      }
      compressed += size;
    }
    if (compressed > MAX_ROW_GROUP || block.getRowCount() < 0) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "a row group must have at most %d bytes and at least 0 rows but has %d and %d (%s)",
              MAX_ROW_GROUP,
              compressed,
              block.getRowCount(),
              file));
    }
  }

  private void readRowGroup(ParquetFileReader parquet, PageReadStore pages, RowReader reader) {
    MessageType schema = parquet.getFileMetaData().getSchema();
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages, new NoRecords(), schema, parquet.getFileMetaData().getCreatedBy());
    long rows = pages.getRowCount();
    Map<Column, ColumnReader> readers = new EnumMap<>(Column.class);
    columns.forEach(
        (column, values) -> {
          long count = pages.getPageReader(values.descriptor()).getTotalValueCount();
          if (count != rows) {
            throw new MarketDataException(
                String.format(
                    Locale.ROOT,
                    "column %s must have %d values but has %d (%s)",
                    column.label(),
                    rows,
                    count,
                    file));
          }
          readers.put(column, store.getColumnReader(values.descriptor()));
        });
    for (long first = 0; first < rows; first += BATCH) {
      int count = (int) Math.min(BATCH, rows - first);
      readers.forEach((column, values) -> columns.get(column).fill(values, count));
      readBatch(count, reader);
    }
  }

  private void readBatch(int count, RowReader reader) {
    handingOver = true;
    for (int row = 0; row < count; row++) {
      rowsRead++;
      try {
        reader.read(this, row);
      } catch (IllegalArgumentException e) {
        problems.addRow(e.getMessage(), file + ", row " + rowsRead);
      }
    }
    handingOver = false;
  }

  private static String labels(List<Column> columns) {
    return String.join(",", columns.stream().map(Column::label).toList());
  }

  private static String fieldNames(MessageType schema) {
    return Shown.of(String.join(",", schema.getFields().stream().map(Type::getName).toList()));
  }

  /** Columns are read one by one, so that no record is ever put together. */
  private static final class NoRecords extends GroupConverter {

    @Override
    public Converter getConverter(int fieldIndex) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {
      // No record begins.
    }

    @Override
    public void end() {
      // No record ends.
    }
  }
}
