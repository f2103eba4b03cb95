package dev.spotwise.decision;

import static dev.spotwise.decision.HandMadeForecasts.DAY;
import static dev.spotwise.decision.HandMadeForecasts.HOUR;
import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.BIG;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.models.Forecasts;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionContextTest {

  private static final Market MARKET =
      TestMarket.hours(3)
          .pool(A, 0.04, 0.05, 0.06)
          .pool(B, Double.NaN, 0.02)
          .pool(C, 0.03)
          .pool(BIG, 0.06)
          .states(C, "UD")
          .build();

  private static DecisionContext at(int tick, Optional<ForecastView> forecasts) {
    return TestMarket.context(MARKET, tick, forecasts, in(A), Trigger.SCHEDULED, spot(A));
  }

  private static int index(dev.spotwise.data.CapacityPool pool) {
    return MARKET.shape().indexOf(pool);
  }

  @Test
  void showsTheMarketNow() {
    DecisionContext now = at(1, Optional.empty());

    assertThat(now.now()).isEqualTo(MARKET.grid().instant(1));
    assertThat(now.shape()).isSameAs(MARKET.shape());
    assertThat(now.workload()).isEqualTo(in(A));
    assertThat(now.trigger()).isEqualTo(Trigger.SCHEDULED);
    assertThat(now.current()).isEqualTo(spot(A));
    assertThat(now.currentPool()).isEqualTo(index(A));
    assertThat(now.usdPerHour(index(A))).isEqualTo(0.05);
    assertThat(now.discountPercent(index(A))).isEqualTo(50);
    assertThat(now.baselineDiscountPercent()).isEqualTo(MARKET.baselineDiscountPercent(1));
    assertThat(now.launchable(index(B))).isTrue();
    assertThat(now.launchable(index(C))).isFalse();
  }

  @Test
  void anUnknownPriceIsNan() {
    DecisionContext now = at(0, Optional.empty());

    assertThat(now.launchable(index(B))).isFalse();
    assertThat(now.usdPerHour(index(B))).isNaN();
    assertThat(now.discountPercent(index(B))).isNaN();
    assertThat(now.expectedUnitCost(index(B))).isNaN();
  }

  @Test
  void withoutForecastsThePriceNowIsExpectedAndStabilityUnknown() {
    DecisionContext now = at(1, Optional.empty());

    assertThat(now.expectedUsdPerHour(index(A))).isEqualTo(0.05);
    assertThat(now.expectedUnitCost(index(A))).isEqualTo(0.025);
    assertThat(now.expectedUnitCost(index(BIG))).isEqualTo(0.015);
    assertThat(now.stability(index(A))).isNaN();
  }

  @Test
  void forecastsReplaceThePriceWhereThereAreSome() {
    ForecastView view =
        HandMadeForecasts.at(
            MARKET,
            (pool, second) -> pool.equals(A) ? 0.09 : Double.NaN,
            (pool, second) -> pool.equals(B) ? Double.NaN : 0.75);
    DecisionContext now = at(1, Optional.of(view));

    assertThat(now.expectedUsdPerHour(index(A))).isEqualTo(0.09);
    assertThat(now.expectedUsdPerHour(index(BIG))).isEqualTo(0.06);
    assertThat(now.stability(index(A))).isEqualTo(75);
    assertThat(now.stability(index(B))).isNaN();
    assertThat(now.stability(index(C))).as("down").isNaN();
  }

  @Test
  void theLatestOriginAtOrBeforeTheTickCounts() {
    Forecasts early =
        Forecasts.of(
            MARKET,
            HandMadeForecasts.CALENDAR,
            HandMadeForecasts.bundle(
                MARKET,
                (pool, second) -> second - MARKET.grid().epochSecond(0) + 1.0,
                (pool, second) -> 0.5,
                TestMarket.ticks(-9, 0)),
            new int[] {1});
    ForecastView view = new ForecastView(early, HOUR, DAY);

    assertThat(at(0, Optional.of(view)).expectedUsdPerHour(index(A))).isEqualTo(0.04);
    assertThat(at(0, Optional.of(view)).stability(index(A))).isNaN();
    assertThat(at(1, Optional.of(view)).expectedUsdPerHour(index(A))).isEqualTo(3601);
    assertThat(at(2, Optional.of(view)).expectedUsdPerHour(index(A))).isEqualTo(3601);
  }

  @Test
  void theCurrentCostIsThatOfThePoolOrOfOnDemand() {
    assertThat(at(2, Optional.empty()).currentUnitCost()).isEqualTo(0.03);
    assertThat(current(new Placement.OnDemand("m5.xlarge", "us-east-1a")).currentUnitCost())
        .isCloseTo(0.05, within(1e-15));
    assertThat(current(new Placement.OnDemand("c5.large", "us-east-1a")).currentUnitCost()).isNaN();
    assertThat(current(new Placement.OnDemand("m5.large", "us-east-1a")).currentPool())
        .isEqualTo(-1);
    DecisionContext nothing =
        TestMarket.context(MARKET, 0, Optional.empty(), in(A), Trigger.START, Optional.empty());
    assertThat(nothing.currentUnitCost()).isNaN();
    assertThat(nothing.currentPool()).isEqualTo(-1);
  }

  private static DecisionContext current(Placement placement) {
    return TestMarket.context(
        MARKET, 0, Optional.empty(), in(A), Trigger.SCHEDULED, Optional.of(placement));
  }

  @Test
  void staysAsItWasWhileTheCursorMovesOn() {
    MarketCursor cursor = MARKET.cursor();
    MarketObserver observer = new MarketObserver(MARKET.shape());
    cursor.advance();
    observer.advance(cursor.tick());
    DecisionContext first =
        new DecisionContext(
            observer.view(cursor.tick()),
            Knowledge.none(),
            in(A),
            BillingRules.aws(),
            Trigger.SCHEDULED,
            WorkloadState.at(spot(A)));
    cursor.advance();
    observer.advance(cursor.tick());

    assertThat(first.now()).isEqualTo(MARKET.grid().instant(0));
    assertThat(first.usdPerHour(index(A))).isEqualTo(0.04);
    assertThat(first.launchable(index(C))).isTrue();
  }

  @Test
  void aTickOfOtherPoolsIsRefused() {
    MarketCursor cursor = MARKET.cursor(0, 2);
    cursor.advance();

    MarketObserver observer = new MarketObserver(MARKET.shape());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> observer.advance(cursor.tick()))
        .withMessage("a tick must have 4 pools but had 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> observer.view(cursor.tick()))
        .withMessage("a tick must have 4 pools but had 2");
  }

  @Test
  void horizonsMustBeAmongTheForecasts() {
    Forecasts forecasts =
        HandMadeForecasts.at(MARKET, HandMadeForecasts.UNKNOWN, HandMadeForecasts.UNKNOWN)
            .forecasts();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForecastView(forecasts, DAY, DAY))
        .withMessage("priceHorizon must be one of [PT1H] but was PT24H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForecastView(forecasts, HOUR, HOUR))
        .withMessage("stabilityWindow must be one of [PT24H] but was PT1H");
  }
}
