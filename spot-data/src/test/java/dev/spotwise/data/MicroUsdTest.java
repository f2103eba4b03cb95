package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicroUsdTest {

  @ParameterizedTest
  @CsvSource({
    "0.0416, 41600",
    "0.041600, 41600",
    "1, 1000000",
    "000001.5, 1500000",
    "0.000001, 1",
    "1000000, 1000000000000",
    "1000000.000000, 1000000000000",
    "0.0000005, 1",
    "0.0000014999, 1",
    "0.12345649, 123456",
    "0.1234565, 123457",
    "4.16e-2, 41600",
    "1E3, 1000000000",
    ".5, 500000",
    "5., 5000000",
    "+0.5, 500000"
  })
  void decimalsAreReadAndRoundedHalfUp(String text, long micro) {
    assertThat(MicroUsd.parse(text)).isEqualTo(micro);
    assertThat(MicroUsd.parse("  " + text + " ")).isEqualTo(micro);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "abc",
        "0x10",
        "1,5",
        "1.2.3",
        "NaN",
        "Infinity",
        "-Infinity",
        "-0.013",
        "0",
        "0.000000",
        "-1",
        "0.0000004",
        "1000000.000001",
        "9999999999",
        "1e2147483647",
        "1e-2147483647",
        "1e99999999999",
        "12345678901234567890",
        "--1",
        "1 2"
      })
  void whatIsNoPriceIsRefusedWithItsText(String text) {
    assertThatThrownBy(() -> MicroUsd.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price must be")
        .hasMessageContaining(text.strip());
  }

  @Test
  void longTextIsCutInTheMessage() {
    assertThatThrownBy(() -> MicroUsd.parse("9".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void formatAndParseAreInverse(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      long micro = 1 + (long) StrictMath.pow(10, 12 * random.nextDouble());
      long price = Math.min(micro, MicroUsd.MAX);
      assertThat(MicroUsd.parse(MicroUsd.format(price))).isEqualTo(price);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void plainDecimalsReadLikeBigDecimals(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      BigDecimal usd = BigDecimal.valueOf(1 + random.nextInt(1_000_000_000), random.nextInt(10));
      if (usd.compareTo(BigDecimal.valueOf(1_000_000)) <= 0
          && usd.compareTo(new BigDecimal("0.0000005")) >= 0) {
        assertThat(MicroUsd.parse(usd.toPlainString()))
            .isEqualTo(usd.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
      }
    }
  }

  @Test
  void doublesAreRoundedToMicroUsd() {
    assertThat(MicroUsd.ofUsd(0.0832)).isEqualTo(83_200);
    assertThat(MicroUsd.ofUsd(1e6)).isEqualTo(MicroUsd.MAX);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-7, 1_000_000.1, Double.MAX_VALUE})
  void doublesOutOfRangeAreRefused(double usd) {
    assertThatThrownBy(() -> MicroUsd.ofUsd(usd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price must be");
  }

  @Test
  void anUnknownPriceIsNotANumber() {
    assertThat(MicroUsd.toUsd(MicroUsd.UNKNOWN)).isNaN();
    assertThat(MicroUsd.toUsd(41_600)).isEqualTo(0.0416);
    assertThat(MicroUsd.discountPercent(MicroUsd.UNKNOWN, 10)).isNaN();
    assertThat(MicroUsd.discountPercent(10, MicroUsd.UNKNOWN)).isNaN();
  }

  @Test
  void aDearerSpotPriceHasANegativeDiscount() {
    assertThat(MicroUsd.discountPercent(25, 100)).isEqualTo(75);
    assertThat(MicroUsd.discountPercent(150, 100)).isEqualTo(-50);
  }
}
