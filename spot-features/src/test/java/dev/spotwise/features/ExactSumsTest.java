package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumsTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theVarianceIsThatOfWholeNumbersOfAnySize(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      int highest = 1 + random.nextInt(50_000_000);
      int n = 1 + random.nextInt(2880);
      long sum = 0;
      long squares = 0;
      for (int k = 0; k < n; k++) {
        long value = random.nextInt(10) == 0 ? highest : random.nextInt(highest);
        sum += value;
        squares += value * value;
      }
      BigInteger exact =
          BigInteger.valueOf(n)
              .multiply(BigInteger.valueOf(squares))
              .subtract(BigInteger.valueOf(sum).pow(2));

      double actual = ExactSums.scaledVariance(n, sum, squares);

      assertThat(Math.abs(actual - exact.doubleValue()))
          .as("n %d, sum %d, squares %d", n, sum, squares)
          .isLessThanOrEqualTo(2 * Math.ulp(exact.doubleValue()));
    }
  }

  @Test
  void aConstantWindowHasNoVarianceAtTheHighestPrice() {
    long price = 50_000_000;
    assertThat(ExactSums.scaledVariance(2880, 2880 * price, 2880 * price * price)).isZero();
  }

  @Test
  void oneAmongManyAtTheHighestPriceIsNotLost() {
    long price = 50_000_000;
    long sum = 2880 * price - 1;
    long squares = 2879 * price * price + (price - 1) * (price - 1);

    // n sum((x - mean)^2) over n - 1 zeros and a one is n - 1.
    assertThat(ExactSums.scaledVariance(2880, sum, squares)).isEqualTo(2879);
  }

  @Test
  void aVarianceBeyondSixtyThreeBitsIsNotNegative() {
    // Two values, 0 and x: 2 x^2 - x^2. The first square takes all 63 bits, so that twice it wraps.
    long x = 3_037_000_499L;
    assertThat(ExactSums.scaledVariance(2, x, x * x)).isEqualTo((double) (x * x));

    // Three of 0 and x each: 6 x 3 x^2 - (3 x)^2 = 9 x^2, with x^2 = 2^60: 9 x 2^60 > 2^63.
    long y = 1L << 30;
    assertThat(ExactSums.scaledVariance(6, 3 * y, 3 * y * y)).isEqualTo(9 * 0x1p60);
  }
}
