package dev.spotwise.models.evaluation;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.synthetic.CalibratedWorld;
import dev.spotwise.data.synthetic.PressureFilter;
import dev.spotwise.data.synthetic.SyntheticWorld;
import dev.spotwise.data.synthetic.WorldTruth;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.SurvivalForecasts;
import java.util.ArrayList;
import java.util.List;

/**
 * What a generated world knows of its own market. The mean price stands for its median too: a bound
 * for squared errors, and close to one for absolute errors.
 */
public final class WorldBounds {

  /** Name of the bound that knows all that the world is at the origin, hidden or not. */
  public static final String ORACLE = "oracle";

  /** Name of the best forecast from what a user sees, given the world's settings. */
  public static final String CEILING = "ceiling";

  private WorldBounds() {}

  /**
   * The bounds of a world: {@value #ORACLE} and, if its pools share nothing so that it can be
   * computed, {@value #CEILING}.
   *
   * @param world the world
   * @param market the world's market, on the world's own grid
   * @throws IllegalArgumentException if the market lies on another grid
   */
  public static List<Bound> of(SyntheticWorld world, Market market) {
    if (!world.pools().grid().equals(market.grid())) {
      throw new IllegalArgumentException(
          "market must lie on the world's grid, "
              + world.pools().grid()
              + ", but lies on "
              + market.grid());
    }
    List<Bound> bounds = new ArrayList<>();
    bounds.add(new Oracle(world.truth(), market));
    if (world instanceof CalibratedWorld calibrated && calibrated.settings().isIndependent()) {
      bounds.add(new Ceiling(calibrated, market));
    }
    return bounds;
  }

  private static final class Oracle implements Bound {

    private final WorldTruth truth;
    private final Market market;

    Oracle(WorldTruth truth, Market market) {
      this.truth = truth;
      this.market = market;
    }

    @Override
    public String name() {
      return ORACLE;
    }

    @Override
    public void forecast(int[] originTicks, PriceForecasts price, SurvivalForecasts survival) {
      TimeGrid grid = market.grid();
      List<CapacityPool> pools = market.pools();
      for (int i = 0; i < originTicks.length; i++) {
        for (int p = 0; p < pools.size(); p++) {
          int row = i * pools.size() + p;
          for (int h = 0; h < price.horizons().size(); h++) {
            int steps = grid.steps(price.horizons().get(h));
            price.set(row, h, truth.meanUsdPerHour(pools.get(p), originTicks[i], steps));
          }
          for (int h = 0; h < survival.horizons().size(); h++) {
            int steps = grid.steps(survival.horizons().get(h));
            double chance = truth.interruptionProbability(pools.get(p), originTicks[i], steps);
            survival.set(row, h, clamped(1 - chance));
          }
        }
      }
    }
  }

  private static final class Ceiling implements Bound {

    private final CalibratedWorld world;
    private final Market market;

    Ceiling(CalibratedWorld world, Market market) {
      this.world = world;
      this.market = market;
    }

    @Override
    public String name() {
      return CEILING;
    }

    @Override
    public void forecast(int[] originTicks, PriceForecasts price, SurvivalForecasts survival) {
      PressureFilter filter = PressureFilter.of(world, market.shape());
      MarketCursor cursor = market.cursor();
      int pools = market.pools().size();
      for (int i = 0; i < originTicks.length; i++) {
        while (cursor.tick().index() < originTicks[i] && cursor.advance()) {
          filter.advance(cursor.tick());
        }
        for (int p = 0; p < pools; p++) {
          write(filter, p, i * pools + p, price, survival);
        }
      }
    }

    private void write(
        PressureFilter filter, int pool, int row, PriceForecasts price, SurvivalForecasts out) {
      TimeGrid grid = market.grid();
      for (int h = 0; h < price.horizons().size(); h++) {
        int steps = grid.steps(price.horizons().get(h));
        price.set(row, h, filter.meanUsdPerHour(pool, steps));
      }
      for (int h = 0; h < out.horizons().size(); h++) {
        int steps = grid.steps(out.horizons().get(h));
        out.set(row, h, clamped(1 - filter.interruptionProbability(pool, steps)));
      }
    }
  }

  /** Rounding may lead a hair past certainty. */
  private static double clamped(double probability) {
    return Math.max(0, Math.min(1, probability));
  }
}
