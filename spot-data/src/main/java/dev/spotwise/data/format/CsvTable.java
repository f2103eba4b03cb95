package dev.spotwise.data.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TextFile;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads CSV files, plain or compressed, with a header line. Streams; a record takes at most 64 KiB,
 * whatever the file.
 */
final class CsvTable {

  private static final int MAX_RECORD = 1 << 16;
  private static final int MAX_FIELDS = 256;

  private final Path file;
  private final Problems problems;
  private long rows;

  private CsvTable(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
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
      names = names.stream().map(String::strip).toList();
    }

    /** Reads the header from the first line of a file's content. */
    static Header ofHead(String head) {
      String line = head.lines().findFirst().orElse("");
      return new Header(
          Stream.of(line.split(",", -1)).map(name -> name.replace("\"", "")).toList());
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
   * Reads a file that may end after its header.
   *
   * @param expected the columns that would be accepted, for the message
   * @param problems takes what is wrong with rows
   * @param open the reader of the rows under a header; null if the header is not accepted
   * @return the number of rows, those left out too
   * @throws MarketDataException with all that is wrong with the file
   */
  static long read(
      Path file, String expected, Problems problems, Function<Header, RowReader> open) {
    CsvTable table = new CsvTable(file, problems);
    table.readAll(expected, open);
    problems.throwIfAny();
    return table.rows;
  }

  /** Reads a file as {@link #read} does; one without a row is an error. */
  static void readSome(
      Path file, String expected, Problems problems, Function<Header, RowReader> open) {
    if (read(file, expected, problems, open) == 0) {
      throw new MarketDataException("file must hold a row below its header (" + file + ":1)");
    }
  }

  private void readAll(String expected, Function<Header, RowReader> open) {
    long line = 1;
    try (Reader content = new InputStreamReader(TextFile.open(file), StandardCharsets.UTF_8)) {
      Iterator<CsvRecord> records = parser(content).iterator();
      if (!records.hasNext()) {
        throw new MarketDataException(
            "file must begin with the columns " + expected + " but is empty (" + file + ")");
      }
      Header header = new Header(records.next().getFields());
      RowReader reader = header.isUnambiguous() ? open.apply(header) : null;
      if (reader == null) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "header must name the columns %s but was '%s' (%s:1)",
                expected,
                Shown.of(String.join(",", header.names())),
                file));
      }
      while (records.hasNext()) {
        CsvRecord row = records.next();
        line = row.getStartingLineNumber();
        rows++;
        readRow(row, header, reader);
      }
    } catch (CsvParseException e) {
      problems.addFile(
          String.format(
              Locale.ROOT,
              "no CSV record of at most %d characters follows: %s",
              MAX_RECORD,
              DataFile.reason(cause(e))),
          file + ", after line " + line);
    } catch (IOException | UncheckedIOException e) {
      problems.addFile(
          "file can't be read to its end: "
              + DataFile.reason(e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e),
          file + ", after line " + line);
    }
  }

  private void readRow(CsvRecord row, Header header, RowReader reader) {
    try {
      int columns = header.names().size();
      if (row.getFieldCount() != columns) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row must have %d fields but had %d%s",
                columns,
                row.getFieldCount(),
                row.getFieldCount() == columns + 1 ? " (a decimal comma counts as one more)" : ""));
      }
      reader.read(row);
    } catch (IllegalArgumentException e) {
      boolean repeated = new Header(row.getFields()).equals(header);
      addProblem(repeated ? "header must stand once but is repeated" : e.getMessage(), row);
    }
  }

  /** A bad row that spans lines may have swallowed good ones, which nobody would count. */
  private void addProblem(String message, CsvRecord row) {
    boolean utf8 = row.getFields().stream().noneMatch(field -> field.indexOf('\uFFFD') >= 0);
    String what = utf8 ? message : message + ", in a row that is not UTF-8";
    String where = file + ":" + row.getStartingLineNumber();
    if (row.getFields().stream().anyMatch(field -> field.indexOf('\n') >= 0)) {
      problems.addFile(what + ", as a quote that it opens is not closed on its line", where);
    } else {
      problems.addRow(what, where);
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
