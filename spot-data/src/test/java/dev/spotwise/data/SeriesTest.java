package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void interruptionsWithinThreeMinutesOfTheLastAreOneEvent() {
    InterruptionSeries series = InterruptionSeries.of(1000, 400, 180, 0, 580, 1181, 1180);
    assertThat(series).isEqualTo(InterruptionSeries.of(0, 400, 1000));
    assertThat(series.size()).isEqualTo(3);
    assertThat(series.epochSecond(1)).isEqualTo(400);
    assertThat(InterruptionSeries.of(0, 181).size()).isEqualTo(2);
  }

  @Test
  void anEventOfEventsIsItself() {
    InterruptionSeries once = InterruptionSeries.of(0, 170, 340, 510, 900);
    long[] events = {once.epochSecond(0), once.epochSecond(1)};
    assertThat(InterruptionSeries.of(events)).isEqualTo(once).hasSameHashCodeAs(once);
    assertThat(once).hasToString("InterruptionSeries[2 events]");
    assertThat(InterruptionSeries.none()).isEqualTo(InterruptionSeries.of()).isNotEqualTo(once);
  }

  @Test
  void availabilityIsAStepFunctionOfItsChanges() {
    AvailabilitySeries series =
        new AvailabilitySeries.Builder()
            .add(5, Availability.UNKNOWN)
            .add(10, Availability.UP)
            .add(20, Availability.UP)
            .add(30, Availability.DOWN)
            .add(40, Availability.UNKNOWN)
            .build();
    assertThat(series.size()).isEqualTo(3);
    assertThat(series.at(9)).isEqualTo(Availability.UNKNOWN);
    assertThat(series.at(10)).isEqualTo(Availability.UP);
    assertThat(series.at(29)).isEqualTo(Availability.UP);
    assertThat(series.at(30)).isEqualTo(Availability.DOWN);
    assertThat(series.at(99)).isEqualTo(Availability.UNKNOWN);
    assertThat(series.epochSecond(1)).isEqualTo(30);
    assertThat(series.state(1)).isEqualTo(Availability.DOWN);
    assertThat(series).hasToString("AvailabilitySeries[3 changes]");
  }

  @Test
  void onlyUpToDownIsAnInterruption() {
    AvailabilitySeries series =
        new AvailabilitySeries.Builder()
            .add(0, Availability.DOWN)
            .add(1000, Availability.UP)
            .add(2000, Availability.DOWN)
            .add(3000, Availability.UNKNOWN)
            .add(4000, Availability.DOWN)
            .add(5000, Availability.UP)
            .add(6000, Availability.UNKNOWN)
            .build();
    assertThat(series.interruptions()).isEqualTo(InterruptionSeries.of(2000));
  }

  @Test
  void timesMustAscend() {
    AvailabilitySeries.Builder builder = new AvailabilitySeries.Builder().add(10, Availability.UP);
    assertThatThrownBy(() -> builder.add(10, Availability.DOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("later than 10");
  }

  @Test
  void equalChangesAreEqualSeries() {
    AvailabilitySeries one = new AvailabilitySeries.Builder().add(10, Availability.UP).build();
    AvailabilitySeries same = new AvailabilitySeries.Builder().add(10, Availability.UP).build();
    AvailabilitySeries other = new AvailabilitySeries.Builder().add(10, Availability.DOWN).build();
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
  }
}
