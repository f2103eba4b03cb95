package dev.spotwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.tree.Workers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeerTrainingTest {

  private static List<String> train(TrainingRows rows, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return PeerTraining.lines(rows, workers);
    }
  }

  private static String figure(String line) {
    return line.replaceFirst("\t.*\t(\\w+\t.*)", "\t$1");
  }

  @Test
  void everyModelHasItsFiguresWhateverTheThreads() {
    TimeWindow window = TimeWindow.parse("2024-01-01/2024-01-11");
    LearningSet set =
        LearningSet.of(
            CalibratedMarket.over(window),
            StandardFeatures.all(),
            new LearningSet.Plan(window, 0.8, TrainingRows.HORIZON),
            List.of(TrainingRows.HORIZON));
    TrainingRows rows = TrainingRows.of(set);
    List<String> one = train(rows, 1);
    assertThat(one)
        .extracting(line -> line.replaceFirst("\t.*\t(\\w+)\t.*", " $1"))
        .containsExactly(
            "forest rmse",
            "boosting auc",
            "boosting log_loss",
            "boosting-default auc",
            "boosting-default log_loss");
    assertThat(train(rows, 2))
        .extracting(PeerTrainingTest::figure)
        .isEqualTo(one.stream().map(PeerTrainingTest::figure).toList());
    // Targets of unit deviation: a forest that learnt nothing would err by about 1.
    double rmse = Double.parseDouble(one.get(0).replaceFirst(".*\t", ""));
    double nothing =
        Math.sqrt(
            IntStream.range(0, rows.test().rows())
                .mapToDouble(row -> rows.test().price()[row])
                .map(change -> change * change)
                .average()
                .orElseThrow());
    assertThat(rmse).isBetween(0.5 * nothing, 1.5 * nothing);
  }

  @Test
  void aYearIsTrainedAsAUserWould() {
    List<String> lines = YearTraining.lines(TimeWindow.parse("2024-01-01/2024-01-21"), 2);
    assertThat(lines.get(0)).startsWith("market\t").endsWith("\tpools\t12.00000");
    assertThat(lines.get(1)).startsWith("features\t").endsWith("\trows\t5760.00000");
    assertThat(lines.get(2)).startsWith("train\t");
    assertThat(lines.subList(3, lines.size()))
        .anyMatch(line -> line.startsWith("forest\tPT1H\trmse\t"))
        .anyMatch(line -> line.startsWith("hazard\tPT1H\tauc\t"))
        .anyMatch(line -> line.startsWith("hazard\tPT24H\tlog_loss\t"));
  }
}
