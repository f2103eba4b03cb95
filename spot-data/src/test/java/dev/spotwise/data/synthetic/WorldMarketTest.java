package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.WorldPools.TypeSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A world as a market. */
class WorldMarketTest {

  private static final TimeWindow WEEK = TimeWindow.parse("2024-01-01/2024-01-08");

  static Stream<SyntheticWorld> worlds() {
    CalibratedWorldSettings settings = CalibratedWorldSettings.withDefaults(WEEK, 3);
    return Stream.of(
        new GuideWorld(GuideWorldSettings.withDefaults(WEEK, 3)),
        new CalibratedWorld(settings),
        new CalibratedWorld(settings.with(WorldSetting.AVAILABILITY, 1)));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void aMarketHoldsAllThatItsWorldShows(SyntheticWorld world) {
    Market market = world.market();
    Market read = Worlds.market(world);

    assertThat(market.grid()).isEqualTo(world.pools().grid());
    assertThat(market.pools()).hasSize(12).isEqualTo(read.pools());
    for (int pool = 0; pool < 12; pool++) {
      assertThat(market.prices(pool)).isEqualTo(read.prices(pool));
      assertThat(market.interruptions(pool)).isPresent().isEqualTo(read.interruptions(pool));
      assertThat(market.availability(pool)).isEqualTo(read.availability(pool));
      assertThat(market.shape().onDemandMicroUsd(pool))
          .isEqualTo(read.shape().onDemandMicroUsd(pool));
    }
  }

  @Test
  void sizesAreThoseOfTheCatalogue() {
    MarketShape shape = new GuideWorld(GuideWorldSettings.withDefaults(WEEK, 3)).market().shape();
    int pool = shape.pools().indexOf(CapacityPool.parse("us-east-1b_m5.xlarge"));

    assertThat(shape.type(pool).vcpuCount()).isEqualTo(4);
    assertThat(shape.type(pool).memoryGib()).isEqualTo(16);
  }

  @Test
  void aTypeThatTheCatalogueLacksIsNamed() {
    WorldPools own =
        new WorldPools(
            WEEK,
            GuideWorldSettings.withDefaults(WEEK, 3).pools().step(),
            3,
            new TreeMap<>(Map.of("x9.huge", new TypeSettings(1, 0.5, 0.01))),
            new TreeMap<>(Map.of("us-east-1a", 1.0)));
    GuideWorld world = new GuideWorld(new GuideWorldSettings(own, 0, 0));

    assertThatIllegalArgumentException()
        .isThrownBy(world::market)
        .withMessage("types must be those of the catalogue but one was x9.huge");
  }
}
