package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.WorkListener;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Share, rate and time left, by a clock that stands still unless it is told. */
class StepMeterTest {

  private final AtomicLong nanos = new AtomicLong(123);
  private final StepMeter meter = new StepMeter("train", "rows", nanos::get);

  private void after(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }

  @Test
  void withoutCountsThereIsAClock() {
    after(1.5);
    assertThat(meter.line(80)).isEqualTo("train        1.5 s");
    assertThat(meter.report()).isEqualTo("train        1.5 s");
  }

  @Test
  void shareRateAndTimeLeftStandOnOneLine() {
    meter.done(0, 100_000);
    after(10);
    meter.done(43_500, 100_000);
    assertThat(meter.line(80))
        .isEqualTo("train      [=======>          ] 43 %  4,350 rows/s  0:13 left");
    assertThat(meter.report()).isEqualTo("train       10.0 s  43 %  4,350 rows/s  0:13 left");
  }

  @Test
  void aNarrowTerminalLosesTheRateAndThenTheBar() {
    meter.done(0, 100_000);
    after(10);
    meter.done(43_500, 100_000);
    assertThat(meter.line(45)).isEqualTo("train      [======>        ] 43 %  0:13 left");
    assertThat(meter.line(40)).isEqualTo("train      [====>     ] 43 %  0:13 left");
    assertThat(meter.line(30)).isEqualTo("train      43 %  0:13 left");
    assertThat(meter.line(20)).isEqualTo("train      43 %");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 39, 40, 41, 50, 60, 61, 62, 80, 200})
  void theLineIsAlwaysNarrowerThanTheTerminal(int width) {
    meter.done(0, 1_000_000_000);
    for (long done : new long[] {0, 1, 999, 123_456_789, 1_000_000_000}) {
      meter.done(done, 1_000_000_000);
      after(7000);
      assertThat(meter.line(width).length()).isLessThan(width);
    }
    meter.done(123_456_789_012L, WorkListener.UNKNOWN);
    assertThat(meter.line(width).length()).isLessThan(width);
  }

  @Test
  void whereTheTotalIsUnknownThereAreCountAndRate() {
    meter.done(0, WorkListener.UNKNOWN);
    after(2);
    meter.done(12_000, WorkListener.UNKNOWN);
    assertThat(meter.line(80)).isEqualTo("train        2.0 s  12,000 rows  6,000 rows/s");
    assertThat(meter.line(40)).isEqualTo("train        2.0 s  12,000 rows");
    assertThat(meter.report()).isEqualTo("train        2.0 s  12,000 rows  6,000 rows/s");
  }

  @Test
  void anotherStretchIsJudgedByItsOwnRate() {
    meter.done(0, 10);
    after(100);
    meter.done(10, 10);
    meter.done(0, 4);
    after(2);
    meter.done(1, 4);
    assertThat(meter.report()).isEqualTo("train      102.0 s  25 %  0.5 rows/s  0:06 left");
  }

  @Test
  void lateNewsFromAnotherThreadTakesNothingBack() {
    meter.done(0, 10);
    after(5);
    meter.done(6, 10);
    meter.done(5, 10);
    assertThat(meter.report()).contains("60 %");
  }

  @Test
  void nothingIsForetoldFromTheFirstMoment() {
    meter.done(0, 10);
    after(0.2);
    meter.done(1, 10);
    assertThat(meter.report()).isEqualTo("train        0.2 s  10 %");
  }

  @Test
  void hoursAreTold() {
    meter.done(0, 10_000);
    after(10);
    meter.done(10, 10_000);
    assertThat(meter.report()).endsWith("1.0 rows/s  2:46:30 left");
  }
}
