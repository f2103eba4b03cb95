package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How capacity comes and goes; hourly ticks, so that ages 0, 1, 2 are of classes 0, 1, 1. */
class PoolFollowerTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final ComingAndGoing USUAL = ComingAndGoing.usual();

  private static ComingAndGoing measured(Market market, int length) {
    return PoolStatistics.of(market, ticks(0, length)).comingAndGoing();
  }

  private static double drawn(double events, double hours, double usual) {
    return (events + 4) / (hours + 4 / usual);
  }

  @Test
  void countsLossesAndReturnsByAge() {
    Market market = TestMarket.hours(12).pool(A, 0.04).states(A, "UUDUUUUUDDUU").build();

    ComingAndGoing rates = measured(market, 12);

    // up at ages 0 1 | 0 1 2 3 4 | 0 1; lost at ages 1 and 4; none up at ages 0 | 0 1
    assertThat(rates.lostPerHour(0)).isCloseTo(drawn(0, 3, USUAL.lostPerHour(0)), EXACT);
    assertThat(rates.lostPerHour(1)).isCloseTo(drawn(1, 4, USUAL.lostPerHour(1)), EXACT);
    assertThat(rates.lostPerHour(2)).isCloseTo(drawn(1, 2, USUAL.lostPerHour(2)), EXACT);
    assertThat(rates.gonePerHour(1)).isEqualTo(rates.lostPerHour(1));
    assertThat(rates.returnedPerHour(0)).isCloseTo(drawn(1, 2, USUAL.returnedPerHour(0)), EXACT);
    assertThat(rates.returnedPerHour(1)).isCloseTo(drawn(1, 1, USUAL.returnedPerHour(1)), EXACT);
    assertThat(rates.next(AgeClass.COUNT)).as("one pool: nothing else").isEqualTo(1);
  }

  @Test
  void followsTheCheapestPoolUntilItIsLostAndGoesToWhatIsUp() {
    Market market =
        TestMarket.hours(8)
            .pool(A, 0.03)
            .pool(B, 0.04)
            .states(A, "UUDUUUUU")
            .states(B, "UUUUUDUU")
            .build();

    ComingAndGoing rates = measured(market, 8);

    // A until 2, then B, of age 2, until 5, then A, of age 2: two losses, none to nowhere
    assertThat(rates.next(1)).isCloseTo(2.5 / 4, EXACT);
    assertThat(rates.next(AgeClass.COUNT)).isCloseTo(0.5 / 4, EXACT);
    assertThat(rates.lostPerHour(1)).isGreaterThan(rates.gonePerHour(1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.49, 0", "0.5, 1", "2.9, 1", "3, 2", "500, 2"})
  void agesAreYoungForHalfAnHourAndOldFromThreeOn(double hours, int age) {
    assertThat(AgeClass.of(hours)).isEqualTo(age);
  }

  @Test
  void ratesAreEqualByValue() {
    assertThat(ComingAndGoing.usual()).isEqualTo(USUAL).hasSameHashCodeAs(USUAL);
    assertThat(ComingAndGoing.usual())
        .isNotEqualTo(
            new ComingAndGoing(
                new double[3], new double[3], new double[3], new double[] {0, 0, 0, 1}));
  }
}
