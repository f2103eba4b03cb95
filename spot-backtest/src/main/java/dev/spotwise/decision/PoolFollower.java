package dev.spotwise.decision;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;

/**
 * Follows the cheapest pool that is up through a market, staying until it is lost, and counts what
 * {@link ComingAndGoing} needs. Pools are compared by price per vCPU. Rates are drawn towards what
 * is usual by the weight of four events. Not thread-safe.
 */
final class PoolFollower {

  private static final double PRIOR_EVENTS = 4;
  private static final double PRIOR_NEXT = 0.5;
  private static final double SECONDS_PER_HOUR = 3600;

  private final MarketShape shape;
  private final double stepHours;
  private final double[] upHours;
  private final boolean[] wasUp;
  private final double[] lost = new double[AgeClass.COUNT];
  private final double[] gone = new double[AgeClass.COUNT];
  private final double[] up = new double[AgeClass.COUNT];
  private final double[] returned = new double[AgeClass.COUNT];
  private final double[] down = new double[AgeClass.COUNT];
  private final double[] next = new double[AgeClass.COUNT + 1];
  private int followed = -1;
  private double noneHours;
  private boolean begun;

  PoolFollower(MarketShape shape) {
    this.shape = shape;
    this.stepHours = shape.stepSeconds() / SECONDS_PER_HOUR;
    this.upHours = new double[shape.poolCount()];
    this.wasUp = new boolean[shape.poolCount()];
  }

  void advance(MarketTick tick) {
    double age = followed < 0 ? 0 : upHours[followed];
    boolean loses =
        followed >= 0 && (!tick.launchable(followed) || tick.interruptions(followed) > 0);
    for (int pool = 0; pool < upHours.length; pool++) {
      boolean stays = wasUp[pool] && tick.launchable(pool) && tick.interruptions(pool) == 0;
      upHours[pool] = stays ? upHours[pool] + stepHours : 0;
      wasUp[pool] = tick.launchable(pool);
    }
    int before = followed;
    if (followed < 0 || loses) {
      followed = cheapest(tick);
    }
    if (begun) {
      count(before, age, loses);
    }
    if (followed >= 0) {
      noneHours = 0;
      up[AgeClass.of(upHours[followed])] += stepHours;
    } else {
      noneHours = before < 0 && begun ? noneHours + stepHours : 0;
      down[AgeClass.of(noneHours)] += stepHours;
    }
    begun = true;
  }

  private void count(int before, double age, boolean loses) {
    if (loses) {
      lost[AgeClass.of(age)]++;
      next[followed < 0 ? AgeClass.COUNT : AgeClass.of(upHours[followed])]++;
      gone[AgeClass.of(age)] += followed < 0 ? 1 : 0;
    } else if (before < 0 && followed >= 0) {
      returned[AgeClass.of(noneHours)]++;
    }
  }

  private int cheapest(MarketTick tick) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int pool = 0; pool < upHours.length; pool++) {
      if (tick.launchable(pool)) {
        double usd = MicroUsd.toUsd(tick.microUsd(pool)) / shape.type(pool).vcpuCount();
        if (usd < least) {
          least = usd;
          best = pool;
        }
      }
    }
    return best;
  }

  ComingAndGoing rates() {
    ComingAndGoing usual = ComingAndGoing.usual();
    double[] lostRates = new double[AgeClass.COUNT];
    double[] goneRates = new double[AgeClass.COUNT];
    double[] returnRates = new double[AgeClass.COUNT];
    for (int age = 0; age < AgeClass.COUNT; age++) {
      lostRates[age] = rate(lost[age], up[age], usual.lostPerHour(age));
      goneRates[age] = rate(gone[age], up[age], usual.gonePerHour(age));
      returnRates[age] = rate(returned[age], down[age], usual.returnedPerHour(age));
    }
    return new ComingAndGoing(lostRates, goneRates, returnRates, shares());
  }

  private static double rate(double events, double hours, double usual) {
    return (events + PRIOR_EVENTS) / (hours + PRIOR_EVENTS / usual);
  }

  private double[] shares() {
    double[] shares = new double[next.length];
    if (upHours.length == 1) {
      shares[AgeClass.COUNT] = 1;
      return shares;
    }
    double sum = 0;
    for (double counted : next) {
      sum += counted + PRIOR_NEXT;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (next[i] + PRIOR_NEXT) / sum;
    }
    return shares;
  }
}
