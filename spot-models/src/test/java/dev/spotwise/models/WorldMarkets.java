package dev.spotwise.models;

import dev.spotwise.data.Market;
import dev.spotwise.data.synthetic.SyntheticWorld;

/** Markets of generated worlds. */
public final class WorldMarkets {

  private WorldMarkets() {}

  /** The market that a world shows. */
  public static Market of(SyntheticWorld world) {
    return GuideWorldScoresTest.market(world);
  }
}
