package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolPriorsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final CapacityPool UNSEEN = CapacityPool.of("eu-west-1a", "x9.huge");

  private static final LearningSet SET = SmallModels.set(SmallMarket.random(5));
  private static final PoolPriors PRIORS = PoolPriors.of(SET, HOUR, 0.5);

  @Test
  void aRateIsDrawnTowardsThatOfAllTypes() {
    FeatureMatrix x = SET.features();
    Labels labels = SET.labels(Split.TRAIN, HOUR);
    double interrupted = 0;
    double hours = 0;
    for (int row = 0; row < labels.rows(); row++) {
      if (labels.outcome(row) != Labels.Outcome.UNKNOWN && x.lastMicroUsd(row) > 0) {
        interrupted += labels.outcome(row) == Labels.Outcome.INTERRUPTED ? 0.5 : 0;
        hours += 0.5;
      }
    }
    double base = interrupted / hours;

    assertThat(interrupted).isGreaterThan(10);
    assertThat(PRIORS.ratePerHour(UNSEEN)).isCloseTo(base, within(1e-12));
    // the only type has the rate of all: (n + 20) / (n / base + 20 / base) = base
    assertThat(PRIORS.ratePerHour(x.pools().get(0))).isCloseTo(base, within(1e-12));
  }

  @Test
  void whereNothingHappenedHalfAnInterruptionCounts() {
    LearningSet calm = SmallModels.set(SmallMarket.random(5).calm());
    Labels labels = calm.labels(Split.TRAIN, HOUR);
    long known =
        IntStream.range(0, labels.rows())
            .filter(row -> calm.features().lastMicroUsd(row) > 0)
            .filter(row -> labels.outcome(row) == Labels.Outcome.SURVIVED)
            .count();

    assertThat(known).isGreaterThan(1000);
    assertThat(PoolPriors.of(calm, HOUR, 0.5).ratePerHour(UNSEEN))
        .isCloseTo(0.5 / (0.5 * known), within(1e-12));
  }

  @Test
  void theUsualPriceIsTheMeanLogarithmOverTheTrainingRows() {
    FeatureMatrix x = SET.features();
    double sum = 0;
    int rows = 0;
    for (int row = 0; row < SET.firstRow(Split.TEST); row++) {
      if (x.pool(row) == 1) {
        sum += Math.log((double) x.lastMicroUsd(row) / x.onDemandMicroUsd(row));
        rows++;
      }
    }

    assertThat(PRIORS.usualLogPrice(x.pools().get(1))).isCloseTo(sum / rows, within(1e-12));
    assertThat(PRIORS.usualLogPrice(UNSEEN)).isNaN();
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PRIORS.write(new DataOutputStream(bytes));

    PoolPriors read = PoolPriors.read(input(bytes.toByteArray()));

    for (CapacityPool pool : SET.features().pools()) {
      assertThat(read.ratePerHour(pool)).isEqualTo(PRIORS.ratePerHour(pool));
      assertThat(read.usualLogPrice(pool)).isEqualTo(PRIORS.usualLogPrice(pool));
    }
  }

  @Test
  void impossibleNumbersAreRefused() throws IOException {
    assertThatThrownBy(() -> PoolPriors.read(input(new byte[24])))
        .isInstanceOf(IOException.class)
        .hasMessage("rate must be finite and > 0 but was 0.0");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeDouble(0.01);
    out.writeInt(Integer.MAX_VALUE);
    assertThatThrownBy(() -> PoolPriors.read(input(bytes.toByteArray())))
        .hasMessageContaining("priors must be in [0, 1048576] but were 2147483647");
    bytes.reset();
    out.writeDouble(0.01);
    out.writeInt(2);
    for (int i = 0; i < 2; i++) {
      out.writeUTF("m5.large");
      out.writeDouble(0.02);
    }
    assertThatThrownBy(() -> PoolPriors.read(input(bytes.toByteArray())))
        .hasMessage("priors must be finite, one a name, but was m5.large 0.02");
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
