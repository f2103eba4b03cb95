package dev.spotwise.features;

import dev.spotwise.data.MarketTick;

/** Some columns of {@link StandardFeatures}: a fold over ticks with a part of each row. */
interface FeatureGroup {

  void advance(MarketTick tick);

  /** Writes this group's values of one pool into consecutive columns. */
  void write(int pool, float[] out, int first);
}
