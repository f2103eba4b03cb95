package dev.spotwise.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet files of any schema, as other programs might. */
final class Groups {

  private Groups() {}

  /** Fills one row. */
  @FunctionalInterface
  interface Filler {

    void fill(Group row);
  }

  /** Writes a file in pages of version 1. */
  static Path write(Path file, String fields, List<Filler> rows) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message other {" + fields + "}");
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCodecFactory(new ParquetCodecs())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (Filler filler : rows) {
        Group row = new SimpleGroup(schema);
        filler.fill(row);
        writer.write(row);
      }
    }
    return file;
  }
}
