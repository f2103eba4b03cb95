package dev.spotwise.backtest;

import static dev.spotwise.backtest.ClairvoyantPlan.NOTHING;
import static dev.spotwise.backtest.ClairvoyantPlan.STAY;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is best in every state of a service: four bits per pool and tick, and nine numbers per zone
 * and tick. Not thread-safe.
 */
final class ClairvoyantServiceChoices {

  /** Decisions that depend on the tick and the zone alone. */
  enum Choice {
    /** Before a scheduled decision, nothing runs. */
    IDLE,
    /** Before a scheduled decision, on demand by choice. */
    ON_DEMAND,
    /** Before a scheduled decision, on demand for want of spot. */
    STRANDED,
    /** After a loss. */
    LOST,
    /** Before the decision that being on demand for want of spot asks for. */
    FALLBACK,
    /** Where a scheduled start leads, and where it leads if it can't lead there. */
    START,
    START_ELSEWHERE,
    /** The same if the start costs nothing, as where moves cost the same wherever they lead. */
    FLAT,
    FLAT_ELSEWHERE
  }

  private final int pools;
  private final int zones;
  private final BitSet leavesPaid = new BitSet();
  private final BitSet leavesFresh = new BitSet();
  private final BitSet stops = new BitSet();
  private final BitSet awaitsLoss = new BitSet();
  private final Map<Choice, int[]> byZone = new EnumMap<>(Choice.class);
  private final int[] nowhere;

  ClairvoyantServiceChoices(int ticks, int pools, int zones) {
    this.pools = pools;
    this.zones = zones;
    for (Choice choice : Choice.values()) {
      byZone.put(choice, new int[ticks * zones]);
    }
    this.nowhere = new int[ticks];
  }

  void set(Choice choice, int tick, int zone, int code) {
    byZone.get(choice)[tick * zones + zone] = code;
  }

  private int get(Choice choice, int tick, int zone) {
    return byZone.get(choice)[tick * zones + zone];
  }

  void targets(int tick, ClairvoyantTargets[] starts, ClairvoyantTargets[] flat) {
    for (int zone = 0; zone < zones; zone++) {
      set(Choice.START, tick, zone, starts[zone].first());
      set(Choice.START_ELSEWHERE, tick, zone, starts[zone].second());
      set(Choice.FLAT, tick, zone, flat[zone].first());
      set(Choice.FLAT_ELSEWHERE, tick, zone, flat[zone].second());
    }
  }

  void nowhere(int tick, int code) {
    nowhere[tick] = code;
  }

  void awaitLoss(int tick, int pool) {
    awaitsLoss.set(tick * pools + pool);
  }

  /** What to do in a pool: whether to leave it, and whether that means to stop. */
  void pool(int tick, int pool, boolean leavePaid, boolean leaveFresh, boolean stop) {
    int at = tick * pools + pool;
    leavesPaid.set(at, leavePaid);
    leavesFresh.set(at, leaveFresh);
    stops.set(at, stop);
  }

  Walk walk(ClairvoyantMarket market) {
    return new Walk(market);
  }

  /** The way through the ticks that the choices lead. */
  final class Walk {

    private final ClairvoyantMarket market;
    private int placement = NOTHING;
    private int zone = -1;
    private boolean launchedNow;
    private boolean stranded;
    private boolean awaiting;

    private Walk(ClairvoyantMarket market) {
      this.market = market;
    }

    /** Where it leads after the decisions of the tick walked last. */
    int placement() {
      return placement;
    }

    /** The first start. */
    int begin(int first) {
      if (first != NOTHING) {
        start(first);
        stranded = market.isOnDemand(first);
      }
      return first;
    }

    /** The forced decision of a tick, if there is one. */
    int force(int tick) {
      launchedNow = false;
      int code;
      if (placement != NOTHING && market.lost(tick, placement)) {
        code = get(Choice.LOST, tick, zone);
      } else if (stranded) {
        code = get(Choice.FALLBACK, tick, zone);
      } else {
        return STAY;
      }
      apply(code);
      if (code != STAY) {
        stranded = code != NOTHING && market.isOnDemand(code);
      }
      return code;
    }

    /** The scheduled decision of a tick. */
    int choose(int tick) {
      int code = scheduled(tick);
      apply(code);
      if (code != STAY) {
        stranded = false;
      }
      if (launchedNow && placement != NOTHING && !market.isOnDemand(placement)) {
        awaiting = awaitsLoss.get(tick * pools + placement);
      }
      return code;
    }

    private int scheduled(int tick) {
      if (placement == NOTHING) {
        return zone < 0 ? nowhere[tick] : get(Choice.IDLE, tick, zone);
      }
      if (market.isOnDemand(placement)) {
        return get(stranded ? Choice.STRANDED : Choice.ON_DEMAND, tick, zone);
      }
      int at = tick * pools + placement;
      boolean leaves = launchedNow ? leavesFresh.get(at) : !awaiting && leavesPaid.get(at);
      if (!leaves) {
        return STAY;
      }
      if (stops.get(at)) {
        return NOTHING;
      }
      boolean flat = market.pricesMovesFlat(placement);
      int first = get(flat ? Choice.FLAT : Choice.START, tick, zone);
      return first == placement
          ? get(flat ? Choice.FLAT_ELSEWHERE : Choice.START_ELSEWHERE, tick, zone)
          : first;
    }

    private void apply(int code) {
      if (code >= 0) {
        start(code);
      } else if (code == NOTHING) {
        placement = NOTHING;
      }
    }

    private void start(int code) {
      placement = code;
      zone = market.zoneOf(code);
      launchedNow = true;
      awaiting = false;
    }
  }
}
