package dev.spotwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten days of the calibrated world, after a week that features look back on. */
class TrainingRowsTest {

  private static LearningSet set;
  private static TrainingRows rows;

  @TempDir private Path folder;

  @BeforeAll
  static void learn() {
    set =
        LearningSet.of(
            CalibratedMarket.over(TimeWindow.parse("2024-01-01/2024-01-18")),
            StandardFeatures.all(),
            new LearningSet.Plan(
                TimeWindow.parse("2024-01-08/2024-01-18"), 0.8, TrainingRows.HORIZON),
            List.of(TrainingRows.HORIZON));
    rows = TrainingRows.of(set);
  }

  @Test
  void everyOriginButTheLastOfEachSideHasARowPerPool() {
    assertThat(rows.train().rows()).isEqualTo((192 - 1) * 12);
    assertThat(rows.test().rows()).isEqualTo((48 - 1) * 12);
  }

  @Test
  void theTargetIsTheLogChangeInUnitsOfItsDeviation() {
    double[] targets = rows.train().price();
    double mean = Arrays.stream(targets).average().orElseThrow();
    double square = Arrays.stream(targets).map(target -> target * target).average().orElseThrow();
    assertThat(square - mean * mean).isCloseTo(1, within(1e-6));
    Labels labels = set.labels(Split.TRAIN, TrainingRows.HORIZON);
    int rose = 0;
    for (int row = 0; row < targets.length; row++) {
      long change = labels.futureMicroUsd(row) - set.features().lastMicroUsd(row);
      assertThat(Math.signum(targets[row])).isEqualTo(Long.signum(change));
      rose += change > 0 ? 1 : 0;
    }
    assertThat(rose).isPositive();
  }

  @Test
  void aRowIsPositiveWhereThePoolIsInterruptedWithinTheHour() {
    Labels labels = set.labels(Split.TEST, TrainingRows.HORIZON);
    double[] interrupted = rows.test().interrupted();
    for (int row = 0; row < interrupted.length; row++) {
      boolean isOne = labels.outcome(row) == Labels.Outcome.INTERRUPTED;
      assertThat(interrupted[row]).isEqualTo(isOne ? 1 : 0);
    }
    assertThat(Arrays.stream(rows.train().interrupted()).sum()).isPositive();
  }

  @Test
  void columnsWithAnUnknownValueAreLeftOut() {
    assertThat(rows.columns())
        .contains("hour", "discount", "interruptions_1h")
        .doesNotContain(StandardFeatures.columns(FeatureFamily.ADVISOR).toArray(String[]::new))
        .isSubsetOf(set.features().schema().names());
    FeatureMatrix all = rows.features(rows.train(), rows.columns());
    int discount = set.features().schema().indexOf("discount");
    for (int row = 0; row < all.rows(); row++) {
      for (int column = 0; column < rows.columns().size(); column++) {
        assertThat(all.get(row, column)).isNotNaN();
      }
      assertThat(all.get(row, rows.columns().indexOf("discount")))
          .isEqualTo(set.features().get(row, discount));
    }
  }

  @Test
  void theForestIsGivenCalendarAndPricesAlone() {
    assertThat(rows.priceColumns())
        .contains("hour", "discount", "price_lag_5m")
        .noneMatch(name -> name.contains("interruption"))
        .isSubsetOf(rows.columns());
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    rows.write(folder);
    TrainingRows read = TrainingRows.read(folder);
    assertThat(read.columns()).isEqualTo(rows.columns());
    assertThat(read.train().price()).isEqualTo(rows.train().price());
    assertThat(read.test().interrupted()).isEqualTo(rows.test().interrupted());
    FeatureMatrix before = rows.features(rows.test(), rows.columns());
    FeatureMatrix after = read.features(read.test(), rows.columns());
    for (int column = 0; column < rows.columns().size(); column++) {
      assertThat(after.get(17, column)).isEqualTo(before.get(17, column));
    }
  }

  @Test
  void filesAreLittleEndianRowByRow() throws IOException {
    rows.write(folder);
    ByteBuffer features =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("test-features.f32")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int width = rows.columns().size();
    assertThat(features.remaining()).isEqualTo(4 * width * rows.test().rows());
    FeatureMatrix x = rows.features(rows.test(), List.of("discount"));
    int discount = rows.columns().indexOf("discount");
    assertThat(features.getFloat(4 * (3 * width + discount))).isEqualTo(x.get(3, 0));
    assertThat(folder.resolve("train-price.f32")).hasSize(4L * rows.train().rows());
    assertThat(folder.resolve("train-interrupted.i8")).hasSize(rows.train().rows());
    assertThat(folder.resolve("rows.json")).content().contains("\"trainRows\" : 2292");
  }

  @Test
  void thinningKeepsTrainingRowsEquallyFarApartAndAllTestRows() {
    TrainingRows some = rows.thinned(rows.train().rows() / 4);
    assertThat(some.train().rows()).isEqualTo(573);
    assertThat(some.test()).isSameAs(rows.test());
    assertThat(some.train().price()[10]).isEqualTo(rows.train().price()[40]);
    assertThat(rows.thinned(1_000_000).train().price()).isEqualTo(rows.train().price());
    assertThatThrownBy(() -> rows.thinned(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("most must be >= 1 but was 0");
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> TrainingRows.main(new String[0]))
        .hasMessage("arguments must be FOLDER [ROWS]");
    assertThatThrownBy(() -> PeerTraining.main(new String[1]))
        .hasMessage("arguments must be FOLDER THREADS");
    assertThatThrownBy(() -> YearTraining.main(new String[0]))
        .hasMessage("arguments must be THREADS [WINDOW]");
  }

  @Test
  void workIsTimed() {
    Measured<Long> slept =
        Measured.of(
            () -> {
              long until = System.nanoTime() + Duration.ofMillis(60).toNanos();
              long turns = 0;
              while (System.nanoTime() < until) {
                turns++;
              }
              return turns;
            });
    assertThat(slept.seconds()).isBetween(0.06, 30.0);
    assertThat(slept.value()).isPositive();
    assertThat(new Measured<>("x", 1.5, 2.25).line("forest", "rmse", 0.97))
        .isEqualTo("forest\t1.50\t2.25\trmse\t0.97000");
  }
}
