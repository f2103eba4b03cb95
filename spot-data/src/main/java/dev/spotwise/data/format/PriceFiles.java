package dev.spotwise.data.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * Opens price files to write: a row per observation, of any product, in the order given. Reading
 * them back through {@link dev.spotwise.data.Sources} gives the same observations; the same
 * observations give the same bytes.
 */
public final class PriceFiles {

  private static final List<Column> CSV =
      List.of(
          Column.TIMESTAMP,
          Column.AVAILABILITY_ZONE,
          Column.INSTANCE_TYPE,
          Column.PRODUCT_DESCRIPTION,
          Column.SPOT_PRICE);
  private static final ParquetRows.Layout PARQUET =
      new ParquetRows.Layout(
          "prices",
          List.of(
              Column.TIMESTAMP, Column.POOL_ID, Column.INSTANCE_TYPE, Column.AZ, Column.SPOT_PRICE),
          Set.of());
  private static final int BUFFER = 1 << 16;

  private PriceFiles() {}

  /** The forms that a price file can be written in. */
  public enum Form {
    /** {@link PriceFiles#openCsv}. */
    CSV(".csv"),
    /** {@link PriceFiles#openCsvGzip}. */
    CSV_GZIP(".csv.gz"),
    /** {@link PriceFiles#openParquet}. */
    PARQUET(".parquet");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }

    /**
     * The form that a file's name ends in.
     *
     * @throws IllegalArgumentException if it ends otherwise
     */
    public static Form of(Path file) {
      for (Form form : values()) {
        if (file.toString().endsWith(form.ending)) {
          return form;
        }
      }
      throw new IllegalArgumentException(
          "file must end in .csv, .csv.gz or .parquet but was " + file);
    }
  }

  /** Opens a file in one of the forms, which must not exist yet. */
  public static PriceWriter open(Path file, Form form) throws IOException {
    return switch (form) {
      case CSV -> openCsv(file);
      case CSV_GZIP -> openCsvGzip(file);
      case PARQUET -> openParquet(file);
    };
  }

  /**
   * Opens a CSV file with the columns {@code
   * timestamp,availability_zone,instance_type,product_description,spot_price}.
   *
   * @param file replaced if it exists
   */
  public static PriceWriter openCsv(Path file) throws IOException {
    return csv(Files.newOutputStream(file));
  }

  /** Opens a file as {@link #openCsv} does, and compresses it. */
  public static PriceWriter openCsvGzip(Path file) throws IOException {
    return csv(new GZIPOutputStream(Files.newOutputStream(file), BUFFER));
  }

  /**
   * Opens a Parquet file with the columns {@code timestamp,pool_id,instance_type,az,spot_price};
   * the pool id carries the product.
   *
   * @param file must not exist yet
   */
  public static PriceWriter openParquet(Path file) throws IOException {
    ParquetWriter<MarketRow> writer = ParquetRows.open(file, PARQUET);
    return new PriceWriter(
        new PriceWriter.Rows() {
          @Override
          public void write(MarketRow row) throws IOException {
            writer.write(row);
          }

          @Override
          public void close() throws IOException {
            writer.close();
          }
        });
  }

  private static PriceWriter csv(OutputStream out) throws IOException {
    CsvRows rows = new CsvRows(out, CSV);
    rows.writeHeader();
    return new PriceWriter(
        new PriceWriter.Rows() {
          @Override
          public void write(MarketRow row) throws IOException {
            rows.writeRow(row);
          }

          @Override
          public void close() throws IOException {
            try (out) {
              rows.flush();
            }
          }
        });
  }
}
