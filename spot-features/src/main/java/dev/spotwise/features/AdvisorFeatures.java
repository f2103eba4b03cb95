package dev.spotwise.features;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import java.util.List;

/**
 * What the Spot Instance Advisor says of a pool's type in its region: the share of instances that
 * are interrupted in a month, in (0, 1]. NaN where it has no rating, and before the feed's day.
 */
final class AdvisorFeatures implements FeatureGroup {

  static final List<String> NAMES = List.of("advisor_monthly_share");

  private final float[] share;

  AdvisorFeatures(MarketShape shape) {
    share = new float[shape.poolCount()];
  }

  @Override
  public void advance(MarketTick tick) {
    for (int pool = 0; pool < share.length; pool++) {
      share[pool] = (float) tick.advisorMonthlyShare(pool);
    }
  }

  @Override
  public void write(int pool, float[] out, int first) {
    out[first] = share[pool];
  }
}
