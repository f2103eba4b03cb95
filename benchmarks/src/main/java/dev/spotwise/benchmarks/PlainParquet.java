package dev.spotwise.benchmarks;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The columns of a price table as parquet-hadoop reads them, one after the other, unchecked. */
final class PlainParquet {

  private PlainParquet() {}

  /** Reads some columns of a file: the sum of their numbers and of the lengths of their texts. */
  static long sum(Path file, String... columns) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new OnlyZstd())
            .build();
    long sum = 0;
    try (ParquetFileReader reader = new ParquetFileReader(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      PageReadStore pages = reader.readNextRowGroup();
      while (pages != null) {
        ColumnReadStoreImpl store =
            new ColumnReadStoreImpl(
                pages, new NoRecords(), schema, reader.getFileMetaData().getCreatedBy());
        for (String column : columns) {
          sum += sum(schema.getColumnDescription(new String[] {column}), store, pages);
        }
        pages = reader.readNextRowGroup();
      }
    }
    return sum;
  }

  private static long sum(ColumnDescriptor column, ColumnReadStoreImpl store, PageReadStore pages) {
    boolean text = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    ColumnReader values = store.getColumnReader(column);
    long sum = 0;
    for (long row = 0; row < pages.getRowCount(); row++) {
      sum += text ? values.getBinary().length() : values.getLong();
      values.consume();
    }
    return sum;
  }

  private static final class OnlyZstd implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("reading only");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return new Decompressor();
    }

    @Override
    public void release() {
      // Nothing is pooled.
    }
  }

  private static final class Decompressor
      implements CompressionCodecFactory.BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(Zstd.decompress(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) {
      byte[] bytes = new byte[compressedSize];
      input.get(bytes);
      output.put(Zstd.decompress(bytes, size));
    }

    @Override
    public void release() {
      // Nothing is pooled.
    }
  }

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
