package dev.spotwise.models.evaluation;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.SmallMarket;
import java.time.Duration;
import java.util.List;

/** Two folds of two hourly origins each, of the four pools of a small market. */
final class TallyFixture {

  static final int POOLS = 4;

  private TallyFixture() {}

  static TestOrigins origins() {
    SmallMarket market = SmallMarket.random(1);
    List<Fold> folds = List.of(fold(market, 1, 1000, 1002), fold(market, 2, 1002, 1004));
    return new TestOrigins(market.market(), market.window(), folds, Duration.ofHours(1));
  }

  private static Fold fold(SmallMarket market, int number, int from, int to) {
    return new Fold(
        number,
        new TimeWindow(market.grid().start(), market.grid().instant(from)),
        new TimeWindow(market.grid().instant(from), market.grid().instant(to)),
        Duration.ZERO);
  }

  /** Number of the row of a pool at an origin. */
  static int row(int origin, int pool) {
    return origin * POOLS + pool;
  }
}
