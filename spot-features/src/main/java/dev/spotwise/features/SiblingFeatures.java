package dev.spotwise.features;

import dev.spotwise.data.MarketTick;
import dev.spotwise.data.Siblings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a pool's siblings fare: {@code sibling_*} the same type in other zones of the region, {@code
 * family_*} other types of the family in the zone.
 *
 * <p>{@code _up}: share of them up now; {@code _up_share_W}: over a window; {@code
 * _interruption_rate_W}: {@link InterruptionRate#log} of all of them together; {@code
 * _interruptions_W}: their number. Hours since one of them was interrupted, or more of them were up
 * than a tick before, at least: counted from the first tick where that was not seen, capped at 30
 * days. Only ticks at which a sibling's state is known count; NaN if there are none. NaN for a pool
 * that nobody watches.
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

  private final List<Kin> kin;

  SiblingFeatures(StateRing ring) {
    kin =
        List.of(
            new Kin(ring, Siblings.TYPE_IN_REGION, SHARES, RATES),
            new Kin(ring, Siblings.FAMILY_IN_ZONE, FAMILY, FAMILY));
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
    kin.forEach(one -> one.advance(tick));
  }

  @Override
  public void write(int pool, FeatureMatrix out, int row, int firstColumn) {
    int column = firstColumn;
    for (Kin one : kin) {
      column = one.write(pool, out, row, column);
    }
  }

  /** One kind of siblings: a ring of how many are up, known and interrupted. */
  private static final class Kin {

    private final StateRing ring;
    private final Siblings kind;
    private final int slots;
    private final short[] up;
    private final short[] known;
    private final short[] events;
    private final Sums[] shares;
    private final Sums[] rates;
    private final Sums[] counts;
    private final int[] interrupted;
    private final int[] cameUp;
    private int slot;

    Kin(StateRing ring, Siblings kind, List<Duration> shares, List<Duration> rates) {
      this.ring = ring;
      this.kind = kind;
      this.shares = sums(shares);
      this.rates = sums(rates);
      this.counts = sums(COUNTS);
      this.slots = 1 + longest();
      this.up = new short[Math.multiplyExact(slots, ring.pools())];
      this.known = new short[up.length];
      this.events = new short[up.length];
      this.interrupted = new int[ring.pools()];
      this.cameUp = new int[ring.pools()];
      Arrays.fill(interrupted, 1);
      Arrays.fill(cameUp, 1);
    }

    private Sums[] sums(List<Duration> spans) {
      return spans.stream()
          .map(span -> new Sums(ring.steps(span), ring.pools()))
          .toArray(Sums[]::new);
    }

    private int longest() {
      int longest = 0;
      for (Sums[] all : List.of(shares, rates, counts)) {
        for (Sums sums : all) {
          longest = Math.max(longest, sums.length);
        }
      }
      return longest;
    }

    void advance(MarketTick tick) {
      int before = slot * ring.pools();
      slot = slot + 1 == slots ? 0 : slot + 1;
      int now = slot * ring.pools();
      for (int pool = 0; pool < ring.pools(); pool++) {
        int siblingsUp = tick.siblingsUp(kind, pool);
        up[now + pool] = fit(siblingsUp);
        known[now + pool] = fit(siblingsUp + tick.siblingsDown(kind, pool));
        events[now + pool] = fit(tick.siblingInterruptions(kind, pool));
        if (events[now + pool] > 0) {
          interrupted[pool] = ring.seen();
        }
        if (ring.seen() > 1 && up[now + pool] > up[before + pool]) {
          cameUp[pool] = ring.seen();
        }
      }
      advance(shares, now);
      advance(rates, now);
      advance(counts, now);
    }

    private static short fit(int count) {
      return (short) Math.min(Short.MAX_VALUE, count);
    }

    private void advance(Sums[] windows, int now) {
      for (Sums window : windows) {
        int back = slot - window.length;
        int leaving = (back < 0 ? back + slots : back) * ring.pools();
        for (int pool = 0; pool < ring.pools(); pool++) {
          window.up[pool] += up[now + pool] - up[leaving + pool];
          window.known[pool] += known[now + pool] - known[leaving + pool];
          window.events[pool] += events[now + pool] - events[leaving + pool];
        }
      }
    }

    int write(int pool, FeatureMatrix out, int row, int firstColumn) {
      int column = firstColumn;
      int cell = slot * ring.pools() + pool;
      out.set(row, column++, share(up[cell], known[cell]));
      for (Sums window : shares) {
        out.set(row, column++, share(window.up[pool], window.known[pool]));
      }
      for (Sums window : rates) {
        double hours = window.up[pool] * ring.hoursPerStep();
        boolean seen = window.known[pool] > 0;
        out.set(
            row,
            column++,
            seen ? (float) InterruptionRate.log(window.events[pool], hours) : Float.NaN);
      }
      boolean watched = ring.watched(pool);
      for (Sums window : counts) {
        out.set(row, column++, watched ? window.events[pool] : Float.NaN);
      }
      out.set(row, column++, watched ? hoursSince(interrupted[pool]) : Float.NaN);
      out.set(row, column++, known[cell] > 0 ? hoursSince(cameUp[pool]) : Float.NaN);
      return column;
    }

    private static float share(int part, int all) {
      return all == 0 ? Float.NaN : (float) ((double) part / all);
    }

    private float hoursSince(int tick) {
      int steps = Math.min(ring.steps(StateRing.LONGEST), ring.seen() - tick);
      return (float) (steps * ring.hoursPerStep());
    }
  }

  /** Sums over the last {@code length} ticks, per pool. */
  private static final class Sums {

    final int length;
    final int[] up;
    final int[] known;
    final int[] events;

    Sums(int length, int pools) {
      this.length = length;
      this.up = new int[pools];
      this.known = new int[pools];
      this.events = new int[pools];
    }
  }
}
