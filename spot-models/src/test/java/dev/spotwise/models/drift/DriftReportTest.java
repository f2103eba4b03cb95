package dev.spotwise.models.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftReportTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final ModelBundle BUNDLE = SmallModels.bundle(MARKET, 7);

  private static TimeWindow hours(int from, int to) {
    return new TimeWindow(MARKET.grid().instant(from), MARKET.grid().instant(to));
  }

  private static RecentRows rows(SmallMarket market, TimeWindow window) {
    return RecentRows.of(
        market.market(), StandardFeatures.all(), window, Duration.ofHours(2), SmallModels.HORIZONS);
  }

  @Test
  void onTheTestRowsThemselvesTheErrorsAreThoseOfTheCard() {
    DriftReport drift = DriftReport.of(BUNDLE, rows(MARKET, hours(1080, 1440)));

    assertThat(drift.residuals()).hasSize(6);
    assertThat(drift.residuals().stream().map(ResidualDrift::measure).distinct())
        .containsExactly(
            PriceMetrics.RMSE, StabilityMetrics.BRIER, StabilityMetrics.EXPECTED_CALIBRATION_ERROR);
    for (ResidualDrift residual : drift.residuals()) {
      assertThat(residual.now()).isCloseTo(residual.before(), within(1e-12));
      assertThat(residual.rise()).isCloseTo(0, within(1e-9));
      assertThat(residual.shift()).isEqualTo(Shift.NONE);
      assertThat(residual.rows()).isPositive();
    }
    assertThat(drift.rows()).isEqualTo(720);
    assertThat(drift.independentRows()).isEqualTo(56);
  }

  @Test
  void columnsOfTheCalendarAreLeftOutAndTheFarthestComesFirst() {
    DriftReport drift = DriftReport.of(BUNDLE, rows(MARKET, hours(1080, 1440)));

    assertThat(drift.columns().stream().map(ColumnDrift::name))
        .contains("discount", "hours_since_interruption")
        .doesNotContain("hour", "day_of_month", "weekday_sin");
    assertThat(drift.columns().stream().mapToDouble(ColumnDrift::index).map(index -> -index))
        .isSorted();
    assertThat(drift.worst()).isEqualTo(Shift.MAJOR);
    assertThat(
            drift.columnsAt(Shift.NONE)
                + drift.columnsAt(Shift.MODERATE)
                + drift.columnsAt(Shift.MAJOR))
        .isEqualTo(drift.columns().size());
  }

  @Test
  void aMarketThatBecomesCalmIsTold() {
    SmallMarket then = MARKET.thenAs(MARKET.calm(), MARKET.grid().instant(1080));
    DriftReport drift = DriftReport.of(BUNDLE, rows(then, hours(1200, 1440)));

    assertThat(drift.columnsToldApart()).isPositive();
    assertThat(drift.columns().stream().filter(c -> c.name().equals("interruptions_7d")))
        .allMatch(column -> column.shift() == Shift.MAJOR);
  }

  @Test
  void theTestRowsOfASetAreTheSameRows() {
    LearningSet set = SmallModels.set(MARKET);
    RecentRows ofSet = RecentRows.of(set, hours(1080, 1440), SmallModels.HORIZONS);
    RecentRows read = rows(MARKET, hours(1080, 1440));

    assertThat(ofSet.features().rows()).isEqualTo(set.features().rows() - set.firstRow(Split.TEST));
    for (Duration horizon : SmallModels.HORIZONS) {
      assertThat(ofSet.persistenceErrors(horizon)).isEqualTo(read.persistenceErrors(horizon));
      assertThat(ofSet.interrupted(horizon)).isEqualTo(read.interrupted(horizon));
    }
    assertThat(ofSet.priceErrors(ofSet.forecasts(BUNDLE.price()), 1))
        .isEqualTo(read.priceErrors(read.forecasts(BUNDLE.price()), 1));
    assertThat(ofSet.origins()).isEqualTo(read.origins());
    assertThat(read.originsOf(Duration.ofHours(1))).isEqualTo(1);
    assertThat(read.originsOf(Duration.ofHours(7))).isEqualTo(4);
    assertThat(read.window()).isEqualTo(hours(1080, 1440));
  }

  @Test
  void whatCannotBeHeldAgainstTheModelsIsRefused() {
    RecentRows early = rows(MARKET, hours(1079, 1440));
    assertThatThrownBy(() -> DriftReport.of(BUNDLE, early))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "recent window must begin when training ends (2024-04-15T00:00:00Z)");
    assertThatThrownBy(
            () ->
                RecentRows.of(
                    MARKET.market(),
                    StandardFeatures.all(),
                    hours(2000, 2001),
                    Duration.ofHours(1),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("recent window must hold at least one origin");
    assertThatThrownBy(() -> early.persistenceErrors(Duration.ofHours(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon must be one of [PT1H, PT6H] but was PT5H");
  }

  @Test
  void modelsWithoutASummaryHaveResidualsAlone() {
    ModelBundle plain = new ModelBundle(BUNDLE.price(), BUNDLE.stability());
    DriftReport drift = DriftReport.of(plain, rows(MARKET, hours(1080, 1440)));

    assertThat(drift.columns()).isEmpty();
    assertThat(drift.worst()).isEqualTo(Shift.NONE);
  }

  @Test
  void aRiseIsMeasuredAgainstTheReferenceWhereThereIsOne() {
    Duration hour = Duration.ofHours(1);
    // relative errors 0.5 before and 0.6 now
    assertThat(new ResidualDrift("m", hour, "rmse", 1, 3, 2, 5, 9).rise())
        .isCloseTo(0.2, within(1e-12));
    assertThat(new ResidualDrift("m", hour, "rmse", 1, 3, 0, 5, 9).rise()).isEqualTo(2);
    assertThat(new ResidualDrift("m", hour, "rmse", 0, 3, 1, 5, 9).rise()).isNaN();
    assertThat(
            new ResidualDrift("m", hour, "expected_calibration_error", 0.1, 0.25, 1, 1, 9).rise())
        .isCloseTo(0.15, within(1e-12));
  }
}
