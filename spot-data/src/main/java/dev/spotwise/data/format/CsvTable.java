package dev.spotwise.data.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads CSV files, plain or gzip, with a header line. Streams; a record takes at most 64 KiB,
 * whatever the file.
 */
final class CsvTable {

  private static final int MAX_RECORD = 1 << 16;
  private static final int MAX_FIELDS = 256;

  private final Path file;
  private final Problems problems = new Problems();

  private CsvTable(Path file) {
    this.file = file;
  }

  /** Takes the records of a file. */
  @FunctionalInterface
  interface RowReader {

    /**
     * Takes one record with as many fields as the header has.
     *
     * @throws IllegalArgumentException if a value is wrong; it is reported with file and line
     */
    void read(CsvRecord row);
  }

  /** The column names of a file, in its order. */
  record Header(List<String> names) {

    Header {
      names = names.stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
    }

    /** Reads the header from the first line of a file's content. */
    static Header ofHead(String head) {
      String line = head.lines().findFirst().orElse("");
      return new Header(
          Stream.of(line.replace("\u00EF\u00BB\u00BF", "").split(",", -1))
              .map(name -> name.replace("\"", ""))
              .toList());
    }

    boolean has(Column... columns) {
      return Stream.of(columns).allMatch(column -> find(column) >= 0);
    }

    /** The index of a column, -1 if there is none. */
    int find(Column column) {
      return names.indexOf(column.label());
    }

    boolean isUnambiguous() {
      return names.stream().distinct().count() == names.size();
    }
  }

  /**
   * Reads a file.
   *
   * @param expected the columns that would be accepted, for the message
   * @param open the reader of the rows under a header; null if the header is not accepted
   * @throws MarketDataException with all that is wrong with the file
   */
  static void read(Path file, String expected, Function<Header, RowReader> open) {
    CsvTable table = new CsvTable(file);
    table.read(expected, open);
    table.problems.throwIfAny();
  }

  private void read(String expected, Function<Header, RowReader> open) {
    long line = 1;
    try (Reader content = new InputStreamReader(DataFile.open(file), StandardCharsets.UTF_8)) {
      Iterator<CsvRecord> rows = parser(content).iterator();
      if (!rows.hasNext()) {
        throw new MarketDataException(
            "file must begin with the columns " + expected + " but is empty (" + file + ")");
      }
      Header header = new Header(rows.next().getFields());
      RowReader reader = header.isUnambiguous() ? open.apply(header) : null;
      if (reader == null) {
        throw new MarketDataException(
            "header must name the columns %s but was '%s' (%s:1)"
                .formatted(expected, Shown.of(String.join(",", header.names())), file));
      }
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        line = row.getStartingLineNumber();
        readRow(row, header.names().size(), reader);
      }
      if (line == 1) {
        throw new MarketDataException("file must hold a row below its header (" + file + ":1)");
      }
    } catch (CsvParseException e) {
      problems.add(
          "no CSV record of at most %d characters follows: %s"
              .formatted(MAX_RECORD, DataFile.reason(cause(e))),
          file + ", after line " + line);
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          "file can't be read to its end: " + DataFile.reason(cause(e)),
          file + ", after line " + line);
    }
  }

  private void readRow(CsvRecord row, int columns, RowReader reader) {
    String where = null;
    try {
      if (row.getFieldCount() != columns) {
        throw new IllegalArgumentException(
            "row must have %d fields but had %d".formatted(columns, row.getFieldCount()));
      }
      reader.read(row);
    } catch (IllegalArgumentException e) {
      where = file + ":" + row.getStartingLineNumber();
      problems.add(e.getMessage(), where);
    }
  }

  private static CsvReader<CsvRecord> parser(Reader content) {
    return CsvReader.builder()
        .maxBufferSize(MAX_RECORD)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .build(
            CsvRecordHandler.builder()
                .maxFields(MAX_FIELDS)
                .maxFieldSize(MAX_RECORD)
                .maxRecordSize(MAX_RECORD)
                .build(),
            content);
  }

  private static Exception cause(Exception e) {
    return e.getCause() instanceof Exception cause ? cause : e;
  }
}
