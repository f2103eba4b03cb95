package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SkippedRowsTest {

  private static final PriceQuery QUERY =
      PriceQuery.linux(TimeWindow.parse("1970-01-01/1970-01-02"));
  private static final CapacityPool M5 = CapacityPool.of("us-east-1a", "m5.large");

  @Test
  void allRowsAreCountedAndTheFirstTwentyKept() {
    SkippedRows skipped = new SkippedRows();
    for (int i = 0; i < 33; i++) {
      assertThat(skipped.skips("row " + i)).isTrue();
    }
    assertThat(skipped.count()).isEqualTo(33);
    assertThat(skipped.first())
        .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "row " + i).toList());
  }

  @Test
  void aHistoryIsReadWithoutTheRowsLeftOut() {
    SkippedRows skipped = new SkippedRows();
    PriceHistory history =
        PriceHistory.read(
            (query, sink) -> {
              assertThat(sink.skips("a bad row")).isTrue();
              sink.accept(M5, 60, 5);
            },
            QUERY,
            skipped);
    assertThat(history.series()).containsOnlyKeys(M5);
    assertThat(skipped.first()).containsExactly("a bad row");
  }

  @Test
  void noRowIsLeftOutUnlessSomeoneSaysSo() {
    PriceHistory.read(
        (query, sink) -> {
          assertThat(sink.skips("a bad row")).isFalse();
          sink.accept(M5, 60, 5);
        },
        QUERY);
  }

  @Test
  void aHistoryOfBadRowsAloneNamesThem() {
    assertThatThrownBy(
            () ->
                PriceHistory.read(
                    (query, sink) -> {
                      sink.skips("a bad row");
                      sink.skips("another");
                    },
                    QUERY,
                    new SkippedRows()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("rows left out 2, the first: a bad row");
  }
}
