package dev.spotwise.cli;

import dev.spotwise.data.WorkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a step has come: its share, its rate and the time that it has left, which is judged by
 * the rate so far.
 */
final class StepMeter implements WorkListener {

  private static final int WIDEST_BAR = 20;
  private static final int NARROWEST_BAR = 8;
  private static final int NAME = 9;
  private static final double NANOS = 1e9;

  /** A rate of less than that long is chance. */
  private static final double SHORTEST = 0.5;

  private final String name;
  private final String units;
  private final LongSupplier nanos;
  private final long begun;
  private long stretchBegun;
  private long stretchFrom;
  private long done = -1;
  private long of = UNKNOWN;

  /**
   * A meter of a step that begins now.
   *
   * @param nanos the clock, nanoseconds from any instant
   */
  StepMeter(String name, String units, LongSupplier nanos) {
    this.name = name;
    this.units = units;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  @Override
  public synchronized void done(long reached, long total) {
    if (done < 0 || total != of || reached == 0) {
      stretchBegun = nanos.getAsLong();
      stretchFrom = reached;
      done = reached;
      of = total;
    } else {
      done = Math.max(done, reached);
    }
  }

  /** A step's name, as wide as the names of the others. */
  static String named(String name) {
    return String.format(Locale.ROOT, "%-" + NAME + "s", name);
  }

  /** The step's name and how long it has taken. */
  String clock() {
    return String.format(Locale.ROOT, "%s %6.1f s", named(name), seconds(begun));
  }

  /** One line of less than the given width; what doesn't fit is left out. */
  synchronized String line(int width) {
    if (done < 0) {
      return cut(clock(), width);
    }
    String head = named(name);
    if (of <= 0) {
      return fitting(width, clock() + String.format(Locale.ROOT, "  %,d %s", done, units), rate());
    }
    String percent = percent() + " %";
    String left = left();
    int besides = head.length() + percent.length() + left.length() + 2 * "  ".length() + 1;
    int bar = Math.min(WIDEST_BAR, width - 1 - besides - rate().length() - "  ".length());
    if (bar >= NARROWEST_BAR) {
      return joined(head, bar(bar) + " " + percent, rate(), left);
    }
    bar = Math.min(WIDEST_BAR, width - 1 - besides);
    return bar >= NARROWEST_BAR
        ? joined(head, bar(bar) + " " + percent, left)
        : fitting(width, joined(head, percent), left);
  }

  /** All that is known, for where lines follow each other. */
  synchronized String report() {
    if (done < 0 || (done == 0 && of > 0)) {
      return clock();
    }
    return of <= 0
        ? joined(clock(), String.format(Locale.ROOT, "%,d %s", done, units), rate())
        : joined(clock(), percent() + " %", rate(), left());
  }

  private String bar(int width) {
    int inner = width - 2;
    int filled = (int) (inner * Math.min(1, (double) done / of));
    String arrow = filled == inner ? "=".repeat(inner) : "=".repeat(filled) + ">";
    return "[" + (arrow + " ".repeat(inner)).substring(0, inner) + "]";
  }

  private long percent() {
    return (long) (100.0 * Math.min(done, of) / of);
  }

  /** Units per second; 0 if it can't be told yet. */
  private double perSecond() {
    double seconds = seconds(stretchBegun);
    return seconds < SHORTEST ? 0 : (done - stretchFrom) / seconds;
  }

  private String rate() {
    double rate = perSecond();
    if (!(rate >= 0.05)) {
      return "";
    }
    return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate) + " " + units + "/s";
  }

  private String left() {
    double rate = perSecond();
    if (!(rate > 0)) {
      return "";
    }
    long seconds = (long) Math.ceil((of - done) / rate);
    long hours = seconds / 3600;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d left", hours, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
  }

  private double seconds(long since) {
    return (nanos.getAsLong() - since) / NANOS;
  }

  private static String fitting(int width, String first, String second) {
    String both = joined(first, second);
    return both.length() < width ? both : cut(first, width);
  }

  private static String joined(String... parts) {
    List<String> there = new ArrayList<>(List.of(parts));
    there.removeIf(String::isEmpty);
    return String.join("  ", there);
  }

  private static String cut(String line, int width) {
    return line.length() < width ? line : line.substring(0, width - 1);
  }
}
