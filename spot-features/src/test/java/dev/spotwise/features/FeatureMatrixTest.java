package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureMatrixTest {

  private static final FeatureSchema SCHEMA = new FeatureSchema("v1", List.of("a", "b"), 300);
  private static final List<CapacityPool> POOLS =
      List.of(CapacityPool.of("us-east-1a", "m5.large"), CapacityPool.of("us-east-1b", "m5.large"));
  private static final TimeGrid GRID = Rows.grid(300, 20);

  @Test
  void anEmptyBlockKnowsNothing() {
    FeatureMatrix matrix = FeatureMatrix.allocate(SCHEMA, POOLS, 2);

    assertThat(Rows.of(matrix)).allSatisfy(row -> assertThat(row).containsOnly(Float.NaN));
    assertThat(matrix.lastMicroUsd(1)).isEqualTo(MicroUsd.UNKNOWN);
    assertThat(FeatureMatrix.allocate(SCHEMA, POOLS, 0).rows()).isZero();
  }

  @Test
  void valuesStayWhereTheyWerePut() {
    FeatureMatrix matrix = FeatureMatrix.allocate(SCHEMA, POOLS, 3);
    matrix.set(1, 1, 7);
    matrix.set(2, 0, 8);
    float[] row = {0, 0, 5};
    matrix.copyRow(1, row);

    assertThat(matrix.get(1, 1)).isEqualTo(7);
    assertThat(matrix.get(2, 0)).isEqualTo(8);
    assertThat(row).containsExactly(Float.NaN, 7, 5);
  }

  @Test
  void selectedRowsAreCopiesInTheOrderAskedFor() {
    FeatureMatrix matrix = FeatureMatrix.allocate(SCHEMA, POOLS, 3);
    matrix.describe(2, 1, 77, 5, 9);
    matrix.set(2, 1, 8);
    matrix.set(0, 0, 1);

    FeatureMatrix some = matrix.select(new int[] {2, 0, 2});
    some.set(0, 1, 4);

    assertThat(some.rows()).isEqualTo(3);
    assertThat(some.get(0, 1)).isEqualTo(4);
    assertThat(some.get(2, 1)).isEqualTo(8);
    assertThat(some.get(1, 0)).isEqualTo(1);
    assertThat(some.pool(2)).isEqualTo(1);
    assertThat(some.originSecond(2)).isEqualTo(77);
    assertThat(some.lastMicroUsd(2)).isEqualTo(5);
    assertThat(some.onDemandMicroUsd(0)).isEqualTo(9);
    assertThat(matrix.get(2, 1)).isEqualTo(8);
    assertThat(matrix.select(new int[0]).rows()).isZero();
    assertThatThrownBy(() -> matrix.select(new int[] {3}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void placesOutsideTheBlockAreRefused() {
    FeatureMatrix matrix = FeatureMatrix.allocate(SCHEMA, POOLS, 3);
    assertThatThrownBy(() -> matrix.get(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.get(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.set(0, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.set(3, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.copyRow(0, new float[1]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.describe(0, 2, 0, 1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureMatrix.allocate(SCHEMA, POOLS, -1))
        .withMessage("rows must be >= 0 but was -1");
  }

  @Test
  void everyRowKnowsItsPoolItsOriginAndItsPrices() {
    Market market =
        PoolHistory.market(
            GRID,
            PoolHistory.constant("us-east-1b", 50_000, 20_000),
            PoolHistory.constant("us-east-1a", 96_000, 30_000)
                .until(Long.MIN_VALUE + 1)
                .withPrice(GRID.epochSecond(7), 31_000));

    FeatureMatrix matrix = FeatureMatrix.of(market, StandardFeatures.all(), new int[] {6, 7});

    assertThat(matrix.pools()).isEqualTo(POOLS);
    assertThat(matrix.schema()).isEqualTo(StandardFeatures.all().schema(GRID.step()));
    assertThat(matrix.rows()).isEqualTo(4);
    assertThat(List.of(matrix.pool(0), matrix.pool(1), matrix.pool(2), matrix.pool(3)))
        .containsExactly(0, 1, 0, 1);
    assertThat(matrix.originSecond(1)).isEqualTo(GRID.epochSecond(6));
    assertThat(matrix.originSecond(2)).isEqualTo(GRID.epochSecond(7));
    assertThat(matrix.lastMicroUsd(0)).isEqualTo(MicroUsd.UNKNOWN);
    assertThat(matrix.lastMicroUsd(1)).isEqualTo(20_000);
    assertThat(matrix.lastMicroUsd(2)).isEqualTo(31_000);
    assertThat(matrix.onDemandMicroUsd(2)).isEqualTo(96_000);
    assertThat(matrix.onDemandMicroUsd(3)).isEqualTo(50_000);
  }

  private static FeatureMatrix pastAndFuture() {
    Market market =
        PoolHistory.market(
            GRID,
            PoolHistory.constant("us-east-1a", 96_000, 1)
                .until(Long.MIN_VALUE + 1)
                .withPrice(GRID.epochSecond(2), 30_000)
                .withPrice(GRID.epochSecond(5) + 7, 31_000)
                .withPrice(GRID.epochSecond(8), 99_000),
            PoolHistory.constant("us-east-1b", 50_000, 20_000));
    return FeatureMatrix.of(market, StandardFeatures.all(), new int[] {7});
  }

  @Test
  void everyRowKnowsThePricesBeforeItsOriginToTheSecond() {
    FeatureMatrix matrix = pastAndFuture();
    Duration justAfterTheChange = Duration.ofSeconds(2 * 300 - 7);

    assertThat(matrix.microUsdBefore(0, Duration.ZERO)).isEqualTo(31_000);
    assertThat(matrix.microUsdBefore(0, justAfterTheChange)).isEqualTo(31_000);
    assertThat(matrix.microUsdBefore(0, justAfterTheChange.plusSeconds(1))).isEqualTo(30_000);
    assertThat(matrix.microUsdBefore(0, Duration.ofMinutes(25))).isEqualTo(30_000);
    assertThat(matrix.microUsdBefore(0, Duration.ofMinutes(25).plusSeconds(1)))
        .isEqualTo(MicroUsd.UNKNOWN);
    assertThat(matrix.microUsdBefore(1, Duration.ofDays(365))).isEqualTo(20_000);
    assertThat(FeatureMatrix.allocate(SCHEMA, POOLS, 1).microUsdBefore(0, Duration.ZERO))
        .isEqualTo(MicroUsd.UNKNOWN);
  }

  @Test
  void noPriceAfterTheOriginIsHandedOut() {
    FeatureMatrix matrix = pastAndFuture();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix.microUsdBefore(0, Duration.ofSeconds(-1)))
        .withMessage("lag must be >= 0 but was PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix.microUsdBefore(0, Duration.ofNanos(-1)));
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource({"-1, 3, -1", "-7, 3, -7", "4, 3, 3", "3, 3, 3", "3, 20, 20"})
  void originsMustStrictlyAscendWithinTheGrid(int first, int second, int refused) {
    Market market = PoolHistory.market(GRID, PoolHistory.constant("us-east-1a", 96_000, 30_000));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FeatureMatrix.of(market, StandardFeatures.all(), new int[] {first, second}))
        .withMessage("origins must strictly ascend within [0, 20) but one was " + refused);
  }

  @Test
  void withoutOriginsThereAreNoRows() {
    Market market = PoolHistory.market(GRID, PoolHistory.constant("us-east-1a", 96_000, 30_000));

    assertThat(FeatureMatrix.of(market, StandardFeatures.all(), new int[0]).rows()).isZero();
  }

  @Test
  void aColumnCanBePutBehindTheOthers() {
    FeatureSchema schema = new FeatureSchema("v", List.of("a", "b"), 300);
    FeatureMatrix few =
        FeatureMatrix.allocate(schema, List.of(CapacityPool.of("us-east-1a", "m5.large")), 2);
    few.set(1, 0, 7);
    float[] values = {1, 2};

    FeatureMatrix more = few.with("c", values).with("d", new float[] {3, Float.NaN});
    values[0] = 9;
    more.set(0, 3, 5);
    float[] row = new float[4];
    more.copyRow(1, row);

    assertThat(more.schema().names()).containsExactly("a", "b", "c", "d");
    assertThat(more.get(0, 2)).isEqualTo(1);
    assertThat(more.get(0, 3)).isEqualTo(5);
    assertThat(row).containsExactly(7, Float.NaN, 2, Float.NaN);
    assertThat(few.schema()).isEqualTo(schema);
    assertThatThrownBy(() -> few.with("c", new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a column must have 2 values but had 3");
    assertThatThrownBy(() -> few.with("a", new float[2]))
        .hasMessageContaining("column names must be unique");
    assertThatThrownBy(() -> few.get(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aListenerIsToldOfTheRowsFilled() {
    Market market =
        PoolHistory.market(
            GRID,
            PoolHistory.constant("us-east-1b", 50_000, 20_000),
            PoolHistory.constant("us-east-1a", 96_000, 30_000));
    List<Long> done = new ArrayList<>();
    FeatureMatrix.of(
        market,
        StandardFeatures.all(),
        new int[] {5, 6, 7},
        (units, of) -> {
          assertThat(of).isEqualTo(6);
          done.add(units);
        });
    assertThat(done).containsExactly(0L, 2L, 6L);
  }
}
