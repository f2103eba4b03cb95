package dev.spotwise.features;

import dev.spotwise.data.MarketTick;
import java.time.LocalDate;
import java.util.List;

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
  private static final int LONGEST_MONTH = 31;

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
    set(0, Math.floorMod(hour, 24), 24);
    long day = Math.floorDiv(hour, 24);
    if (day == currentDay) {
      return;
    }
    currentDay = day;
    LocalDate date = LocalDate.ofEpochDay(day);
    set(1, date.getDayOfWeek().getValue() - 1, 7);
    set(2, date.getDayOfMonth() - 1, LONGEST_MONTH);
    values[2] = date.getDayOfMonth();
  }

  private void set(int which, long place, int cycle) {
    double angle = 2 * Math.PI * place / cycle;
    values[which] = place;
    values[3 + 2 * which] = (float) StrictMath.sin(angle);
    values[4 + 2 * which] = (float) StrictMath.cos(angle);
  }

  @Override
  public void write(int pool, FeatureMatrix out, int row, int firstColumn) {
    for (int i = 0; i < values.length; i++) {
      out.set(row, firstColumn + i, values[i]);
    }
  }
}
