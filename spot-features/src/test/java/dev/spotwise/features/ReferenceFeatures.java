package dev.spotwise.features;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MicroUsd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Every column straight from its definition: collect the window's cells, then compute. Knows
 * nothing but the past that it is handed, oldest first.
 */
final class ReferenceFeatures {

  private static final int HOUR = 3600;
  private static final int DAY = 24 * HOUR;

  /** One pool at one tick. */
  record Cell(long microUsd, Availability state, int events, boolean watched, double advisor) {}

  /** All pools at one tick. */
  record Snapshot(long second, List<Cell> cells) {}

  private final List<Snapshot> past;
  private final List<Long> onDemand;
  private final long step;
  private final int pool;
  private final ReferenceStates states;

  ReferenceFeatures(List<Snapshot> past, MarketShape shape, int pool) {
    this.past = past;
    this.onDemand =
        IntStream.range(0, shape.poolCount()).mapToObj(shape::onDemandMicroUsd).toList();
    this.step = shape.stepSeconds();
    this.pool = pool;
    this.states = new ReferenceStates(past, shape.pools(), step, pool);
  }

  Map<String, Double> row() {
    Map<String, Double> row = new LinkedHashMap<>();
    addCalendar(row);
    addPrices(row);
    row.putAll(new ReferencePriceChanges(ownPrices(), onDemand.get(pool), step).row());
    states.addInterruptions(row);
    states.addAvailability(row);
    states.addSiblings(row);
    row.put("advisor_monthly_share", cell(0).advisor());
    return row;
  }

  private void addCalendar(Map<String, Double> row) {
    ZonedDateTime now = Instant.ofEpochSecond(ago(0).second()).atZone(ZoneOffset.UTC);
    row.put("hour", (double) now.getHour());
    row.put("weekday", now.getDayOfWeek().getValue() - 1.0);
    row.put("day_of_month", (double) now.getDayOfMonth());
    addCircle(row, "hour", now.getHour() / 24.0);
    addCircle(row, "weekday", (now.getDayOfWeek().getValue() - 1) / 7.0);
    addCircle(row, "day_of_month", (now.getDayOfMonth() - 1) / 31.0);
  }

  private static void addCircle(Map<String, Double> row, String name, double turn) {
    row.put(name + "_sin", StrictMath.sin(2 * Math.PI * turn));
    row.put(name + "_cos", StrictMath.cos(2 * Math.PI * turn));
  }

  private void addPrices(Map<String, Double> row) {
    double discount = 100 * (1 - share(0));
    row.put("discount", discount);
    row.put("discount_mean_1h", 100 * (1 - mean(known(HOUR))));
    for (int minutes : new int[] {5, 10, 15, 30, 60}) {
      row.put("price_lag_" + minutes + "m", share(steps(60L * minutes)));
    }
    for (int hours : new int[] {1, 2, 4}) {
      row.put("price_mean_" + hours + "h", mean(known(hours * HOUR)));
    }
    for (int hours : new int[] {1, 2, 4}) {
      row.put("price_sd_" + hours + "h", standardDeviation(known(hours * HOUR)));
    }
    row.put("price_volatility_24h", standardDeviation(known(DAY)) / mean(known(DAY)));
    List<Double> trend = known(4 * HOUR);
    boolean complete = trend.size() == steps(4 * HOUR);
    row.put("price_trend_4h", complete ? slope(trend) * HOUR / step : Double.NaN);
    row.put("discount_above_baseline", discount - baseline());
  }

  private List<Long> ownPrices() {
    return past.stream().map(snapshot -> snapshot.cells().get(pool).microUsd()).toList();
  }

  private int steps(long seconds) {
    return (int) Math.max(1, Math.round((double) seconds / step));
  }

  private Snapshot ago(int ticks) {
    return past.get(past.size() - 1 - ticks);
  }

  private Cell cell(int ago) {
    return ago(ago).cells().get(pool);
  }

  private double share(int ago) {
    if (ago >= past.size() || cell(ago).microUsd() == MicroUsd.UNKNOWN) {
      return Double.NaN;
    }
    BigDecimal price = BigDecimal.valueOf(cell(ago).microUsd());
    BigDecimal share =
        price.divide(BigDecimal.valueOf(onDemand.get(pool)), 6, RoundingMode.HALF_UP);
    return Math.min(50, Math.max(1e-6, share.doubleValue()));
  }

  /** The known shares of the last ticks, oldest first. */
  private List<Double> known(int seconds) {
    List<Double> shares = new ArrayList<>();
    for (int ago = 0; ago < steps(seconds); ago++) {
      if (!Double.isNaN(share(ago))) {
        shares.add(share(ago));
      }
    }
    Collections.reverse(shares);
    return shares;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }

  private static double standardDeviation(List<Double> values) {
    double mean = mean(values);
    return StrictMath.sqrt(mean(values.stream().map(v -> (v - mean) * (v - mean)).toList()));
  }

  private static double slope(List<Double> values) {
    double mean = mean(values);
    double middle = (values.size() - 1) / 2.0;
    double covariance = 0;
    double spread = 0;
    for (int i = 0; i < values.size(); i++) {
      covariance += (i - middle) * (values.get(i) - mean);
      spread += (i - middle) * (i - middle);
    }
    return covariance / spread;
  }

  private double baseline() {
    List<Double> discounts = new ArrayList<>();
    for (int i = 0; i < onDemand.size(); i++) {
      long microUsd = ago(0).cells().get(i).microUsd();
      if (microUsd != MicroUsd.UNKNOWN) {
        discounts.add(100 * (1 - (double) microUsd / onDemand.get(i)));
      }
    }
    return mean(discounts);
  }
}
