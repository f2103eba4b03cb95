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

  private static final long DAY_SECONDS = 86_400;
  private static final long MINUTE_SECONDS = 60;
  private static final int DAY_MINUTES = 1440;
  private static final int MINUTES_PER_HOUR = 60;

  /** 1 January 1970 was a Thursday. */
  private static final int FIRST_WEEKDAY = 3;

  private static final int SATURDAY = 5;
  private static final int WEEKDAYS = 7;

  private static final double[] SINES = new double[DAY_MINUTES];
  private static final double[] COSINES = new double[DAY_MINUTES];

  static {
    for (int minute = 0; minute < DAY_MINUTES; minute++) {
      SINES[minute] = StrictMath.sin(2 * Math.PI * minute / DAY_MINUTES);
      COSINES[minute] = StrictMath.cos(2 * Math.PI * minute / DAY_MINUTES);
    }
  }

  /** Which coordinate of the angle. */
  enum Wave {
    /** Sine: highest at 06:00. */
    SIN,
    /** Cosine: highest at midnight. */
    COS
  }

  /** The wave at an instant where a pool is, in [-1, 1]. */
  double at(CapacityPool pool, long epochSecond, Wave wave) {
    double ahead = this == UTC ? 0 : HOURS_AHEAD.getOrDefault(pool.region(), 0.0);
    long minute = Math.floorDiv(epochSecond, MINUTE_SECONDS) + Math.round(MINUTES_PER_HOUR * ahead);
    int ofDay = (int) Math.floorMod(minute, (long) DAY_MINUTES);
    return wave == Wave.SIN ? SINES[ofDay] : COSINES[ofDay];
  }

  /** Whether an instant falls on a Saturday or Sunday, UTC. */
  static boolean isWeekend(long epochSecond) {
    long day = Math.floorDiv(epochSecond, DAY_SECONDS) + FIRST_WEEKDAY;
    return Math.floorMod(day, (long) WEEKDAYS) >= SATURDAY;
  }
}
