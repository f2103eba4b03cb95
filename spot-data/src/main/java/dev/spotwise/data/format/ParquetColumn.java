package dev.spotwise.data.format;

import dev.spotwise.data.MicroUsd;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** One column of a Parquet file, a batch of rows at a time. */
final class ParquetColumn {

  private static final int MAX_TEXT = 1 << 16;

  private final Column column;
  private final ColumnDescriptor descriptor;
  private final PrimitiveType type;
  private final boolean[] present;
  private final long[] numbers;
  private final String[] texts;
  private Binary lastBinary;
  private String lastText;

  /**
   * A column that is to be read.
   *
   * @throws IllegalArgumentException if the file's type is not one that can be read as this column
   */
  ParquetColumn(Column column, ColumnDescriptor descriptor, int batch) {
    this.column = column;
    this.descriptor = descriptor;
    this.type = descriptor.getPrimitiveType();
    if (type.getRepetition() == Repetition.REPEATED || !isReadable()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be %s but was %s", column.label(), expected(), type));
    }
    this.present = new boolean[batch];
    this.numbers = column.kind() == Column.Kind.TEXT ? null : new long[batch];
    this.texts = column.kind() == Column.Kind.TEXT ? new String[batch] : null;
  }

  Column column() {
    return column;
  }

  ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** Reads the next rows. */
  void fill(ColumnReader reader, int count) {
    int defined = descriptor.getMaxDefinitionLevel();
    for (int row = 0; row < count; row++) {
      present[row] = reader.getCurrentDefinitionLevel() == defined;
      if (present[row]) {
        readValue(reader, row);
      }
      reader.consume();
    }
  }

  private void readValue(ColumnReader reader, int row) {
    if (texts != null) {
      texts[row] = text(reader.getBinary());
    } else if (type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
      numbers[row] = Double.doubleToRawLongBits(reader.getDouble());
    } else {
      numbers[row] = reader.getLong();
    }
  }

  private String text(Binary binary) {
    if (!binary.equals(lastBinary)) {
      lastText = binary.length() > MAX_TEXT ? "" : binary.toStringUsingUTF8();
      lastBinary = binary.isBackingBytesReused() ? null : binary;
    }
    return lastText;
  }

  /** The text of a row; null if it has none. */
  String text(int row) {
    return present[row] ? texts[row] : null;
  }

  /**
   * The instant of a row.
   *
   * @throws IllegalArgumentException if it has none, or one outside the years accepted
   */
  long epochSecond(int row) {
    requirePresent(row);
    TimestampLogicalTypeAnnotation timestamp =
        (TimestampLogicalTypeAnnotation) type.getLogicalTypeAnnotation();
    long unitsPerSecond =
        switch (timestamp.getUnit()) {
          case MILLIS -> 1_000;
          case MICROS -> 1_000_000;
          case NANOS -> 1_000_000_000;
        };
    return Timestamps.checked(Math.floorDiv(numbers[row], unitsPerSecond), numbers[row]);
  }

  /**
   * The price of a row.
   *
   * @throws IllegalArgumentException if it has none, or one out of range
   */
  long microUsd(int row) {
    requirePresent(row);
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
      return MicroUsd.ofUsd(Double.longBitsToDouble(numbers[row]));
    }
    DecimalLogicalTypeAnnotation decimal =
        (DecimalLogicalTypeAnnotation) type.getLogicalTypeAnnotation();
    boolean micro = decimal.getScale() == 6;
    return micro && numbers[row] > 0 && numbers[row] <= MicroUsd.MAX
        ? numbers[row]
        : MicroUsd.parse(BigDecimal.valueOf(numbers[row], decimal.getScale()).toString());
  }

  private void requirePresent(int row) {
    if (!present[row]) {
      throw new IllegalArgumentException(column.label() + " must be given but was null");
    }
  }

  private boolean isReadable() {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    PrimitiveTypeName physical = type.getPrimitiveTypeName();
    return switch (column.kind()) {
      case INSTANT ->
          physical == PrimitiveTypeName.INT64
              && logical instanceof TimestampLogicalTypeAnnotation timestamp
              && timestamp.isAdjustedToUTC();
      case TEXT -> physical == PrimitiveTypeName.BINARY;
      case PRICE ->
          physical == PrimitiveTypeName.DOUBLE
              || (physical == PrimitiveTypeName.INT64
                  && logical instanceof DecimalLogicalTypeAnnotation);
      case PERCENT -> false;
    };
  }

  private String expected() {
    return switch (column.kind()) {
      case INSTANT -> "an INT64 TIMESTAMP adjusted to UTC";
      case TEXT -> "a string";
      case PRICE -> "an INT64 DECIMAL or a DOUBLE";
      case PERCENT -> "left unread";
    };
  }
}
