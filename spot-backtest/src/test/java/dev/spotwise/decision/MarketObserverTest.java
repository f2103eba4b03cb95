package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import org.junit.jupiter.api.Test;

/** What is remembered of a market's last day. */
class MarketObserverTest {

  @Test
  void theAvailableShareIsOverTheTicksOfADayWhoseStateIsKnown() {
    // 30 ticks: 3 down, 2 unknown, 25 up; of the last 24, 23 are known and 22 up
    Market market =
        TestMarket.hours(30)
            .pool(A, 0.04)
            .pool(B, 0.04)
            .states(A, "DDUUUUUUUU?UUUUUUUUUUDUUUUUUUU")
            .build();

    assertThat(view(market, 29).availableShare(0)).isCloseTo(22 / 23.0, within(1e-15));
    assertThat(view(market, 3).availableShare(0)).isCloseTo(0.5, within(1e-15));
    assertThat(view(market, 29).availableShare(1)).as("nobody looked").isNaN();
  }

  @Test
  void theRecordIsThatOfAGammaPoissonThatFadesBySixHours() {
    // hourly ticks; A is lost at tick 6; B lasts; C is not watched
    Market market =
        TestMarket.hours(13)
            .pool(A, 0.04)
            .pool(B, 0.04)
            .pool(C, 0.04)
            .interrupted(A, 6)
            .interrupted(B)
            .build();
    MarketView at = view(market, 12);

    // 13 ticks up, the k-th before the last fading to 2^(-k / 6); the loss 6 h ago to a half
    double fade = StrictMath.pow(2, -1 / 6.0);
    double hours = 0;
    for (int i = 0; i < 13; i++) {
      hours = hours * fade + 1;
    }
    double rate = (12 * 0.02 + 1) / (12 + 26);
    assertThat(at.survivalByRecord(0, 6))
        .isCloseTo(Math.pow((1 + hours) / (7 + hours), rate + 0.5), within(1e-12));
    assertThat(at.survivalByRecord(1, 6))
        .isCloseTo(Math.pow((1 + hours) / (7 + hours), rate), within(1e-12));
    assertThat(at.survivalByRecord(2, 6)).isNaN();
  }
}
