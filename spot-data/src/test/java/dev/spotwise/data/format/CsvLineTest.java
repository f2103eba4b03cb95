package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.MicroUsd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CsvLine line = new CsvLine(bytes);

  private String written() throws IOException {
    line.flush();
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void pricesAndInstantsAreWrittenAsElsewhere(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      long price = 1 + (long) StrictMath.pow(10, 12 * random.nextDouble());
      line.price(price);
      assertThat(written()).isEqualTo(MicroUsd.format(price));
      long second = (long) (random.nextDouble() * 4_133_980_800L);
      line.instant(second);
      assertThat(written()).isEqualTo(Instant.ofEpochSecond(second).toString());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void discountsAreRoundedExactly(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      MarketRow row = new MarketRow();
      row.onDemandMicroUsd = 1 + (long) StrictMath.pow(10, 12 * random.nextDouble());
      row.spotMicroUsd = Math.max(1, (long) (row.onDemandMicroUsd * 1.3 * random.nextDouble()));
      line.fourDecimals(row.discountTenThousandths());
      BigDecimal exact =
          BigDecimal.valueOf(100)
              .multiply(BigDecimal.valueOf(row.onDemandMicroUsd - row.spotMicroUsd))
              .divide(BigDecimal.valueOf(row.onDemandMicroUsd), 4, RoundingMode.HALF_UP);
      assertThat(written()).isEqualTo(exact.toPlainString());
    }
  }

  @Test
  void theDearestSpotPriceHasADiscountToo() throws IOException {
    MarketRow row = new MarketRow();
    row.onDemandMicroUsd = 1;
    row.spotMicroUsd = MicroUsd.MAX;
    line.fourDecimals(row.discountTenThousandths());
    assertThat(written()).isEqualTo("-99999999999900.0000");
  }

  @Test
  void fieldsAreQuotedWhereNeeded() {
    assertThat(CsvLine.quoted("a.b")).isEqualTo("a.b".getBytes(StandardCharsets.UTF_8));
    assertThat(CsvLine.quoted("a,\"b\"\r\n"))
        .isEqualTo("\"a,\"\"b\"\"\r\n\"".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFieldLongerThanTheBufferIsWritten() throws IOException {
    String field = "é".repeat(100_000);
    line.text(CsvLine.quoted(field));
    line.comma();
    line.text(CsvLine.quoted(field));
    line.end();
    assertThat(written()).isEqualTo(field + "," + field + "\n");
  }
}
