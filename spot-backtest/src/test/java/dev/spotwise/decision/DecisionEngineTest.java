package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine.Horizons;
import dev.spotwise.models.ModelBundle;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionEngineTest {

  private static final Horizons HORIZONS =
      new Horizons(HandMadeForecasts.HOUR, HandMadeForecasts.DAY);
  private static final Market MARKET =
      TestMarket.hours(6).pool(A, 0.04).pool(B, 0.03, 0.05).states(B, "UUUDUU").build();
  private static final ModelBundle BUNDLE =
      HandMadeForecasts.bundle(
          MARKET, HandMadeForecasts.UNKNOWN, (pool, second) -> 0.9, TestMarket.ticks(-9, 0));

  private static DecisionEngine engine(Horizons horizons) {
    return new DecisionEngine(
        MARKET.shape(),
        HandMadeForecasts.CALENDAR,
        BUNDLE,
        Policies.stabilityFirst(StabilityFirstSettings.guide()),
        new DecisionEngine.Work(in(A), BillingRules.aws()),
        horizons);
  }

  @Test
  void decidesByTheLastTickHandedOver() {
    DecisionEngine engine = engine(HORIZONS);
    MarketCursor cursor = MARKET.cursor();
    cursor.advance();
    engine.advance(cursor.tick());

    // B is cheaper at the first tick, dearer at the second
    assertThat(engine.decide(Optional.empty(), Trigger.START))
        .extracting(decision -> ((Decision.Move) decision).to())
        .isEqualTo(new Placement.Spot(B));
    cursor.advance();
    assertThat(engine.decide(Optional.empty(), Trigger.START))
        .as("the cursor has moved on, the engine has not")
        .extracting(decision -> ((Decision.Move) decision).to())
        .isEqualTo(new Placement.Spot(B));
    engine.advance(cursor.tick());
    assertThat(engine.decide(spot(B), Trigger.LOST))
        .extracting(decision -> ((Decision.Move) decision).to())
        .isEqualTo(new Placement.Spot(A));
  }

  @Test
  void askedAgainItSaysTheSame() {
    DecisionEngine engine = engine(HORIZONS);
    MarketCursor cursor = MARKET.cursor();
    cursor.advance();
    engine.advance(cursor.tick());

    assertThat(engine.decide(spot(A), Trigger.SCHEDULED))
        .isEqualTo(engine.decide(spot(A), Trigger.SCHEDULED));
  }

  @Test
  void beforeTheFirstTickThereIsNothingToDecide() {
    DecisionEngine engine = engine(HORIZONS);

    assertThat(engine.isWarm()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> engine.decide(Optional.empty(), Trigger.START))
        .withMessage("advance must be called before decide");
  }

  @Test
  void isWarmOnceItsFeaturesHaveSeenTheirLookback() {
    MarketCursor cursor = MARKET.cursor();
    DecisionEngine calendar = engine(HORIZONS);
    cursor.advance();
    calendar.advance(cursor.tick());

    assertThat(calendar.isWarm()).as("the calendar needs no history").isTrue();
  }

  @Test
  void horizonsMustBeTheBundles() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine(new Horizons(Duration.ofHours(6), HandMadeForecasts.DAY)))
        .withMessage("priceHorizon must be one of [PT1H] but was PT6H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine(new Horizons(HandMadeForecasts.HOUR, HandMadeForecasts.HOUR)))
        .withMessageStartingWith("stabilityWindow");
  }

  @Test
  void aTickThatDoesNotFollowIsRefusedAndChangesNothing() {
    DecisionEngine engine = engine(HORIZONS);
    MarketCursor cursor = MARKET.cursor();
    cursor.advance();
    engine.advance(cursor.tick());
    Decision before = engine.decide(spot(A), Trigger.SCHEDULED);

    assertThatIllegalArgumentException().isThrownBy(() -> engine.advance(cursor.tick()));
    cursor.advance();
    cursor.advance();
    assertThatIllegalArgumentException().isThrownBy(() -> engine.advance(cursor.tick()));
    assertThat(engine.decide(spot(A), Trigger.SCHEDULED)).isEqualTo(before);
  }

  @Test
  void aMarketIsShownFromTheLastTickSeenOn() {
    DecisionEngine fed = engine(HORIZONS);
    DecisionEngine shown = engine(HORIZONS);
    MarketCursor cursor = MARKET.cursor();
    cursor.advance();
    fed.advance(cursor.tick());
    shown.advance(cursor.tick());
    while (cursor.advance()) {
      fed.advance(cursor.tick());
    }
    shown.show(MARKET);
    shown.show(MARKET);

    assertThat(shown.decide(spot(A), Trigger.SCHEDULED))
        .isEqualTo(fed.decide(spot(A), Trigger.SCHEDULED));
    Market later = TestMarket.hours(9).pool(A, 0.04).pool(B, 0.03, 0.05).build();
    shown.show(later);
    assertThat(shown.decide(spot(B), Trigger.LOST))
        .as("B, which was down at first, is up in what came after")
        .isEqualTo(shownAll(later).decide(spot(B), Trigger.LOST));
  }

  private static DecisionEngine shownAll(Market market) {
    DecisionEngine engine = engine(HORIZONS);
    engine.show(market);
    return engine;
  }

  @Test
  void byDefaultItLooksBackOnThirtyDaysAndBillsAsEc2Does() {
    Market days = TestMarket.hours(24 * 31).pool(A, 0.04).pool(B, 0.03).build();
    DecisionEngine engine =
        DecisionEngine.withDefaults(days.shape(), BUNDLE, Policies.cheapest(), in(A));
    engine.show(TestMarket.hours(24 * 29).pool(A, 0.04).pool(B, 0.03).build());
    assertThat(engine.isWarm()).isFalse();
    engine.show(days);

    assertThat(engine.isWarm()).isTrue();
    assertThat(engine.decide(spot(A), Trigger.SCHEDULED))
        .extracting(decision -> ((Decision.Move) decision).to())
        .isEqualTo(new Placement.Spot(B));
  }
}
