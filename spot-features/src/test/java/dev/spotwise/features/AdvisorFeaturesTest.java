package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvisorFeaturesTest {

  private static final TimeGrid HOURLY = Rows.grid(3600, 50);
  private static final StandardFeatures ADVISOR =
      StandardFeatures.of(EnumSet.of(FeatureFamily.ADVISOR));

  @Test
  void theRatingIsKnownFromTheDayOfTheFeed() {
    Market market = PoolHistory.market(HOURLY, PoolHistory.random(1, HOURLY, 5));

    assertThat(Rows.at(market, ADVISOR, 23)).containsOnly(List.of(Float.NaN));
    assertThat(Rows.at(market, ADVISOR, 24))
        .isEqualTo(Rows.at(market, ADVISOR, 49))
        .containsExactly(
            List.of(0.075f), List.of(Float.NaN), List.of(0.075f), List.of(0.225f), List.of(0.075f));
  }

  @Test
  void itReadsNothingOfThePast() {
    assertThat(ADVISOR.lookback()).isEqualTo(Duration.ZERO);
  }
}
