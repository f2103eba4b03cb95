package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTableTest {

  private static final Instant AT = Instant.parse("2025-01-01T00:00:00.123456Z");
  private static final PlainTable<Row> TABLE =
      PlainTable.<Row>named("rows")
          .instant("at", Row::at)
          .text("name", Row::name)
          .count("count", Row::count)
          .number("usd", Row::usd)
          .build();

  @TempDir private Path folder;

  private record Row(Instant at, String name, int count, double usd) {}

  private static List<Group> read(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ParquetCodecs())
            .build();
    List<Group> rows = new ArrayList<>();
    try (ParquetFileReader reader = new ParquetFileReader(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(records.read());
        }
      }
    }
    return rows;
  }

  @Test
  void everyColumnHoldsWhatItsRowSays() throws IOException {
    Path file = folder.resolve("made").resolve("rows.parquet");
    TABLE.write(file, List.of(new Row(AT, "é 😀", -3, 0.1), new Row(AT, "", 0, Double.NaN)));

    List<Group> rows = read(file);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getLong("at", 0)).isEqualTo(AT.toEpochMilli());
    assertThat(rows.get(0).getString("name", 0)).isEqualTo("é 😀");
    assertThat(rows.get(0).getInteger("count", 0)).isEqualTo(-3);
    assertThat(rows.get(0).getDouble("usd", 0)).isEqualTo(0.1);
    assertThat(rows.get(1).getFieldRepetitionCount("usd")).isZero();
    assertThat(rows.get(0).getType().getName()).isEqualTo("rows");
    assertThat(rows.get(0).getType().getType("at").getLogicalTypeAnnotation())
        .isEqualTo(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS));
  }

  @Test
  void theSameRowsGiveTheSameBytesAndNoRowsAnEmptyTable() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rows.add(new Row(AT.plusSeconds(i), "row " + i % 7, i, i / 7.0));
    }
    TABLE.write(folder.resolve("a.parquet"), rows);
    TABLE.write(folder.resolve("b.parquet"), rows);
    TABLE.write(folder.resolve("none.parquet"), List.of());

    assertThat(Files.mismatch(folder.resolve("a.parquet"), folder.resolve("b.parquet")))
        .isEqualTo(-1);
    assertThat(read(folder.resolve("a.parquet"))).hasSize(20_000);
    assertThat(read(folder.resolve("none.parquet"))).isEmpty();
  }

  @Test
  void whatFailsOnTheWayLeavesNoFile() throws IOException {
    Path file = folder.resolve("rows.parquet");

    assertThatThrownBy(() -> TABLE.write(file, List.of(new Row(AT, null, 0, 0))))
        .isInstanceOf(NullPointerException.class);

    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aTableHasAColumn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlainTable.<Row>named("none").build())
        .withMessage("a table must have at least one column but has none");
  }
}
