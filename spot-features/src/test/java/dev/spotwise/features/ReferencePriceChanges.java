package dev.spotwise.features;

import dev.spotwise.data.MicroUsd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of price changes of one pool straight from their definitions. */
final class ReferencePriceChanges {

  /** A change, and how many ticks ago it came. */
  private record Change(double size, int ago) {}

  private static final int MONTH_HOURS = 720;

  private final List<Long> past;
  private final long onDemand;
  private final long step;
  private final List<Change> changes;

  /**
   * The past of one pool.
   *
   * @param past its prices, micro-USD, oldest first, one per tick
   */
  ReferencePriceChanges(List<Long> past, long onDemand, long step) {
    this.past = filled(past);
    this.onDemand = onDemand;
    this.step = step;
    this.changes = changes();
  }

  /** A tick without a price after one with a price counts as unchanged. */
  private static List<Long> filled(List<Long> prices) {
    List<Long> filled = new ArrayList<>();
    long before = MicroUsd.UNKNOWN;
    for (long price : prices) {
      before = price == MicroUsd.UNKNOWN ? before : price;
      filled.add(before);
    }
    return filled;
  }

  private int steps(int hours) {
    return (int) Math.max(1, Math.round(hours * 3600.0 / step));
  }

  private double hours(int ticks) {
    return ticks * step / 3600.0;
  }

  /** Rounded to millionths, NaN before the first price. */
  private double log(int ago) {
    int at = past.size() - 1 - ago;
    if (at < 0 || past.get(at) == MicroUsd.UNKNOWN) {
      return Double.NaN;
    }
    double ratio = Math.min(1000, Math.max(0.001, (double) past.get(at) / onDemand));
    return Math.rint(1e6 * StrictMath.log(ratio)) / 1e6;
  }

  /** Those of the last 30 days, newest first. */
  private List<Change> changes() {
    List<Change> found = new ArrayList<>();
    for (int ago = 0; ago < steps(MONTH_HOURS); ago++) {
      double size = log(ago) - log(ago + 1);
      if (Math.abs(size) > 1e-9) {
        found.add(new Change(size, ago));
      }
    }
    return found;
  }

  private List<Double> sizes(int hours) {
    return changes.stream().filter(c -> c.ago() < steps(hours)).map(Change::size).toList();
  }

  Map<String, Double> row() {
    Map<String, Double> row = new LinkedHashMap<>();
    for (int hours : new int[] {1, 3, 6, 12, 24, 48, 72, 168, 336}) {
      int ago = steps(hours);
      while (ago > 0 && Double.isNaN(log(ago))) {
        ago--;
      }
      row.put("change_" + name(hours), log(0) - log(ago));
    }
    for (int i = 0; i < 6; i++) {
      row.put(
          "last_change" + (i == 0 ? "" : "_" + (i + 1)),
          i < changes.size() ? changes.get(i).size() : 0);
    }
    row.put(
        "hours_since_change",
        changes.isEmpty() ? MONTH_HOURS : Math.min(MONTH_HOURS, hours(changes.get(0).ago())));
    for (int i = 0; i < 3; i++) {
      row.put("hours_between_changes_" + (i + 1), gap(i));
    }
    row.put("smoothed_change_fast", smoothed(0.3));
    row.put("smoothed_change_slow", smoothed(0.1));
    addWindows(row);
    if (Double.isNaN(log(0))) {
      row.replaceAll((column, value) -> Double.NaN);
    }
    return row;
  }

  private void addWindows(Map<String, Double> row) {
    for (int hours : new int[] {6, 24, 72, 168}) {
      row.put("changes_" + name(hours), (double) sizes(hours).size());
    }
    for (int hours : new int[] {24, 72, 168}) {
      row.put(
          "rises_less_falls_" + name(hours),
          sizes(hours).stream().mapToDouble(size -> size > 0 ? 1 : -1).sum());
    }
    for (int hours : new int[] {24, 168}) {
      row.put("total_change_" + name(hours), total(hours));
    }
    for (int hours : new int[] {24, 168, MONTH_HOURS}) {
      double squares = sizes(hours).stream().mapToDouble(size -> size * size).sum();
      row.put("realized_volatility_" + name(hours), StrictMath.sqrt(squares));
    }
    for (int hours : new int[] {6, 24, 72, 168, MONTH_HOURS}) {
      row.put("log_price_above_mean_" + name(hours), log(0) - mean(logs(hours)));
    }
    for (int hours : new int[] {24, 72, 168, MONTH_HOURS}) {
      List<Double> logs = logs(hours);
      double mean = mean(logs);
      row.put(
          "log_price_sd_" + name(hours),
          StrictMath.sqrt(mean(logs.stream().map(v -> (v - mean) * (v - mean)).toList())));
    }
    double count = sizes(MONTH_HOURS).size();
    row.put("mean_abs_change_30d", (total(MONTH_HOURS) + 5 * 0.003) / (count + 5));
  }

  private static String name(int hours) {
    return hours <= 24 ? hours + "h" : hours / 24 + "d";
  }

  private double gap(int newer) {
    if (newer + 1 >= changes.size()) {
      return 168;
    }
    return Math.min(168, hours(changes.get(newer + 1).ago() - changes.get(newer).ago()));
  }

  private double smoothed(double share) {
    List<Change> oldestFirst = new ArrayList<>(changes.subList(0, Math.min(32, changes.size())));
    Collections.reverse(oldestFirst);
    double smoothed = 0;
    for (Change change : oldestFirst) {
      smoothed = (1 - share) * smoothed + share * change.size();
    }
    return smoothed;
  }

  private double total(int hours) {
    return sizes(hours).stream().mapToDouble(Math::abs).sum();
  }

  private List<Double> logs(int hours) {
    List<Double> logs = new ArrayList<>();
    for (int ago = 0; ago < steps(hours) && !Double.isNaN(log(ago)); ago++) {
      logs.add(log(ago));
    }
    return logs;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }
}
