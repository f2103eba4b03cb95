package dev.spotwise.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.decision.DeadlineTable.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job of 48 h, six minutes to start, 3 USD/h on demand, 1 USD/h on spot: cells of 0.2 h. */
class DeadlineTableTest {

  private static final double RESTART = 0.1;
  private static final int OLD = 2;
  private static final int NONE_UP = AgeClass.COUNT;
  private static final double[] NEVER = {0, 0, 0};

  private static DeadlineTable table(double slack, double checkpoint, ComingAndGoing rates) {
    return new DeadlineTable(new Problem(48, slack, RESTART, checkpoint, 3, 1, rates));
  }

  private static ComingAndGoing rates(double[] lost, double[] returned) {
    return new ComingAndGoing(lost, lost, returned, new double[] {0, 0, 0, 1});
  }

  @Test
  void spotThatIsNeverLostCostsItsPrice() {
    DeadlineTable table = table(10, 0, rates(NEVER, NEVER));

    assertThat(table.onSpot(5, 40, OLD)).isCloseTo(40, within(1e-9));
    assertThat(table.launching(5, 40, OLD, 1)).isCloseTo(40.1, within(1e-9));
    assertThat(table.startingOnDemand(5, 40, OLD))
        .as("spot is launched from there at once")
        .isCloseTo(0.3 + 40.1, within(1e-9));
  }

  @Test
  void whereNothingComesBackEverythingRunsOnDemandWheneverItStarts() {
    DeadlineTable table = table(10, 0, rates(NEVER, NEVER));

    assertThat(table.startingOnDemand(5, 40, NONE_UP)).isCloseTo(3 * 40.1, within(1e-9));
    assertThat(table.waiting(5, 40, NONE_UP)).isCloseTo(3 * 40.1, within(1e-9));
    assertThat(table.goingOnDemand(5, 40, NONE_UP)).isCloseTo(3 * 40, within(1e-9));
  }

  @Test
  void withoutSlackNothingIsLaunchedOnSpot() {
    DeadlineTable table = table(10, 1, rates(NEVER, NEVER));

    assertThat(table.launching(1.19, 40, OLD, 1)).isInfinite();
    assertThat(table.launching(1.21, 40, OLD, 1)).isFinite();
    assertThat(table.onSpot(1, 40, OLD))
        .as("less slack than a loss would cost")
        .isCloseTo(3 * 40.1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void moreSlackNeverCostsMoreAndMoreWorkNeverLess(double checkpoint) {
    DeadlineTable table = table(30, checkpoint, ComingAndGoing.usual());

    for (int state = 0; state < 2 * AgeClass.COUNT; state++) {
      for (double slack = 1; slack < 29; slack += 0.7) {
        for (double work = 2; work < 47; work += 3.3) {
          double here = table.waiting(slack, work, state);
          assertThat(table.waiting(slack + 0.5, work, state)).isLessThanOrEqualTo(here + 1e-9);
          assertThat(table.waiting(slack, work + 0.5, state)).isGreaterThanOrEqualTo(here - 1e-9);
        }
      }
    }
  }

  @Test
  void waitingIsWorthItWithSlackAndOnDemandWithout() {
    DeadlineTable table = table(30, 0, ComingAndGoing.usual());

    assertThat(table.waiting(20, 40, NONE_UP)).isLessThan(table.startingOnDemand(20, 40, NONE_UP));
    assertThat(table.waiting(0.5, 40, NONE_UP))
        .isGreaterThan(table.startingOnDemand(0.5, 40, NONE_UP));
  }

  @Test
  void aLossCostsTheWayThroughIdle() {
    // lost at 0.5 an hour whatever the age, back after 12 min on average, ample slack
    double[] even = {0.5, 0.5, 0.5};
    DeadlineTable table = table(48, 0, rates(even, new double[] {5, 5, 5}));

    // with ample slack the job waits out every outage: 1 USD for each hour of work and for each
    // start; (48 h) x 0.5 losses, each a start of 0.1 h
    double losses = 48 * 0.5;
    assertThat(table.onSpot(47, 48, OLD)).isBetween(48 + 0.09 * losses, 48 + 0.14 * losses);
  }
}
