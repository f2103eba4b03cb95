package dev.spotwise.features;

import dev.spotwise.data.MarketTick;
import java.time.LocalDate;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Hour, weekday and day of month in UTC, each also as the sine and cosine of its place in its
 * cycle, so that 23 h lies beside 0 h.
 */
final class CalendarFeatures implements FeatureGroup {

  static final List<String> NAMES =
      List.of(
          "hour",
          "weekday",
          "day_of_month",
          "hour_sin",
          "hour_cos",
          "weekday_sin",
          "weekday_cos",
          "day_of_month_sin",
          "day_of_month_cos");

  private static final long HOUR = 3600;
  private static final int HOURS = 24;
  private static final int WEEKDAYS = 7;
  private static final int LONGEST_MONTH = 31;

  /** Sines and cosines by place, cycle by cycle: StrictMath allocates on some JDKs. */
  private static final float[][] SINES = {
    circle(HOURS, StrictMath::sin),
    circle(WEEKDAYS, StrictMath::sin),
    circle(LONGEST_MONTH, StrictMath::sin)
  };

  private static final float[][] COSINES = {
    circle(HOURS, StrictMath::cos),
    circle(WEEKDAYS, StrictMath::cos),
    circle(LONGEST_MONTH, StrictMath::cos)
  };

  private final float[] values = new float[NAMES.size()];
  private long currentHour = Long.MIN_VALUE;
  private long currentDay = Long.MIN_VALUE;

  @Override
  public void advance(MarketTick tick) {
    long hour = Math.floorDiv(tick.epochSecond(), HOUR);
    if (hour == currentHour) {
      return;
    }
    currentHour = hour;
    set(0, (int) Math.floorMod(hour, (long) HOURS));
    long day = Math.floorDiv(hour, (long) HOURS);
    if (day == currentDay) {
      return;
    }
    currentDay = day;
    LocalDate date = LocalDate.ofEpochDay(day);
    set(1, date.getDayOfWeek().getValue() - 1);
    set(2, date.getDayOfMonth() - 1);
    values[2] = date.getDayOfMonth();
  }

  private void set(int which, int place) {
    values[which] = place;
    values[3 + 2 * which] = SINES[which][place];
    values[4 + 2 * which] = COSINES[which][place];
  }

  /** A function of the angle at every place in a cycle. */
  private static float[] circle(int cycle, DoubleUnaryOperator function) {
    float[] values = new float[cycle];
    for (int place = 0; place < cycle; place++) {
      values[place] = (float) function.applyAsDouble(2 * Math.PI * place / cycle);
    }
    return values;
  }

  @Override
  public void write(int pool, float[] out, int first) {
    for (int i = 0; i < values.length; i++) {
      out[first + i] = values[i];
    }
  }
}
