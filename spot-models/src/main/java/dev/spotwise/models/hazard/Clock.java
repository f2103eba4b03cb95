package dev.spotwise.models.hazard;

import dev.spotwise.data.CapacityPool;
import java.util.Map;

/** The time of day as an angle, by a clock. */
enum Clock {
  /** The same everywhere. */
  UTC,
  /** The region's standard time, all year; UTC where the region is not known. */
  LOCAL;

  /** Standard time of AWS regions, hours ahead of UTC. */
  private static final Map<String, Double> HOURS_AHEAD =
      Map.ofEntries(
          Map.entry("us-east-1", -5.0),
          Map.entry("us-east-2", -5.0),
          Map.entry("us-west-1", -8.0),
          Map.entry("us-west-2", -8.0),
          Map.entry("us-gov-east-1", -5.0),
          Map.entry("us-gov-west-1", -8.0),
          Map.entry("ca-central-1", -5.0),
          Map.entry("ca-west-1", -7.0),
          Map.entry("mx-central-1", -6.0),
          Map.entry("sa-east-1", -3.0),
          Map.entry("eu-west-1", 0.0),
          Map.entry("eu-west-2", 0.0),
          Map.entry("eu-west-3", 1.0),
          Map.entry("eu-central-1", 1.0),
          Map.entry("eu-central-2", 1.0),
          Map.entry("eu-north-1", 1.0),
          Map.entry("eu-south-1", 1.0),
          Map.entry("eu-south-2", 1.0),
          Map.entry("af-south-1", 2.0),
          Map.entry("il-central-1", 2.0),
          Map.entry("me-south-1", 3.0),
          Map.entry("me-central-1", 4.0),
          Map.entry("ap-south-1", 5.5),
          Map.entry("ap-south-2", 5.5),
          Map.entry("ap-southeast-3", 7.0),
          Map.entry("ap-southeast-7", 7.0),
          Map.entry("ap-east-1", 8.0),
          Map.entry("ap-east-2", 8.0),
          Map.entry("ap-southeast-1", 8.0),
          Map.entry("ap-southeast-5", 8.0),
          Map.entry("cn-north-1", 8.0),
          Map.entry("cn-northwest-1", 8.0),
          Map.entry("ap-northeast-1", 9.0),
          Map.entry("ap-northeast-2", 9.0),
          Map.entry("ap-northeast-3", 9.0),
          Map.entry("ap-southeast-2", 10.0),
          Map.entry("ap-southeast-4", 10.0),
          Map.entry("ap-southeast-6", 12.0));

  private static final int HALF_HOURS = 48;
  private static final int SATURDAY = 5;

  private static final double[] SINES = new double[HALF_HOURS];
  private static final double[] COSINES = new double[HALF_HOURS];

  static {
    for (int half = 0; half < HALF_HOURS; half++) {
      SINES[half] = StrictMath.sin(2 * Math.PI * half / HALF_HOURS);
      COSINES[half] = StrictMath.cos(2 * Math.PI * half / HALF_HOURS);
    }
  }

  /** Which coordinate of the angle. */
  enum Wave {
    /** Sine: highest at 06:00. */
    SIN,
    /** Cosine: highest at midnight. */
    COS
  }

  /**
   * The wave where a pool is, in [-1, 1].
   *
   * @param hour of the day, UTC, in [0, 24)
   */
  double at(CapacityPool pool, double hour, Wave wave) {
    double ahead = this == UTC ? 0 : HOURS_AHEAD.getOrDefault(pool.region(), 0.0);
    int half = Math.floorMod((int) Math.round(2 * (hour + ahead)), HALF_HOURS);
    return wave == Wave.SIN ? SINES[half] : COSINES[half];
  }

  /**
   * Whether a weekday is Saturday or Sunday.
   *
   * @param weekday UTC, Monday is 0
   */
  static boolean isWeekend(double weekday) {
    return weekday >= SATURDAY;
  }
}
