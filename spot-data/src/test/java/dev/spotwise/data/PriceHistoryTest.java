package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {

  private static final CapacityPool M5 = CapacityPool.of("us-east-1a", "m5.large");
  private static final CapacityPool C5 = CapacityPool.of("us-east-1a", "c5.large");
  private static final PriceQuery QUERY =
      PriceQuery.linux(new TimeWindow(Instant.ofEpochSecond(1000), Instant.ofEpochSecond(2000)));

  @Test
  void ofThePricesBeforeTheWindowTheLastOfEachPoolIsKept() {
    PriceSource source =
        (query, sink) -> {
          sink.accept(M5, 900, 5);
          sink.accept(M5, 500, 9);
          sink.accept(C5, 1500, 3);
          sink.accept(M5, 900, 6);
          sink.accept(M5, 800, 4);
          sink.accept(M5, 2000, 1);
        };
    PriceHistory history = PriceHistory.read(source, QUERY);
    assertThat(history.series().get(M5))
        .isEqualTo(PriceSeries.of(new long[] {900}, new long[] {6}));
    assertThat(history.series()).containsOnlyKeys(C5, M5);
    assertThat(history.firstObservation()).isEqualTo(Instant.ofEpochSecond(1000));
    assertThat(history.lastObservation()).isEqualTo(Instant.ofEpochSecond(1500));
  }

  @Test
  void observationsBeforeTheWindowAloneLieAtItsBeginning() {
    PriceHistory history = PriceHistory.read((query, sink) -> sink.accept(M5, 1, 5), QUERY);
    assertThat(history.firstObservation()).isEqualTo(Instant.ofEpochSecond(1000));
    assertThat(history.lastObservation()).isEqualTo(Instant.ofEpochSecond(1000));
  }

  @Test
  void thePriceBeforeTheWindowGoesOnIntoIt() {
    PriceSource source =
        (query, sink) -> {
          sink.accept(M5, 1100, 5);
          sink.accept(M5, 1200, 6);
          sink.accept(M5, 900, 5);
          sink.accept(C5, 900, 4);
          sink.accept(C5, 1100, 5);
        };
    PriceHistory history = PriceHistory.read(source, QUERY);
    assertThat(history.series().get(M5))
        .isEqualTo(PriceSeries.of(new long[] {900, 1200}, new long[] {5, 6}));
    assertThat(history.series().get(C5))
        .isEqualTo(PriceSeries.of(new long[] {900, 1100}, new long[] {4, 5}));
  }

  @Test
  void manyObservationsAreKept() {
    PriceHistory history =
        PriceHistory.read(
            (query, sink) -> {
              for (int i = 0; i < 900; i++) {
                sink.accept(M5, 1000 + i, 1 + i);
              }
            },
            QUERY);
    assertThat(history.series().get(M5).size()).isEqualTo(900);
  }

  @Test
  void poolsOutsideTheQueryAreLeftOutAndNoneIsAnError() {
    PriceSource source = (query, sink) -> sink.accept(M5, 1500, 5);
    PriceQuery other =
        new PriceQuery(QUERY.window(), Set.of("c5.large"), Set.of("us-east-1b"), Set.of("Windows"));
    assertThatThrownBy(() -> PriceHistory.read(source, other))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContainingAll("types c5.large", "zones us-east-1b", "products Windows");
  }

  @Test
  void aListenerIsToldNowAndThenHowMuchWasRead() {
    CapacityPool pool = CapacityPool.parse("us-east-1a_m5.large");
    PriceSource source =
        (query, sink) -> {
          for (int i = 0; i < 200_000; i++) {
            sink.accept(pool, query.window().fromEpochSecond() + i, 20_000 + i % 7);
          }
        };
    PriceQuery all =
        new PriceQuery(TimeWindow.parse("2024-01-01/2024-02-01"), Set.of(), Set.of(), Set.of());
    List<Long> done = new ArrayList<>();
    PriceHistory heard =
        PriceHistory.read(
            source,
            all,
            new RowSink() {},
            (units, of) -> {
              assertThat(of).isEqualTo(WorkListener.UNKNOWN);
              done.add(units);
            });
    assertThat(done).containsExactly(0L, 65_536L, 131_072L, 196_608L);
    assertThat(heard.series()).isEqualTo(PriceHistory.read(source, all).series());
  }
}
