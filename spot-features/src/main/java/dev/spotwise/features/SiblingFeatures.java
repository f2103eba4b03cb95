package dev.spotwise.features;

import dev.spotwise.data.MarketTick;
import dev.spotwise.data.Siblings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a pool's siblings fare: {@code sibling_*} the same type in other zones of the region, {@code
 * family_*} other types of the family in the zone.
 *
 * <p>{@code _up}: share of them up now; {@code _up_share_W}: over a window; {@code
 * _interruption_rate_W}: {@link InterruptionRate#log} of all of them together. Only ticks at which
 * a sibling's state is known count; NaN if there are none.
 *
 * <p>{@code _interruptions_W}: their number, whether or not a state is known; {@code
 * hours_since_*_interruption}: hours since one of them was interrupted. NaN if nobody watches a
 * sibling. {@code hours_since_*_up}: hours since more of them were up than a tick before; NaN if no
 * sibling's state is known now. Both are hours at least: counted from the first tick where it was
 * not seen to happen, capped at 30 days. All is NaN for a pool without siblings.
 */
final class SiblingFeatures implements FeatureGroup {

  private static final List<Duration> SHARES =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofDays(3),
          Duration.ofDays(7));
  private static final List<Duration> RATES =
      List.of(
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(14));
  private static final List<Duration> COUNTS = List.of(Duration.ofHours(1), Duration.ofHours(24));
  private static final List<Duration> FAMILY = List.of(Duration.ofHours(6), Duration.ofDays(7));

  static final List<String> NAMES = names();

  private final Kin[] kin;

  SiblingFeatures(StateRing ring) {
    kin =
        new Kin[] {
          new Kin(ring, Siblings.TYPE_IN_REGION, SHARES, RATES),
          new Kin(ring, Siblings.FAMILY_IN_ZONE, FAMILY, FAMILY)
        };
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    addNames("sibling", SHARES, RATES, names);
    addNames("family", FAMILY, FAMILY, names);
    return List.copyOf(names);
  }

  private static void addNames(
      String kin, List<Duration> shares, List<Duration> rates, List<String> names) {
    names.add(kin + "_up");
    shares.forEach(span -> names.add(kin + "_up_share_" + Spans.name(span)));
    rates.forEach(span -> names.add(kin + "_interruption_rate_" + Spans.name(span)));
    COUNTS.forEach(span -> names.add(kin + "_interruptions_" + Spans.name(span)));
    names.add("hours_since_" + kin + "_interruption");
    names.add("hours_since_" + kin + "_up");
  }

  @Override
  public void advance(MarketTick tick) {
    for (Kin one : kin) {
      one.advance(tick);
    }
  }

  @Override
  public void write(int pool, float[] out, int first) {
    int at = first;
    for (Kin one : kin) {
      at = one.write(pool, out, at);
    }
  }

  /** One kind of siblings: a ring of how many are up, known and interrupted. */
  private static final class Kin {

    private final StateRing ring;
    private final Siblings kind;
    private final int pools;
    private final int longestAge;
    private final Sums[] windows;
    private final Sums[] shares;
    private final Sums[] rates;
    private final Sums[] counts;
    private final int slots;
    private final long[] cells;
    private final boolean[] watched;
    private final int[] interrupted;
    private final int[] cameUp;
    private int slot;

    Kin(StateRing ring, Siblings kind, List<Duration> shares, List<Duration> rates) {
      this.ring = ring;
      this.kind = kind;
      this.pools = ring.pools();
      this.longestAge = ring.steps(StateRing.LONGEST);
      SortedMap<Duration, Sums> all = new TreeMap<>();
      this.shares = sums(shares, all);
      this.rates = sums(rates, all);
      this.counts = sums(COUNTS, all);
      this.windows = all.values().toArray(Sums[]::new);
      this.slots = 1 + all.get(all.lastKey()).length;
      this.cells = new long[Math.multiplyExact(slots, pools)];
      this.watched = new boolean[pools];
      this.interrupted = new int[pools];
      this.cameUp = new int[pools];
      Arrays.fill(interrupted, 1);
      Arrays.fill(cameUp, 1);
    }

    private Sums[] sums(List<Duration> spans, SortedMap<Duration, Sums> all) {
      return spans.stream()
          .map(span -> all.computeIfAbsent(span, any -> new Sums(ring.steps(span), pools)))
          .toArray(Sums[]::new);
    }

    void advance(MarketTick tick) {
      int before = slot * pools;
      slot = slot + 1 == slots ? 0 : slot + 1;
      int now = slot * pools;
      for (int pool = 0; pool < pools; pool++) {
        int up = tick.siblingsUp(kind, pool);
        int events = tick.siblingInterruptions(kind, pool);
        cells[now + pool] = Cell.of(up, up + tick.siblingsDown(kind, pool), events);
        watched[pool] = tick.siblingsWatched(kind, pool) > 0;
        if (events > 0) {
          interrupted[pool] = ring.seen();
        }
        if (ring.seen() > 1 && up > Cell.up(cells[before + pool])) {
          cameUp[pool] = ring.seen();
        }
      }
      for (Sums window : windows) {
        int back = slot - window.length;
        window.advance(cells, now, (back < 0 ? back + slots : back) * pools);
      }
    }

    int write(int pool, float[] out, int first) {
      int at = first;
      long now = cells[slot * pools + pool];
      out[at++] = share(Cell.up(now), Cell.known(now));
      for (Sums window : shares) {
        out[at++] = share(window.up[pool], window.known[pool]);
      }
      for (Sums window : rates) {
        out[at++] = window.logRate(pool, ring.rate());
      }
      for (Sums window : counts) {
        out[at++] = watched[pool] ? window.events[pool] : Float.NaN;
      }
      out[at++] = watched[pool] ? hoursSince(interrupted[pool]) : Float.NaN;
      out[at++] = Cell.known(now) > 0 ? hoursSince(cameUp[pool]) : Float.NaN;
      return at;
    }

    private static float share(int part, int all) {
      return all == 0 ? Float.NaN : (float) ((double) part / all);
    }

    private float hoursSince(int tick) {
      return (float) (Math.min(longestAge, ring.seen() - tick) * ring.hoursPerStep());
    }
  }

  /** How many siblings are up, known and interrupted at one tick, in one number. */
  private static final class Cell {

    private static final int BITS = 16;
    private static final int MOST = Short.MAX_VALUE;

    private Cell() {}

    static long of(int up, int known, int events) {
      return (fit(events) << (2 * BITS)) | (fit(known) << BITS) | fit(up);
    }

    private static long fit(int count) {
      return Math.min(MOST, count);
    }

    static int up(long cell) {
      return (int) cell & MOST;
    }

    static int known(long cell) {
      return (int) (cell >> BITS) & MOST;
    }

    static int events(long cell) {
      return (int) (cell >> (2 * BITS));
    }
  }

  /** Sums over the last {@code length} ticks, per pool. */
  private static final class Sums {

    final int length;
    final int[] up;
    final int[] known;
    final int[] events;
    final int[] eventsKnown;

    Sums(int length, int pools) {
      this.length = length;
      this.up = new int[pools];
      this.known = new int[pools];
      this.events = new int[pools];
      this.eventsKnown = new int[pools];
    }

    void advance(long[] cells, int newest, int leaving) {
      int pools = up.length;
      if (Arrays.equals(cells, newest, newest + pools, cells, leaving, leaving + pools)) {
        return;
      }
      for (int pool = 0; pool < pools; pool++) {
        long came = cells[newest + pool];
        long left = cells[leaving + pool];
        if (came != left) {
          add(pool, came, 1);
          add(pool, left, -1);
        }
      }
    }

    private void add(int pool, long cell, int sign) {
      up[pool] += sign * Cell.up(cell);
      known[pool] += sign * Cell.known(cell);
      events[pool] += sign * Cell.events(cell);
      eventsKnown[pool] += Cell.known(cell) == 0 ? 0 : sign * Cell.events(cell);
    }

    /** As {@link InterruptionRate#log}, of the ticks with a known state; NaN if there is none. */
    float logRate(int pool, InterruptionRate rate) {
      return known[pool] == 0 ? Float.NaN : rate.log(eventsKnown[pool], up[pool]);
    }
  }
}
