package dev.spotwise.features;

import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.ReferenceFeatures.Cell;
import dev.spotwise.features.ReferenceFeatures.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The columns of interruptions, availability and siblings straight from their definitions: look at
 * every cell of the past, oldest first, anew for every column.
 */
final class ReferenceStates {

  private static final int HOUR = 3600;
  private static final int DAY = 24 * HOUR;
  private static final int MOST_PER_TICK = 127;
  private static final int MOST_RECENT = 256;

  private final List<Snapshot> past;
  private final List<CapacityPool> pools;
  private final long step;
  private final int pool;

  ReferenceStates(List<Snapshot> past, List<CapacityPool> pools, long step, int pool) {
    this.past = past;
    this.pools = pools;
    this.step = step;
    this.pool = pool;
  }

  void addInterruptions(Map<String, Double> row) {
    boolean watched = cell(0).watched();
    row.put("hours_since_interruption", watched ? sinceInterruption() : Double.NaN);
    row.put("hours_since_up", sinceUp());
    for (int hours : new int[] {1, 3, 6, 12, 24, 3 * 24, 7 * 24, 30 * 24}) {
      double events = window(hours * HOUR).stream().mapToInt(this::events).sum();
      row.put("interruptions_" + name(hours), watched ? events : Double.NaN);
    }
    for (int hours : new int[] {3, 24}) {
      row.put("interruption_pressure_" + hours + "h", watched ? pressure(hours) : Double.NaN);
    }
  }

  void addAvailability(Map<String, Double> row) {
    int run = 1;
    while (run < past.size() && cell(run).state() == cell(0).state()) {
      run++;
    }
    row.put("hours_in_state", known(0) ? hours(Math.min(longest(), run - 1)) : Double.NaN);
    row.put("up_share_30m", upShare(window(HOUR / 2)));
    int[] windows = {1, 2, 3, 6, 12, 24, 2 * 24, 3 * 24, 7 * 24, 14 * 24};
    for (int hours : windows) {
      row.put("up_share_" + name(hours), upShare(window(hours * HOUR)));
    }
    row.put("interruption_rate_30m", rate(window(HOUR / 2)));
    for (int hours : windows) {
      row.put("interruption_rate_" + name(hours), rate(window(hours * HOUR)));
    }
    List<Integer> narrow = sameTime(14, HOUR / 2, 3 * HOUR / 2);
    row.put("same_time_up_share_14d", upShare(narrow));
    double perTick = (double) eventsWhereKnown(narrow) / count(narrow, this::known);
    double ticksADay = steps(HOUR / 2) + steps(3 * HOUR / 2);
    row.put("same_time_interruptions_14d", perTick * ticksADay);
    row.put("same_time_interruption_rate_7d", rate(sameTime(7, 2 * HOUR, 3 * HOUR)));
  }

  void addSiblings(Map<String, Double> row) {
    int[] shares = {1, 2, 3, 6, 12, 24, 3 * 24, 7 * 24};
    int[] rates = {6, 12, 24, 3 * 24, 7 * 24, 14 * 24};
    Kin siblings =
        new Kin(
            (one, other) ->
                one.region().equals(other.region())
                    && one.instanceType().equals(other.instanceType()));
    row.put("sibling_up", siblings.upShare(1));
    row.put("sibling_up_share_30m", siblings.upShare(steps(HOUR / 2)));
    siblings.add(row, "sibling", shares, rates);
    Kin family =
        new Kin(
            (one, other) -> one.zone().equals(other.zone()) && family(one).equals(family(other)));
    row.put("family_up", family.upShare(1));
    family.add(row, "family", new int[] {6, 7 * 24}, new int[] {6, 7 * 24});
  }

  private static String family(CapacityPool pool) {
    return pool.instanceType().substring(0, pool.instanceType().indexOf('.'));
  }

  private static String name(int hours) {
    return hours <= 24 ? hours + "h" : hours / 24 + "d";
  }

  private int steps(long seconds) {
    return (int) Math.max(1, Math.round((double) seconds / step));
  }

  private int longest() {
    return steps(30L * DAY);
  }

  private double hours(int ticks) {
    return (double) ticks * step / HOUR;
  }

  private Cell cell(int ago) {
    return cell(pool, ago);
  }

  private Cell cell(int which, int ago) {
    return past.get(past.size() - 1 - ago).cells().get(which);
  }

  private boolean known(int ago) {
    return cell(ago).state() != Availability.UNKNOWN;
  }

  private boolean up(int ago) {
    return cell(ago).state() == Availability.UP;
  }

  private int events(int ago) {
    return Math.min(MOST_PER_TICK, cell(ago).events());
  }

  /** How long ago the ticks of a window are that ends now. */
  private List<Integer> window(int seconds) {
    return seen(0, steps(seconds));
  }

  /** How long ago the ticks from {@code newest} to before {@code oldest} are, if they were seen. */
  private List<Integer> seen(int newest, int oldest) {
    return IntStream.range(newest, Math.min(oldest, past.size())).boxed().toList();
  }

  private List<Integer> sameTime(int days, int before, int after) {
    List<Integer> ticks = new ArrayList<>();
    for (int day = 1; day <= days; day++) {
      int then = steps((long) day * DAY);
      assert then >= steps(after) : "a stretch reaches into the future";
      ticks.addAll(seen(then - steps(after), then + steps(before)));
    }
    return ticks;
  }

  private static int count(List<Integer> ticks, IntPredicate what) {
    return (int) ticks.stream().filter(what::test).count();
  }

  private double upShare(List<Integer> ticks) {
    return (double) count(ticks, this::up) / count(ticks, this::known);
  }

  private int eventsWhereKnown(List<Integer> ticks) {
    return ticks.stream().filter(this::known).mapToInt(this::events).sum();
  }

  private double rate(List<Integer> ticks) {
    return count(ticks, this::known) == 0
        ? Double.NaN
        : logRate(eventsWhereKnown(ticks), hours(count(ticks, this::up)));
  }

  private static double logRate(int events, double hoursUp) {
    return StrictMath.log((events + 0.5) / (hoursUp + 1));
  }

  private double pressure(int hours) {
    List<Double> newest = new ArrayList<>();
    for (int ago = 0; ago < Math.min(longest(), past.size()); ago++) {
      for (int event = 0; event < events(ago) && newest.size() < MOST_RECENT; event++) {
        newest.add(StrictMath.exp(-hours(ago) / hours));
      }
    }
    return newest.stream().mapToDouble(weight -> weight).sum();
  }

  private double sinceInterruption() {
    for (int ago = 0; ago < past.size(); ago++) {
      if (ago == longest() || events(ago) > 0) {
        return hours(ago);
      }
    }
    return Double.NaN;
  }

  private double sinceUp() {
    for (int ago = 0; ago < past.size(); ago++) {
      if (!up(ago)) {
        boolean cameUp = ago > 0 && cell(ago).state() == Availability.DOWN;
        return cameUp ? hours(ago - 1) : Double.NaN;
      }
      if (ago == longest()) {
        return hours(ago);
      }
    }
    return Double.NaN;
  }

  /** The other pools of the product that have something in common with this one. */
  private final class Kin {

    private final List<Integer> members;

    Kin(BiPredicate<CapacityPool, CapacityPool> alike) {
      CapacityPool own = pools.get(pool);
      members =
          IntStream.range(0, pools.size())
              .filter(other -> other != pool)
              .filter(other -> own.product().equals(pools.get(other).product()))
              .filter(other -> alike.test(own, pools.get(other)))
              .boxed()
              .toList();
    }

    void add(Map<String, Double> row, String kin, int[] shares, int[] rates) {
      for (int hours : shares) {
        row.put(kin + "_up_share_" + name(hours), upShare(steps((long) hours * HOUR)));
      }
      for (int hours : rates) {
        row.put(kin + "_interruption_rate_" + name(hours), rate(steps((long) hours * HOUR)));
      }
      boolean watched = members.stream().anyMatch(member -> cell(member, 0).watched());
      for (int hours : new int[] {1, 24}) {
        double events = seen(0, steps((long) hours * HOUR)).stream().mapToInt(this::events).sum();
        row.put(kin + "_interruptions_" + hours + "h", watched ? events : Double.NaN);
      }
      double interrupted = since(ago -> events(ago) > 0);
      row.put("hours_since_" + kin + "_interruption", watched ? interrupted : Double.NaN);
      double cameUp = since(ago -> ago + 1 < past.size() && up(ago) > up(ago + 1));
      row.put("hours_since_" + kin + "_up", known(0) > 0 ? cameUp : Double.NaN);
    }

    private int up(int ago) {
      return count(members, member -> cell(member, ago).state() == Availability.UP);
    }

    private int known(int ago) {
      return count(members, member -> cell(member, ago).state() != Availability.UNKNOWN);
    }

    private int events(int ago) {
      return members.stream().mapToInt(member -> cell(member, ago).events()).sum();
    }

    private double upShare(int ticks) {
      double up = seen(0, ticks).stream().mapToInt(this::up).sum();
      return up / seen(0, ticks).stream().mapToInt(this::known).sum();
    }

    private double rate(int ticks) {
      List<Integer> known = seen(0, ticks).stream().filter(ago -> known(ago) > 0).toList();
      int events = known.stream().mapToInt(this::events).sum();
      return known.isEmpty()
          ? Double.NaN
          : logRate(events, hours(known.stream().mapToInt(this::up).sum()));
    }

    /** Hours since it last happened, or since the first tick. */
    private double since(IntPredicate what) {
      int ago = 0;
      while (ago < longest() && ago + 1 < past.size() && !what.test(ago)) {
        ago++;
      }
      return hours(ago);
    }
  }
}
